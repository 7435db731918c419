package dev.tarn.exec.operator.write;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.TypeKind;
import java.util.List;

/**
 * Hive's first way to deal rows out to buckets: each value has a hash, those of several columns are joined as Java joins
 * the characters of a text, and the rest of the division by the number of buckets, its sign taken off, is the bucket.
 * One thread.
 */
final class BucketHash {
    private static final int FACTOR = 31;

    private final List<Integer> columns;
    private final int bucketCount;
    private int[] hashes = new int[0];
    private int[] dictionaryHashes = new int[0];

    BucketHash(List<Integer> columns, int bucketCount) {
        this.columns = columns;
        this.bucketCount = bucketCount;
    }

    /**
     * Checks that values of a column have such a hash.
     *
     * @throws TarnException NOT_SUPPORTED
     */
    static void requireType(ColumnSchema column) {
        switch (column.type().kind()) {
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, VARCHAR, DATE -> {}
            default ->
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED,
                        "buckets by the column \"" + column.name() + "\" of type "
                                + column.type().sqlName());
        }
    }

    /** Returns the bucket of each selected row; the same array each time. */
    int[] buckets(Batch batch) {
        int count = batch.selectedCount();
        int[] positions = batch.selection() == null ? null : batch.selection().positions();
        if (hashes.length < count) {
            hashes = new int[Math.max(64, count)];
        }
        java.util.Arrays.fill(hashes, 0, count, 0);
        for (int index : columns) {
            add(batch.column(index), positions, count);
        }
        for (int k = 0; k < count; k++) {
            hashes[k] = (hashes[k] & Integer.MAX_VALUE) % bucketCount;
        }
        return hashes;
    }

    private void add(Column column, int[] positions, int count) {
        Column flat = column.encoding() == Encoding.FLAT ? column : column.dictionary();
        boolean encoded = column.encoding() != Encoding.FLAT;
        if (encoded) {
            int values = flat.rowCount();
            if (dictionaryHashes.length < values) {
                dictionaryHashes = new int[values];
            }
            for (int i = 0; i < values; i++) {
                dictionaryHashes[i] = flat.isNull(i) ? 0 : hash(flat, i);
            }
        }
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            int hash;
            if (column.isNull(row)) {
                hash = 0;
            } else if (encoded) {
                hash = dictionaryHashes[column.valueIndex(row)];
            } else {
                hash = hash(flat, row);
            }
            hashes[k] = hashes[k] * FACTOR + hash;
        }
    }

    private static int hash(Column flat, int row) {
        return switch (flat.layout()) {
            case BYTE, INT -> (int) flat.longAt(row);
            case LONG -> {
                long value = flat.longAt(row);
                yield flat.type().kind() == TypeKind.BIGINT ? (int) (value >>> 32 ^ value) : (int) value;
            }
            case FLOAT -> Float.floatToIntBits((float) flat.doubleAt(row));
            case DOUBLE -> {
                long bits = Double.doubleToLongBits(flat.doubleAt(row));
                yield (int) (bits >>> 32 ^ bits);
            }
            case BYTES -> text(flat, row);
            case INT128 -> throw new IllegalStateException("refused before");
        };
    }

    private static int text(Column flat, int row) {
        long at = flat.offsetsAddress() + ((long) row << 2);
        long from = flat.valuesAddress() + RawMemory.getInt(at);
        long to = flat.valuesAddress() + RawMemory.getInt(at + 4);
        int hash = 0;
        for (long address = from; address < to; address++) {
            hash = hash * FACTOR + RawMemory.getByte(address);
        }
        return hash;
    }
}
