/** Counts and sketches rows column by column, for statistics; what becomes of the summary is not its business. */
package dev.tarn.exec.operator.analyze;
