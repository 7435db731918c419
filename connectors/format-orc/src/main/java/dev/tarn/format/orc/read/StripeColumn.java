package dev.tarn.format.orc.read;

import java.io.IOException;
import org.apache.orc.impl.reader.StripePlanner;

/**
 * A top-level column of a stripe, whose streams are read from the first row on; rows in between are skipped, or jumped over
 * where the row index says how.
 */
abstract class StripeColumn {
    private final int columnId;
    /** The row that the streams stand at. */
    private long row;

    StripeColumn(int columnId) {
        this.columnId = columnId;
    }

    final int columnId() {
        return columnId;
    }

    /** Opens the streams. */
    abstract void start(StripePlanner planner) throws IOException;

    /** Passes over rows that are there. */
    abstract void skip(long rows) throws IOException;

    /** Moves the streams, by column id, to the begin of a group of rows. */
    abstract void seek(RowGroups.IndexPositions[] positions) throws IOException;

    /** Moves the streams to a row, which is not before the one they stand at. */
    final void moveTo(long target, RowGroups groups) throws IOException {
        if (target == row) {
            return;
        }
        long groupStart = groups.groupStart(target);
        if (groupStart > row) {
            seek(groups.positions(target));
            row = groupStart;
        }
        if (target > row) {
            skip(target - row);
        }
        row = target;
    }

    /** Says that the streams were read up to a row. */
    final void movedTo(long newRow) {
        row = newRow;
    }

    final long row() {
        return row;
    }
}
