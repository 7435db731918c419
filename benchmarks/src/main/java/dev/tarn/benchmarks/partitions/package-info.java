/**
 * How fast a catalog is with very many partitions. {@code benchmarks/partitions} runs it.
 *
 * <p>Belongs here: what is measured of the catalog itself. Does not belong here: how fast files are read.
 */
package dev.tarn.benchmarks.partitions;
