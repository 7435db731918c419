/**
 * The oracle of the compiled expressions: one row at a time, on objects, with the JDK's own decimals, dates and strings. Slow
 * and plain on purpose; it shares no code with the kernels.
 */
package dev.tarn.expr.interpret;
