/** Rows that several parts of a plan read, made once. Which parts those are is known to {@code lower}. */
package dev.tarn.exec.operator.share;
