package dev.tarn.exec.operator.aggregate;

import dev.tarn.kernel.AggregateKernels;
import dev.tarn.kernel.LoadKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;

/**
 * Computes one function: knows the states that groups' records hold at {@link #offset}, all zero for a new group.
 *
 * <p>Every record also counts its rows at {@link #rowsOffset}. Those of them that an accumulator passes over, because the
 * argument is NULL or the filter is not TRUE, it counts itself in the first word of its state if it
 * {@link #countsMissing}: so a column without NULLs costs no counting. One thread.
 */
abstract class Accumulator {
    /** Indices of the argument's and the filter's columns, or -1. */
    private final int argument;

    private final int filter;
    private int offset;
    private int rowsOffset;
    private int[] split = new int[0];
    private int[] keptPositions = new int[0];
    private long[] keptRecords = new long[0];
    private long[] missingRecords = new long[0];
    private long[] filterValues = new long[0];

    Accumulator(int argument, int filter) {
        this.argument = argument;
        this.filter = filter;
    }

    /** Says where the state is in a record, and where the count of rows. */
    final void place(int stateOffset, int rowCountOffset) {
        offset = stateOffset;
        rowsOffset = rowCountOffset;
    }

    final int offset() {
        return offset;
    }

    /** Returns the rows of the record that were not passed over. */
    final long rows(long record) {
        long rows = RawMemory.getLong(record + rowsOffset);
        return countsMissing() ? rows - RawMemory.getLong(record + offset) : rows;
    }

    /** Returns the bytes of a state, a multiple of 8. */
    abstract int stateBytes();

    /** Returns whether the first word of the state counts the rows passed over. */
    abstract boolean countsMissing();

    /** Returns whether rows whose argument is NULL are passed over. */
    boolean skipsNulls() {
        return argument >= 0;
    }

    /** Brings in rows none of which is to be passed over; {@code single} if all belong to one record. */
    abstract void accumulate(Batch batch, int[] positions, int count, long[] records, boolean single);

    /** Brings the states of other records of the same keys in; sources are not used afterwards. */
    abstract void combine(long[] targets, long[] sources, int count);

    /** Makes the column of a call's results. */
    abstract Column output(AggregateCall call, ColumnBuffer out, long[] records, int count);

    /** Brings in rows of a batch, row {@code positions[k]} into {@code records[k]}; null positions stand for 0, 1, 2 ... */
    final void update(Batch batch, int[] positions, int count, long[] records, boolean single) {
        int[] rows = positions;
        int kept = count;
        long[] targets = records;
        if (filter >= 0) {
            kept = applyFilter(batch.column(filter), rows, kept);
            keep(rows, count, kept, targets);
            rows = keptPositions;
            targets = keptRecords;
        }
        if (skipsNulls() && kept > 0) {
            Column column = batch.column(argument);
            if (column.mayHaveNulls()) {
                ensure(kept);
                int valid = LoadKernels.notNull(column, rows, kept, split);
                keep(rows, kept, valid, targets);
                rows = keptPositions;
                targets = keptRecords;
                kept = valid;
            }
        }
        if (kept > 0) {
            accumulate(batch, rows, kept, targets, single);
        }
    }

    /** Splits by the filter: the first entries of {@code split} name what it keeps, the others the rest. */
    private int applyFilter(Column column, int[] positions, int count) {
        ensure(count);
        int valid = LoadKernels.notNull(column, positions, count, split);
        LoadKernels.longs(column, positions, count, filterValues);
        for (int j = valid; j < count; j++) {
            filterValues[split[j]] = 0;
        }
        int kept = 0;
        int dropped = count;
        for (int k = 0; k < count; k++) {
            if (filterValues[k] != 0) {
                split[kept++] = k;
            } else {
                split[--dropped] = k;
            }
        }
        return kept;
    }

    private void ensure(int count) {
        if (split.length < count) {
            int capacity = Math.max(count, 64);
            split = new int[capacity];
            filterValues = new long[capacity];
            keptPositions = new int[capacity];
            keptRecords = new long[capacity];
            missingRecords = new long[capacity];
        }
    }

    /** Compacts to the first {@code kept} rows that {@code split} names and counts the others as missing. */
    private void keep(int[] positions, int count, int kept, long[] records) {
        int missing = 0;
        for (int j = count - 1; j >= kept; j--) {
            missingRecords[missing++] = records[split[j]];
        }
        for (int j = 0; j < kept; j++) {
            int k = split[j];
            keptPositions[j] = positions == null ? k : positions[k];
            keptRecords[j] = records[k];
        }
        if (countsMissing() && missing > 0) {
            AggregateKernels.countOne(missingRecords, missing, offset);
        }
    }

    /** Starts a column of {@code count} rows that are all valid. */
    static void start(ColumnBuffer out, int count) {
        out.ensureRows(count);
        out.ensureValidity(count);
        Bitmap.fillValid(out.validityAddress(), count);
    }

    /** Marks as NULL the results of records without rows, and returns whether there are any. */
    final boolean nullWhereEmpty(ColumnBuffer out, long[] records, int count) {
        boolean hasNulls = false;
        for (int k = 0; k < count; k++) {
            if (rows(records[k]) == 0) {
                Bitmap.clear(out.validityAddress(), k);
                hasNulls = true;
            }
        }
        return hasNulls;
    }
}
