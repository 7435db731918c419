/** Passes that move filters and limits towards the scans. The order of joins belongs to {@code rule.join}. */
package dev.tarn.plan.rule.pushdown;
