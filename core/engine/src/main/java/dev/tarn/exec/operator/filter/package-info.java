/** Filters, and the merging of the sparse batches they leave. */
package dev.tarn.exec.operator.filter;
