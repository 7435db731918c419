package dev.tarn.spi.metastore;

import java.time.Instant;

/**
 * The process that a write runs in.
 *
 * @param host the machine's name, to be shown; several machines may have the same
 * @param processSpace what tells the process ids of one machine, or of one container, from those of all others; null if
 *     unknown
 * @param started tells the process from another of the same id, in milliseconds; null if unknown
 */
public record WriterProcess(String host, String processSpace, long id, Instant started) {}
