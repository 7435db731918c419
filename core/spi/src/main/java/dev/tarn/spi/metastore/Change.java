package dev.tarn.spi.metastore;

import java.time.Instant;

/**
 * A version of something, and how it came to be.
 *
 * @param version counts from 1
 * @param time when, in milliseconds
 * @param user who
 * @param what the kind of change, as {@code ALTER TABLE ADD COLUMNS}
 */
public record Change(long version, Instant time, String user, String what) {}
