/**
 * Loops over whole columns: static, monomorphic, over raw memory, one family a class.
 *
 * <p>Belongs here: what is done to values, with nothing known of expressions or operators. Does not belong here:
 * evaluation order, selections' meaning, and anything that calls a virtual method or allocates once a row.
 */
package dev.tarn.kernel;
