/** Functions as SQL names them: signatures and result types, joined to kernels by id. Nothing here computes a value. */
package dev.tarn.sql.function;
