/**
 * The side-by-side runner: the same queries over the same files in Tarn and in DuckDB, or over the same rows in two
 * formats, in one process.
 *
 * <p>Belongs here: running, checking, timing, and the report. Does not belong here: data and queries, which the test kit
 * has, and benchmarks of single pieces.
 */
package dev.tarn.benchmarks.compare;
