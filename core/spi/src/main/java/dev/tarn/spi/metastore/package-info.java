/**
 * Catalogs that last: what a metastore keeps of databases, tables, views, partitions, statistics and writes, and how it is
 * read and changed. What a definition means (formats, types, paths) is the engine's; here, it is text.
 */
package dev.tarn.spi.metastore;
