package dev.tarn.format.parquet.write;

import dev.tarn.format.parquet.write.encode.Scratch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;

/** A column that is not nested: one leaf. */
final class FlatStriper implements ColumnStriper {
    private final LeafWriter leaf;
    private final Scratch scratch;
    private final int pageBytes;

    FlatStriper(LeafWriter leaf, Scratch scratch, int pageBytes) {
        this.leaf = leaf;
        this.scratch = scratch;
        this.pageBytes = pageBytes;
    }

    @Override
    public void append(Column column, int[] selection, int from, int count) {
        int done = 0;
        while (done < count) {
            int step = Math.min(count - done, leaf.rowsUntilPageEnds());
            appendBounded(column, selection, from + done, step);
            done += step;
        }
    }

    /** Appends rows of one page, fewer at a time where they have many bytes. */
    private void appendBounded(Column column, int[] selection, int from, int count) {
        if (count > 1 && column.layout() == Layout.BYTES && valueBytes(column, selection, from, count) > pageBytes) {
            int half = count / 2;
            append(column, selection, from, half);
            append(column, selection, from + half, count - half);
            return;
        }
        appendRows(column, selection, from, count);
        leaf.endRows(count);
    }

    private static long valueBytes(Column column, int[] selection, int from, int count) {
        boolean isFlat = column.encoding() == Encoding.FLAT;
        Column flat = isFlat ? column : column.dictionary();
        long offsets = flat.offsetsAddress();
        long bytes = 0;
        for (int i = from; i < from + count; i++) {
            int row = selection == null ? i : selection[i];
            long at = offsets + ((long) column.valueIndex(row) << 2);
            bytes += flat.rowCount() == 0 ? 0 : RawMemory.getInt(at + 4) - RawMemory.getInt(at);
        }
        return bytes;
    }

    private void appendRows(Column column, int[] selection, int from, int count) {
        switch (column.encoding()) {
            case FLAT -> appendFlat(column, selection, from, count);
            case DICTIONARY -> appendDictionary(column, selection, from, count);
            default -> appendConstant(column, count);
        }
    }

    private void appendConstant(Column column, int count) {
        if (column.isNull(0)) {
            leaf.appendNulls(count);
            return;
        }
        int[] rows = scratch.rows(count);
        java.util.Arrays.fill(rows, 0, count, 0);
        leaf.appendValues(count);
        leaf.values().appendFlat(column.dictionary(), rows, 0, count);
    }

    private void appendFlat(Column column, int[] selection, int from, int count) {
        if (column.validityAddress() == 0 && selection == null) {
            leaf.appendValues(count);
            leaf.values().appendFlat(column, null, from, count);
            return;
        }
        int[] rows = rows(selection, from, count);
        int valid = count;
        if (column.validityAddress() == 0) {
            leaf.appendValues(count);
        } else {
            valid = leaf.appendValidity(column.validityAddress(), rows, count, rows);
        }
        leaf.values().appendFlat(column, rows, 0, valid);
    }

    private int[] rows(int[] selection, int from, int count) {
        int[] rows = scratch.rows(count);
        if (selection != null) {
            System.arraycopy(selection, from, rows, 0, count);
        } else {
            for (int i = 0; i < count; i++) {
                rows[i] = from + i;
            }
        }
        return rows;
    }

    private void appendDictionary(Column column, int[] selection, int from, int count) {
        int[] rows = rows(selection, from, count);
        int[] codes = scratch.codes(count);
        Column entries = column.dictionary();
        int valid;
        if (!column.mayHaveNulls()) {
            valid = count;
            leaf.appendValues(count);
        } else {
            valid = appendValidRows(column, rows, count);
        }
        long address = column.codesAddress();
        for (int i = 0; i < valid; i++) {
            codes[i] = RawMemory.getInt(address + ((long) rows[i] << 2));
        }
        if (column.dictionaryId() == 0) {
            leaf.values().appendFlat(entries, codes, 0, valid);
        } else {
            leaf.values().appendCodes(column, codes, valid);
        }
    }

    /** Appends the levels of rows, keeps those that are not NULL and returns how many they are. */
    private int appendValidRows(Column column, int[] rows, int count) {
        if (column.dictionary().validityAddress() == 0) {
            return leaf.appendValidity(column.validityAddress(), rows, count, rows);
        }
        int valid = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (column.isNull(row)) {
                leaf.appendLevels(0, 0);
            } else {
                leaf.appendLevels(0, 1);
                rows[valid++] = row;
            }
        }
        return valid;
    }
}
