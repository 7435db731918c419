/**
 * Raw memory, short runs of its bytes, the codes of distinct ones, buffers for reading files, and bitmaps. Loops over whole
 * columns belong to the kernels, not here.
 */
package dev.tarn.spi.memory;
