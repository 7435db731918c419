/** Projections. How an expression is evaluated belongs to {@code expr.compile}. */
package dev.tarn.exec.operator.project;
