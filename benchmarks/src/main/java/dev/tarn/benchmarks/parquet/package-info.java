/**
 * How fast Parquet files are read.
 *
 * <p>Belongs here: benchmarks of the decoders and of whole scans. Does not belong here: queries.
 */
package dev.tarn.benchmarks.parquet;
