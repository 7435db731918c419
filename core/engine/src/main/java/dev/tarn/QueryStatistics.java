package dev.tarn;

import java.time.Duration;

/**
 * What a query has done so far; a snapshot.
 *
 * @param state where it stands
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
 * @param recordsSkipped records that could not be read and were left out, as the table's {@code bad_records} asks
 * @param storage what was asked of storages behind a network
 * @param peakMemoryBytes the most memory its operators held at once
 * @param parsing time spent in parsing and validation
 * @param planning time spent in planning, footers that were read for it included
 * @param execution time since execution began, until it ended
 */
public record QueryStatistics(
        State state,
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
        long recordsSkipped,
        StorageStatistics storage,
        long peakMemoryBytes,
        Duration parsing,
        Duration planning,
        Duration execution) {
    /** Where a query stands. */
    public enum State {
        PLANNING,
        RUNNING,
        FINISHED,
        FAILED,
        CANCELLED
    }
}
