package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.encoding.CellLoops;
import dev.tarn.format.parquet.encoding.Corrupt;
import dev.tarn.format.parquet.encoding.LevelLoops;
import dev.tarn.format.parquet.metadata.ParquetField;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Puts the values of one node of a nested column together, from its leaves up: a FLAT column of the values that the leaves'
 * current entries have of the node, a cell each. One thread at a time.
 */
abstract class Assembly implements AutoCloseable {
    /** Returns the node's values, valid until the next call. */
    abstract Column assemble();

    @Override
    public abstract void close();

    /** A node without children. */
    static final class OfLeaf extends Assembly {
        private final LeafReader leaf;

        OfLeaf(LeafReader leaf) {
            this.leaf = leaf;
        }

        @Override
        Column assemble() {
            return leaf.values();
        }

        @Override
        public void close() {}
    }

    /** A leaf that has no value anywhere. */
    static final class OfNulls extends Assembly {
        private final ParquetField field;
        private final LeafReader levels;
        private final ColumnBuffer nulls;

        OfNulls(ParquetField field, Type type, LeafReader levels, BufferAllocator allocator) {
            this.field = field;
            this.levels = levels;
            this.nulls = new ColumnBuffer(allocator, type, type.defaultLayout());
        }

        @Override
        Column assemble() {
            int count = LevelLoops.countAtLeast(
                    levels.definitions(), 0, levels.entries(), field.slots().slotDefinition());
            nulls.ensureRows(count);
            nulls.ensureValidity(count);
            Bitmap.fillNull(nulls.validityAddress(), count);
            if (nulls.layout().isFixedWidth()) {
                RawMemory.fill(
                        nulls.valuesAddress(), (long) count * nulls.layout().width(), (byte) 0);
            } else {
                RawMemory.fill(nulls.offsetsAddress(), (count + 1L) << 2, (byte) 0);
            }
            return nulls.column(count, true);
        }

        @Override
        public void close() {
            nulls.close();
        }
    }

    /** A node with cells: its levels are those of a leaf below it. */
    private abstract static class OfGroup extends Assembly {
        final ParquetField field;
        final LeafReader levels;
        final ColumnBuffer cells;
        private final Scratch validity;
        int count;
        long bits;

        OfGroup(ParquetField field, Type type, LeafReader levels, BufferAllocator allocator) {
            this.field = field;
            this.levels = levels;
            this.cells = new ColumnBuffer(allocator, type, Layout.BYTES);
            this.validity = new Scratch(allocator);
        }

        /** Finds how many values there are, and which are NULL. */
        final void findValues() {
            long target = validity.ensure(Bitmap.bytesFor(levels.entries() + 8));
            long found = LevelLoops.valueBits(
                    levels.repetitions(),
                    levels.definitions(),
                    levels.entries(),
                    field.slots().maxRepetition(),
                    field.slots().slotDefinition(),
                    field.validDefinition(),
                    target);
            count = (int) (found >>> 32);
            bits = (int) found == count ? 0 : target;
        }

        @Override
        public void close() {
            cells.close();
            validity.close();
        }
    }

    /** Lists and maps. */
    abstract static class OfEntries extends OfGroup {
        private final Scratch offsetScratch;
        long offsets;

        OfEntries(ParquetField field, Type type, LeafReader levels, BufferAllocator allocator) {
            super(field, type, levels, allocator);
            offsetScratch = new Scratch(allocator);
        }

        /** Finds the values and where their elements are, and returns how many elements there are. */
        final int findElements() {
            findValues();
            offsets = offsetScratch.ensure((levels.entries() + 2L) << 2);
            LevelLoops.listOffsets(
                    levels.repetitions(),
                    levels.definitions(),
                    levels.entries(),
                    field.slots().maxRepetition(),
                    field.slots().slotDefinition(),
                    field.elementDefinition(),
                    offsets);
            return RawMemory.getInt(offsets + ((long) count << 2));
        }

        static void requireCount(Column column, int elements) {
            if (column.rowCount() != elements) {
                throw Corrupt.data("lists have " + elements + " elements by one column chunk's levels and "
                        + column.rowCount() + " by another's");
            }
        }

        @Override
        public void close() {
            super.close();
            offsetScratch.close();
        }
    }

    /** ARRAYs. */
    static final class OfList extends OfEntries {
        private final Assembly element;

        OfList(ParquetField field, Type type, LeafReader levels, Assembly element, BufferAllocator allocator) {
            super(field, type, levels, allocator);
            this.element = element;
        }

        @Override
        Column assemble() {
            Column elements = element.assemble();
            requireCount(elements, findElements());
            return CellLoops.arrays(elements, offsets, bits, count, cells);
        }

        @Override
        public void close() {
            super.close();
            element.close();
        }
    }

    /** MAPs. */
    static final class OfMap extends OfEntries {
        private final Assembly key;
        private final Assembly value;
        private final MapKeys unique;

        OfMap(
                ParquetField field,
                Type type,
                LeafReader levels,
                Assembly key,
                Assembly value,
                BufferAllocator allocator) {
            super(field, type, levels, allocator);
            this.key = key;
            this.value = value;
            this.unique = new MapKeys(type, allocator);
        }

        @Override
        Column assemble() {
            Column keys = key.assemble();
            Column values = value.assemble();
            int elements = findElements();
            requireCount(keys, elements);
            requireCount(values, elements);
            if (unique.dropRepeated(keys, values, offsets, count)) {
                return CellLoops.maps(unique.keys(), unique.values(), unique.offsets(), bits, count, cells);
            }
            return CellLoops.maps(keys, values, offsets, bits, count, cells);
        }

        @Override
        public void close() {
            super.close();
            key.close();
            value.close();
            unique.close();
        }
    }

    /** ROWs. */
    static final class OfRow extends OfGroup {
        /** Null for fields that the file lacks. */
        private final List<Assembly> fields;

        private final Scratch ends;

        OfRow(ParquetField field, Type type, LeafReader levels, List<Assembly> fields, BufferAllocator allocator) {
            super(field, type, levels, allocator);
            this.fields = fields;
            this.ends = new Scratch(allocator);
        }

        @Override
        Column assemble() {
            findValues();
            Column[] columns = new Column[fields.size()];
            for (int i = 0; i < columns.length; i++) {
                if (fields.get(i) != null) {
                    columns[i] = fields.get(i).assemble();
                    if (columns[i].rowCount() != count) {
                        throw Corrupt.data("rows are " + count + " by one column chunk's levels and "
                                + columns[i].rowCount() + " by another's");
                    }
                }
            }
            return CellLoops.rows(columns, bits, count, ends.ensure((count + 1L) << 2), cells);
        }

        @Override
        public void close() {
            super.close();
            ends.close();
            for (Assembly field : fields) {
                if (field != null) {
                    field.close();
                }
            }
        }
    }
}
