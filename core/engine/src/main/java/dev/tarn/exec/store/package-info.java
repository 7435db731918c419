/**
 * Rows kept beyond the life of their batches. What they are kept for (sorting, joining) belongs to the operators.
 */
package dev.tarn.exec.store;
