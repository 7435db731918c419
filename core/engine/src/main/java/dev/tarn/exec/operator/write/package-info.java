/**
 * Rows written to files.
 *
 * <p>Belongs here: how rows are dealt out to partitions, buckets and files with bounded memory, how much a file takes, and
 * what is known of the files at the end. Does not belong here: formats and storages (behind the SPI), and when files
 * become visible (whoever runs the statement commits them).
 */
package dev.tarn.exec.operator.write;
