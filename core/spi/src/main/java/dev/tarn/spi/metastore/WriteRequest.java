package dev.tarn.spi.metastore;

import java.time.Instant;

/**
 * What a write is about to do, and which process does it.
 *
 * @param operation the statement's kind, as {@code INSERT}
 * @param table null for an UNLOAD
 * @param location the folder it writes below
 * @param host the machine's name
 * @param processStarted tells the process from another of the same number, in milliseconds; null if unknown
 */
public record WriteRequest(
        String operation, RelationName table, String location, String host, long processId, Instant processStarted) {}
