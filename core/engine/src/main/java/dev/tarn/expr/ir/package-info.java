/**
 * Expressions as the executor understands them, and the ids of the functions that have kernels. No evaluation, no name
 * look-up and nothing of the planner belongs here.
 */
package dev.tarn.expr.ir;
