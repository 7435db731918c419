/** Simpler expressions of the same value, and nodes that do nothing. Where an expression goes is not decided here. */
package dev.tarn.plan.rule.simplify;
