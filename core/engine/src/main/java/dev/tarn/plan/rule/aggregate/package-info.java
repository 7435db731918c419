/** Passes that express DISTINCT aggregates and set operations by plain aggregates. */
package dev.tarn.plan.rule.aggregate;
