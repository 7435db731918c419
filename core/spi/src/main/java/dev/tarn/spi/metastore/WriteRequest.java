package dev.tarn.spi.metastore;

/**
 * What a write is about to do, and which process does it.
 *
 * @param operation the statement's kind, as {@code INSERT}
 * @param table null for an UNLOAD
 * @param location the folder it writes below
 */
public record WriteRequest(String operation, RelationName table, String location, WriterProcess process) {}
