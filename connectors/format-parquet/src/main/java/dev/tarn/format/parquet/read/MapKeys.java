package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.encoding.CellLoops;
import dev.tarn.format.parquet.encoding.Corrupt;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Type;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Sees to it that no map has a key twice: of entries with the same key the last one counts, as the format defines. One
 * thread at a time.
 */
final class MapKeys implements AutoCloseable {
    /** Up to so many keys of a map are compared each with each. */
    private static final int FEW = 12;

    private final ColumnBuffer keyBuffer;
    private final ColumnBuffer valueBuffer;
    private final Scratch offsetScratch;
    private final Scratch codeScratch;
    private Column keys;
    private Column values;

    MapKeys(Type map, BufferAllocator allocator) {
        keyBuffer =
                new ColumnBuffer(allocator, map.fieldType(0), map.fieldType(0).defaultLayout());
        valueBuffer =
                new ColumnBuffer(allocator, map.fieldType(1), map.fieldType(1).defaultLayout());
        offsetScratch = new Scratch(allocator);
        codeScratch = new Scratch(allocator);
    }

    /**
     * Returns whether any map has a key twice; then the entries that count are at the getters below, else there is nothing to
     * do.
     *
     * @param offsets address of {@code count + 1} offsets into the entries
     * @throws dev.tarn.spi.error.TarnException HIVE_BAD_DATA if a key is NULL
     */
    boolean dropRepeated(Column allKeys, Column allValues, long offsets, int count) {
        if (allKeys.validityAddress() != 0) {
            requireNoNull(allKeys);
        }
        boolean repeated = false;
        for (int i = 0; i < count && !repeated; i++) {
            repeated = hasRepeated(allKeys, offset(offsets, i), offset(offsets, i + 1));
        }
        if (repeated) {
            drop(allKeys, allValues, offsets, count);
        }
        return repeated;
    }

    private static void requireNoNull(Column allKeys) {
        for (int i = 0; i < allKeys.rowCount(); i++) {
            if (allKeys.isNull(i)) {
                throw Corrupt.data("a key of a map is NULL");
            }
        }
    }

    private static int offset(long offsets, int index) {
        return RawMemory.getInt(offsets + ((long) index << 2));
    }

    private static boolean hasRepeated(Column keys, int from, int to) {
        if (to - from > FEW) {
            Map<ByteBuffer, Integer> seen = new HashMap<>();
            for (int i = from; i < to; i++) {
                if (seen.put(bytes(keys, i), i) != null) {
                    return true;
                }
            }
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            for (int k = from; k < i; k++) {
                if (equal(keys, i, k)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long address(Column column, int index) {
        return column.layout().isFixedWidth()
                ? column.valuesAddress() + (long) index * column.layout().width()
                : column.valuesAddress() + offset(column.offsetsAddress(), index);
    }

    private static int length(Column column, int index) {
        return column.layout().isFixedWidth()
                ? column.layout().width()
                : offset(column.offsetsAddress(), index + 1) - offset(column.offsetsAddress(), index);
    }

    private static boolean equal(Column keys, int left, int right) {
        int length = length(keys, left);
        if (length != length(keys, right)) {
            return false;
        }
        long a = address(keys, left);
        long b = address(keys, right);
        for (int i = 0; i < length; i++) {
            if (RawMemory.getByte(a + i) != RawMemory.getByte(b + i)) {
                return false;
            }
        }
        return true;
    }

    private static ByteBuffer bytes(Column keys, int index) {
        byte[] copy = new byte[length(keys, index)];
        RawMemory.copyToArray(address(keys, index), copy, 0, copy.length);
        return ByteBuffer.wrap(copy);
    }

    private void drop(Column allKeys, Column allValues, long offsets, int count) {
        long codes = codeScratch.ensure((offset(offsets, count) + 1L) << 2);
        long newOffsets = offsetScratch.ensure((count + 1L) << 2);
        int kept = 0;
        RawMemory.putInt(newOffsets, 0);
        for (int i = 0; i < count; i++) {
            Map<ByteBuffer, Integer> last = new HashMap<>();
            for (int k = offset(offsets, i); k < offset(offsets, i + 1); k++) {
                last.put(bytes(allKeys, k), k);
            }
            for (int k = offset(offsets, i); k < offset(offsets, i + 1); k++) {
                if (last.get(bytes(allKeys, k)) == k) {
                    RawMemory.putInt(codes + ((long) kept++ << 2), k);
                }
            }
            RawMemory.putInt(newOffsets + ((i + 1L) << 2), kept);
        }
        keys = gather(allKeys, codes, kept, keyBuffer);
        values = gather(allValues, codes, kept, valueBuffer);
    }

    private static Column gather(Column column, long codes, int count, ColumnBuffer target) {
        target.ensureRows(count);
        target.ensureValidity(count + 64);
        long validity = target.validityAddress();
        for (int i = 0; i < count; i++) {
            int valid = column.isNull(RawMemory.getInt(codes + ((long) i << 2))) ? 0 : 1;
            dev.tarn.spi.memory.Bitmap.put(validity, i, valid);
        }
        // The entries that count, by their place among all: a dictionary's codes.
        CellLoops.append(Column.dictionary(count, 0, codes, column, 0), 0, false, target);
        return target.column(count, true);
    }

    Column keys() {
        return keys;
    }

    Column values() {
        return values;
    }

    long offsets() {
        return offsetScratch.address();
    }

    @Override
    public void close() {
        keyBuffer.close();
        valueBuffer.close();
        offsetScratch.close();
        codeScratch.close();
    }
}
