/** Batches, their columns and selections: what flows between sources and operators. No loop over values belongs here. */
package dev.tarn.spi.batch;
