/** Rows that stand in the statement. */
package dev.tarn.exec.operator.values;
