package dev.tarn.format.parquet.write;

import dev.tarn.format.parquet.write.encode.NativeBuffer;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** A column of ARRAYs, MAPs or ROWs: walks each cell and hands its values and their levels to the leaves. */
final class NestedStriper implements ColumnStriper, AutoCloseable {
    private static final int ROWS_A_STEP = 256;

    private final List<Leaf> leaves = new ArrayList<>();
    private final Part root;

    NestedStriper(SchemaBuilder.Node node, List<LeafWriter> writers, BufferAllocator allocator) {
        this.root = part(node, writers, allocator);
    }

    private Part part(SchemaBuilder.Node node, List<LeafWriter> writers, BufferAllocator allocator) {
        if (!node.type().isNested()) {
            Leaf leaf = new Leaf(node, writers.get(node.leafIndex()), allocator);
            leaves.add(leaf);
            return leaf;
        }
        List<Part> parts = new ArrayList<>();
        for (SchemaBuilder.Node child : node.parts()) {
            parts.add(part(child, writers, allocator));
        }
        Part[] array = parts.toArray(Part[]::new);
        return node.type().kind() == TypeKind.ROW ? new Row(node, array) : new Repeated(node, array);
    }

    @Override
    public void append(Column column, int[] selection, int from, int count) {
        for (int done = 0; done < count; ) {
            int step = Math.min(count - done, ROWS_A_STEP);
            for (Leaf leaf : leaves) {
                step = Math.min(step, leaf.writer.rowsUntilPageEnds());
            }
            step = appendStep(column, selection, from + done, step);
            done += step;
        }
    }

    /** Appends up to {@code count} rows, fewer where they have many bytes; returns how many. */
    private int appendStep(Column column, int[] selection, int from, int count) {
        Column flat = column.encoding() == Encoding.FLAT ? column : column.dictionary();
        long bytes = 0;
        int done = 0;
        while (done < count && bytes <= Leaf.STEP_BYTES) {
            int row = selection == null ? from + done : selection[from + done];
            done++;
            if (column.isNull(row)) {
                root.appendNull(0, 0);
                continue;
            }
            long at = flat.offsetsAddress() + ((long) column.valueIndex(row) << 2);
            int start = RawMemory.getInt(at);
            int length = RawMemory.getInt(at + 4) - start;
            bytes += length;
            root.append(flat.valuesAddress() + start, length, 0);
        }
        for (Leaf leaf : leaves) {
            leaf.flush();
            leaf.writer.endRows(done);
        }
        return done;
    }

    long memoryBytes() {
        long bytes = 0;
        for (Leaf leaf : leaves) {
            bytes += leaf.raw.memoryBytes() + 12L * leaf.lengths.length;
        }
        return bytes;
    }

    @Override
    public void close() {
        leaves.forEach(leaf -> leaf.raw.close());
    }

    /** A node of the type. */
    private abstract static class Part {
        /** Appends what stands for a value that is not there, since it or what it is within is NULL or empty. */
        abstract void appendNull(int repetition, int definition);

        /** Appends the value at an address. */
        abstract void append(long address, int length, int repetition);
    }

    private static final class Row extends Part {
        private final Part[] fields;
        private final CellBlock cell;
        private final int definition;

        Row(SchemaBuilder.Node node, Part[] fields) {
            this.fields = fields;
            this.cell = new CellBlock(node.type());
            this.definition = node.definition();
        }

        @Override
        void appendNull(int repetition, int level) {
            for (Part field : fields) {
                field.appendNull(repetition, level);
            }
        }

        @Override
        void append(long address, int length, int repetition) {
            cell.toFields(address);
            for (int i = 0; i < fields.length; i++) {
                if (cell.isNull(i)) {
                    fields[i].appendNull(repetition, definition);
                } else {
                    fields[i].append(cell.address(i), cell.length(i), repetition);
                }
            }
        }
    }

    /** An ARRAY, or a MAP, whose keys and values are two parts. */
    private static final class Repeated extends Part {
        private final Part[] parts;
        private final CellBlock[] blocks;
        private final boolean isMap;
        private final int definition;
        private final int innerRepetition;

        Repeated(SchemaBuilder.Node node, Part[] parts) {
            this.parts = parts;
            this.isMap = node.type().kind() == TypeKind.MAP;
            this.definition = node.definition();
            this.innerRepetition = node.repetition();
            this.blocks = new CellBlock[parts.length];
            for (int i = 0; i < parts.length; i++) {
                blocks[i] = new CellBlock(node.type().fieldType(i));
            }
        }

        @Override
        void appendNull(int repetition, int level) {
            for (Part part : parts) {
                part.appendNull(repetition, level);
            }
        }

        @Override
        void append(long address, int length, int repetition) {
            int count = CellBlock.count(address);
            if (count == 0) {
                appendNull(repetition, definition);
                return;
            }
            for (int k = 0; k < parts.length; k++) {
                CellBlock block = blocks[k];
                if (!isMap) {
                    block.toElements(address);
                } else if (k == 0) {
                    block.toKeys(address);
                } else {
                    block.toValues(address);
                }
                for (int i = 0; i < count; i++) {
                    int level = i == 0 ? repetition : innerRepetition;
                    if (block.isNull(i)) {
                        parts[k].appendNull(level, definition + 1);
                    } else {
                        parts[k].append(block.address(i), block.length(i), level);
                    }
                }
            }
        }
    }

    private static final class Leaf extends Part {
        /** So many bytes of cells are taken at a time; their values fit arrays. */
        static final long STEP_BYTES = 1 << 20;

        private final LeafWriter writer;
        private final Type type;
        private final Layout layout;
        private final int definition;
        /** Values of a fixed width, one after the other. */
        private final NativeBuffer raw;

        private long[] addresses = new long[0];
        private int[] lengths = new int[0];
        private int count;

        Leaf(SchemaBuilder.Node node, LeafWriter writer, BufferAllocator allocator) {
            this.writer = writer;
            this.type = node.type();
            this.layout = type.defaultLayout();
            this.definition = node.definition();
            this.raw = new NativeBuffer(allocator);
        }

        @Override
        void appendNull(int repetition, int level) {
            writer.appendLevels(repetition, level);
        }

        @Override
        void append(long address, int length, int repetition) {
            writer.appendLevels(repetition, definition);
            if (layout.isFixedWidth()) {
                raw.put(address, layout.width());
            } else {
                if (count == lengths.length) {
                    int larger = Math.max(64, count * 2);
                    addresses = Arrays.copyOf(addresses, larger);
                    lengths = Arrays.copyOf(lengths, larger);
                }
                addresses[count] = address;
                lengths[count] = length;
            }
            count++;
        }

        /** Hands the values to the encoder. */
        void flush() {
            if (layout.isFixedWidth()) {
                raw.ensure(0);
                writer.values().appendFlat(Column.flat(type, layout, count, 0, raw.address()), null, 0, count);
            } else {
                writer.values().appendBytes(addresses, lengths, count);
            }
            raw.clear();
            count = 0;
        }
    }
}
