/**
 * TPC-H for tests and benchmarks: its 22 queries, and its tables as Parquet files.
 *
 * <p>Belongs here: what every module that runs TPC-H shares. Does not belong here: the generator of the rows, which comes as
 * a connector, and any runner.
 */
package dev.tarn.testkit.tpch;
