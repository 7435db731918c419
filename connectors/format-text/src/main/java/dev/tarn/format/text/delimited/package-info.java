/**
 * Delimited text: CSV, TSV and what Hive's LazySimpleSerDe, MultiDelimitSerDe and OpenCSVSerde read; and what a sample tells
 * of a file that nobody declared.
 */
package dev.tarn.format.text.delimited;
