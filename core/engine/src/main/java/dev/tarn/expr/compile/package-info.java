/** From expressions to evaluators that run kernels over whole columns. The loops themselves belong to the kernels. */
package dev.tarn.expr.compile;
