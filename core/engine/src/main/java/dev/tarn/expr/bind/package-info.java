/**
 * Which kernel does what an expression says: functions, types and layouts joined to loops, and the errors of their rows.
 *
 * <p>Belongs here: choices made once, when an expression is compiled. Does not belong here: batches, memory and the order of
 * evaluation, which are the evaluators'; loops, which are the kernels'.
 */
package dev.tarn.expr.bind;
