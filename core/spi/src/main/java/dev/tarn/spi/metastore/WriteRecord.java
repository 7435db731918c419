package dev.tarn.spi.metastore;

import java.time.Instant;

/**
 * A write.
 *
 * @param begun in milliseconds
 * @param lastAlive when its process said last that it runs, by the {@linkplain MetastoreReader#now catalog's clock}
 * @param ended in milliseconds, or null as long as it is open
 */
public record WriteRecord(
        WriteId id,
        WriteState state,
        WriteRequest request,
        String user,
        Instant begun,
        Instant lastAlive,
        Instant ended) {}
