package dev.tarn.shell.progress;

import java.time.Duration;

/**
 * How far a query is at a moment.
 *
 * @param elapsed since the statement was sent
 * @param isPlanned whether it runs; else only {@code elapsed} says something
 * @param share what share of its rows was read, 0 to 1; 0 if that is not known
 * @param rows rows read
 * @param bytes bytes read
 * @param requests requests to storages behind a network
 * @param memoryBytes memory held now
 * @param spilledBytes bytes written to temporary files since memory was short
 * @param rowsWritten rows that a statement that writes has written
 * @param bytesWritten bytes of the files that it writes
 * @param dollars what the requests and what was read would cost; negative if that is not to be shown
 */
public record Progress(
        Duration elapsed,
        boolean isPlanned,
        double share,
        long rows,
        long bytes,
        long requests,
        long memoryBytes,
        long spilledBytes,
        long rowsWritten,
        long bytesWritten,
        double dollars) {
    /** Of a statement that is still planned. */
    static Progress planning(Duration elapsed) {
        return new Progress(elapsed, false, 0, 0, 0, 0, 0, 0, 0, 0, -1);
    }
}
