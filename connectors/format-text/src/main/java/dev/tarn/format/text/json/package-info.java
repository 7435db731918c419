/**
 * JSON: records that are objects, one a line, one after the other, or in an array.
 *
 * <p>Belongs here: the walk over a record's bytes that fills columns, what Hive's SerDes of JSON say about names and values,
 * and what a sample shows of a file's columns. Does not belong here: how bytes are fetched, decompressed and cut into
 * ranges.
 */
package dev.tarn.format.text.json;
