package dev.tarn.spi.split;

import java.util.concurrent.atomic.LongAdder;

/** What a scan read and what it was spared; counted by its sources, shared by all threads. */
public final class ScanMetrics {
    /** Bytes read from storage, footers included; adding to it may end the query with EXCEEDED_READ_LIMIT. */
    public final LongAdder bytesRead;
    /** Read requests to storage. */
    public final LongAdder readRequests = new LongAdder();
    /** Records that could not be read and were left out, as the table's bad-record policy asks. */
    public final LongAdder recordsSkipped = new LongAdder();
    /** Rows that the splits which were read have. */
    public final LongAdder rowsScanned = new LongAdder();
    /** Rows that passed the scan's filters. */
    public final LongAdder rowsProduced = new LongAdder();

    /** Rows that the planner expects to read: what tells how much there is to do until the splits are found. */
    public final LongAdder rowsExpected = new LongAdder();
    /** Splits that were found. */
    public final LongAdder splitsTotal = new LongAdder();
    /** Splits that were read to their end. */
    public final LongAdder splitsDone = new LongAdder();
    /** Rows of the splits that were found, exact or estimated. */
    public final LongAdder splitRowsTotal = new LongAdder();
    /** Rows of them that were read, exact or estimated; in the end all of them. */
    public final LongAdder splitRowsDone = new LongAdder();

    public final LongAdder partitionsTotal = new LongAdder();
    public final LongAdder partitionsPruned = new LongAdder();
    public final LongAdder filesTotal = new LongAdder();
    public final LongAdder filesPruned = new LongAdder();
    public final LongAdder rowGroupsTotal = new LongAdder();
    public final LongAdder rowGroupsPruned = new LongAdder();
    /** Row groups that a Bloom filter showed to have no row, after statistics left them. */
    public final LongAdder rowGroupsPrunedByBloomFilter = new LongAdder();
    /** Row groups that a column's dictionary showed to have no row, after statistics left them. */
    public final LongAdder rowGroupsPrunedByDictionary = new LongAdder();
    /** Pages of the columns that were read, where an index of the pages was asked. */
    public final LongAdder pagesTotal = new LongAdder();
    /** Pages of them that were not read. */
    public final LongAdder pagesPruned = new LongAdder();

    /** Makes the metrics of a scan that may read any number of bytes. */
    public ScanMetrics() {
        this(ReadLimit.NONE);
    }

    /** Makes the metrics of a scan that shares a limit with the other scans of its query. */
    public ScanMetrics(ReadLimit limit) {
        bytesRead = limit.counter();
    }
}
