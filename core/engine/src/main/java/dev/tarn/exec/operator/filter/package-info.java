/** Filters. How a condition is evaluated belongs to {@code expr.compile}. */
package dev.tarn.exec.operator.filter;
