/**
 * Functions as SQL sees them: names, arguments, result types, each joined to its kernel by an id of {@code expr.ir}. How a
 * function computes belongs to {@code kernel}.
 */
package dev.tarn.sql.function;
