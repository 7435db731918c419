/** From batches to the Arrow vectors that callers own. */
package dev.tarn.exec.operator.result;
