/**
 * The TPC-H tables as a source that generates its rows while they are read.
 *
 * <p>Belongs here: the generator, its schemas and statistics. Does not belong here: the queries of the benchmark.
 */
package dev.tarn.source.tpch;
