package dev.tarn;

import java.time.Duration;
import java.util.Optional;

/**
 * What a query has done so far; a snapshot.
 *
 * @param state where it stands
 * @param shareDone how much of its tables it has scanned, from 0 to 1, by rows; 1 once it has finished
 * @param splitsTotal row groups, ranges of files and the like that it is to read, as far as they were found
 * @param splitsDone how many of them it has read to their end
 * @param rowsScanned rows of the row groups that were read, before any filter
 * @param rowsProduced rows of the result so far
 * @param bytesRead bytes read from storage, footers included
 * @param readRequests reads that storage was asked for
 * @param filesTotal files of the tables that were scanned
 * @param filesPruned files of them that were not read
 * @param partitionsTotal partitions of the tables that were scanned
 * @param partitionsPruned partitions of them that were not listed or read
 * @param rowGroupsTotal row groups of the files that were not pruned
 * @param rowGroupsPruned row groups of them that were not read
 * @param pagesTotal pages, or other parts smaller than a row group, that an index told of
 * @param pagesPruned pages of them that were not read
 * @param rowsWritten rows that a statement that writes gave to its files so far, the ones that are not complete too
 * @param bytesWritten bytes of these files so far
 * @param recordsSkipped records that could not be read and were left out, as the table's {@code bad_records} asks
 * @param storage what was asked of storages behind a network
 * @param memoryBytes the memory that its operators hold
 * @param peakMemoryBytes the most memory its operators held at once
 * @param spilledBytes bytes written to temporary files since memory had no room for them
 * @param parsing time spent in parsing and validation
 * @param planning time spent in planning, footers that were read for it included
 * @param execution time since execution began, until it ended
 */
public record QueryStatistics(
        State state,
        double shareDone,
        long splitsTotal,
        long splitsDone,
        long rowsScanned,
        long rowsProduced,
        long bytesRead,
        long readRequests,
        long filesTotal,
        long filesPruned,
        long partitionsTotal,
        long partitionsPruned,
        long rowGroupsTotal,
        long rowGroupsPruned,
        long pagesTotal,
        long pagesPruned,
        long rowsWritten,
        long bytesWritten,
        long recordsSkipped,
        StorageStatistics storage,
        long memoryBytes,
        long peakMemoryBytes,
        long spilledBytes,
        Duration parsing,
        Duration planning,
        Duration execution) {
    /** The least share that says something of what is left. */
    private static final double LEAST_SHARE = 0.01;

    /**
     * Returns how long the query will still take if it goes on as until now; empty if it does not run, or has done too
     * little to tell.
     */
    public Optional<Duration> estimatedTimeLeft() {
        if (state != State.RUNNING || shareDone < LEAST_SHARE) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos((long) (execution.toNanos() * (1 - shareDone) / shareDone)));
    }

    /** Where a query stands. */
    public enum State {
        PLANNING,
        RUNNING,
        FINISHED,
        FAILED,
        CANCELLED
    }
}
