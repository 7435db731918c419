/** LIMIT and OFFSET. */
package dev.tarn.exec.operator.limit;
