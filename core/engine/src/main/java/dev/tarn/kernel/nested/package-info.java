/**
 * Kernels of nested values: loops over the cells of ARRAYs, MAPs and ROWs.
 *
 * <p>Belongs here: taking cells apart into columns, making cells of columns, looking values up in cells, comparing and
 * converting them. Does not belong here: the layout of a cell, which is {@code dev.tarn.spi.nested}'s.
 */
package dev.tarn.kernel.nested;
