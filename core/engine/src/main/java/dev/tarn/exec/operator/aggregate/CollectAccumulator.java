package dev.tarn.exec.operator.aggregate;

import dev.tarn.exec.hash.ByteArena;
import dev.tarn.expr.ir.AggregateFunction;
import dev.tarn.kernel.nested.MapEntries;
import dev.tarn.kernel.nested.ValueReader;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.ByteCopy;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;

/**
 * Collects the values of groups: ARRAY_AGG, and MAP_AGG, which passes over rows whose key is NULL.
 *
 * <p>State: the addresses of the first and the last node of a list in the arena, both 0 without a row. A node has the next
 * one's address, then for each part of the result the number of its bytes, or -1 for NULL, and the bytes, padded to 8.
 */
final class CollectAccumulator extends Accumulator {
    private static final int STATE_BYTES = 16;
    private static final int NULL_LENGTH = -1;

    private final Type type;
    private final boolean isMap;
    private final int[] columns;
    private final Layout[] layouts;
    private final ByteArena arena;
    private final ValueReader[] values;

    CollectAccumulator(AggregateCall call, ByteArena arena) {
        super(call.arguments().get(0), call.filterColumn());
        this.type = call.type();
        this.isMap = call.function() == AggregateFunction.MAP_AGG;
        this.columns = call.arguments().stream().mapToInt(Integer::intValue).toArray();
        this.layouts = new Layout[columns.length];
        this.values = new ValueReader[columns.length];
        for (int i = 0; i < columns.length; i++) {
            layouts[i] = type.fieldType(i).defaultLayout();
            values[i] = new ValueReader();
        }
        this.arena = arena;
    }

    @Override
    int stateBytes() {
        return STATE_BYTES;
    }

    @Override
    boolean countsMissing() {
        return false;
    }

    @Override
    boolean skipsNulls() {
        return isMap;
    }

    @Override
    void accumulate(Batch batch, int[] positions, int count, long[] records, boolean single) {
        for (int i = 0; i < columns.length; i++) {
            values[i].reset(batch.column(columns[i]));
        }
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            append(records[k] + offset(), node(row));
        }
    }

    private long node(int row) {
        long bytes = 8;
        for (int i = 0; i < columns.length; i++) {
            bytes += 8 + (values[i].isNull(row) ? 0 : padded(length(i, row)));
        }
        long node = arena.allocate(bytes);
        RawMemory.putLong(node, 0);
        long at = node + 8;
        for (int i = 0; i < columns.length; i++) {
            boolean isNull = values[i].isNull(row);
            int length = isNull ? 0 : length(i, row);
            RawMemory.putInt(at, isNull ? NULL_LENGTH : length);
            if (!isNull) {
                put(i, row, at + 8, length);
            }
            at += 8 + padded(length);
        }
        return node;
    }

    private int length(int part, int row) {
        return layouts[part] == Layout.BYTES ? values[part].length(row) : layouts[part].width();
    }

    private void put(int part, int row, long to, int length) {
        long from = values[part].address(row);
        int has = values[part].length(row);
        if (has >= length) {
            ByteCopy.copy(from, to, length);
        } else {
            // A DECIMAL that came in 64 bits.
            RawMemory.putLong(to, RawMemory.getLong(from));
            RawMemory.putLong(to + 8, RawMemory.getLong(from) >> 63);
        }
    }

    private static int padded(int length) {
        return (length + 7) & -8;
    }

    private static void append(long state, long node) {
        long last = RawMemory.getLong(state + 8);
        RawMemory.putLong(last == 0 ? state : last, node);
        RawMemory.putLong(state + 8, node);
    }

    @Override
    void combine(long[] targets, long[] sources, int count) {
        for (int k = 0; k < count; k++) {
            long target = targets[k] + offset();
            long source = sources[k] + offset();
            long first = RawMemory.getLong(source);
            if (first != 0) {
                append(target, first);
                RawMemory.putLong(target + 8, RawMemory.getLong(source + 8));
            }
        }
    }

    @Override
    Column output(AggregateCall call, ColumnBuffer out, long[] records, int count) {
        start(out, count);
        CellWriter writer = new CellWriter(type);
        MapEntries entries = isMap ? new MapEntries(type) : null;
        boolean hasNulls = false;
        long end = 0;
        out.ensureBytes(0);
        RawMemory.putInt(out.offsetsAddress(), 0);
        for (int k = 0; k < count; k++) {
            long node = RawMemory.getLong(records[k] + offset());
            if (node == 0) {
                Bitmap.clear(out.validityAddress(), k);
                hasNulls = true;
            } else {
                write(node, writer, entries);
                writer.finish();
                out.ensureBytes(end + writer.length());
                RawMemory.copyFromArray(writer.bytes(), 0, out.valuesAddress() + end, writer.length());
                end += writer.length();
            }
            RawMemory.putInt(out.offsetsAddress() + ((k + 1L) << 2), (int) end);
        }
        return out.column(count, hasNulls);
    }

    private void write(long first, CellWriter writer, MapEntries entries) {
        if (entries != null) {
            entries.clear();
        }
        for (long node = first; node != 0; node = RawMemory.getLong(node)) {
            long at = node + 8;
            boolean taken = entries == null || entries.add(at + 8, RawMemory.getInt(at));
            for (int i = 0; i < columns.length; i++) {
                int length = RawMemory.getInt(at);
                if (taken && length == NULL_LENGTH) {
                    writer.part(i).appendNull();
                } else if (taken) {
                    writer.part(i).appendRaw(at + 8, length);
                }
                at += 8 + padded(Math.max(0, length));
            }
        }
    }
}
