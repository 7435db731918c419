package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.convert.ValuePrinter;
import dev.tarn.format.parquet.encoding.CellLoops;
import dev.tarn.format.parquet.encoding.Corrupt;
import dev.tarn.format.parquet.encoding.LevelLoops;
import dev.tarn.format.parquet.metadata.ParquetColumn;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Reads a leaf of a nested column by rows: the levels of their entries, and a FLAT column of the leaf's slots, one for each
 * entry that is an element of the innermost list (NULL where there is no value). Rows that lie within one page are views of
 * it; others are put together. One thread at a time.
 */
final class LeafReader implements AutoCloseable {
    private final ColumnReader reader;
    private final boolean needsValues;
    private final ValuePrinter printer;
    private final ColumnBuffer keptRepetitions;
    private final ColumnBuffer keptDefinitions;
    private final ColumnBuffer keptValues;
    private final int slotDefinition;
    private int pendingRows;
    private int gapRows;
    /** The first entry of the current page that was not taken. */
    private int next;

    private int keptEntries;
    private int keptSlots;
    private int partFrom;
    private int partEnd;
    private Column part;
    private long repetitions;
    private long definitions;
    private int entries;
    private Column values;

    /** @param needsValues whether more is needed than the levels */
    LeafReader(ReadColumn read, boolean needsValues, ValuePrinter printer, BufferAllocator allocator) {
        ScanColumn wanted = read.wanted();
        this.reader = wanted.layout() == Layout.BYTES
                ? new BytesColumnReader(read, true, allocator)
                : new FixedColumnReader(read, true, allocator);
        this.needsValues = needsValues;
        this.printer = printer;
        this.slotDefinition = read.column().levels().slotDefinition();
        this.keptRepetitions = new ColumnBuffer(allocator, Type.INTEGER, Layout.INT);
        this.keptDefinitions = new ColumnBuffer(allocator, Type.INTEGER, Layout.INT);
        this.keptValues = new ColumnBuffer(allocator, wanted.type(), wanted.layout());
    }

    ParquetColumn column() {
        return reader.column;
    }

    void start(RowGroupReads reads, ChunkPlans plans) {
        reader.start(reads, plans);
    }

    /** Passes over rows. Costs nothing until the next read. */
    void skip(int rows) {
        pendingRows += rows;
    }

    /** Reads exactly the next {@code rows} rows, which are at the getters below until the next read. */
    void read(int rows) {
        applySkip();
        keptEntries = 0;
        keptSlots = 0;
        partEnd = partFrom;
        part = null;
        int begun = 0;
        while (true) {
            if (next == reader.levels().count()) {
                if (!reader.pages.hasMore()) {
                    break;
                }
                keepPart();
                if (!nextPage()) {
                    break;
                }
                continue;
            }
            int end = LevelLoops.findRow(
                    repetitionsOfPage(), next, reader.levels().count(), rows - begun);
            if (end == next) {
                break;
            }
            int rowsHere = LevelLoops.countRows(repetitionsOfPage(), next, end);
            if (begun == 0 && !beginsRow(next)) {
                throw Corrupt.data("the first entry of a row does not begin it");
            }
            begun += rowsHere;
            takePart(end);
        }
        if (begun < rows) {
            throw Corrupt.data("the column chunk ends " + (rows - begun) + " rows too early");
        }
        deliver();
    }

    private boolean beginsRow(int entry) {
        return repetitionsOfPage() == 0 || RawMemory.getInt(repetitionsOfPage() + ((long) entry << 2)) == 0;
    }

    private long repetitionsOfPage() {
        return reader.levels().repetitions();
    }

    /** Goes to the next page and loads it; returns false where pages were not read. */
    private boolean nextPage() {
        reader.nextPage();
        next = 0;
        partFrom = 0;
        partEnd = 0;
        if (reader.pages.header().isGap()) {
            gapRows = reader.pages.header().rowCount;
            return false;
        }
        reader.loadPage();
        return true;
    }

    private void takePart(int end) {
        partFrom = next;
        partEnd = end;
        int slots = LevelLoops.countAtLeast(reader.levels().definitions(), next, end, slotDefinition);
        part = null;
        if (slots > 0 && needsValues) {
            part = reader.read(slots, null);
        } else if (slots > 0) {
            reader.skipInPage(slots);
        }
        next = end;
    }

    /** Copies what was taken of the current page, which is about to go away. */
    private void keepPart() {
        int count = partEnd - partFrom;
        if (count == 0) {
            return;
        }
        keptDefinitions.ensureRows(keptEntries + count);
        copyLevels(reader.levels().definitions(), keptDefinitions.valuesAddress(), count);
        if (repetitionsOfPage() != 0) {
            keptRepetitions.ensureRows(keptEntries + count);
            copyLevels(repetitionsOfPage(), keptRepetitions.valuesAddress(), count);
        }
        keptEntries += count;
        if (part != null) {
            CellLoops.append(part, keptSlots, true, keptValues);
            keptSlots += part.rowCount();
            part = null;
        }
        partFrom = partEnd;
    }

    private void copyLevels(long source, long target, int count) {
        RawMemory.copy(source + ((long) partFrom << 2), target + ((long) keptEntries << 2), (long) count << 2);
    }

    private void deliver() {
        if (keptEntries == 0) {
            entries = partEnd - partFrom;
            repetitions = repetitionsOfPage() == 0 ? 0 : repetitionsOfPage() + ((long) partFrom << 2);
            definitions = reader.levels().definitions() + ((long) partFrom << 2);
        } else {
            keepPart();
            entries = keptEntries;
            repetitions = reader.column.isFlat() ? 0 : keptRepetitions.valuesAddress();
            definitions = keptDefinitions.valuesAddress();
        }
        if (needsValues) {
            values = slots();
        }
    }

    private Column slots() {
        boolean hasNulls = true;
        if (keptSlots == 0) {
            if (part != null && part.encoding() == Encoding.FLAT) {
                return clean(part);
            }
            if (part != null) {
                hasNulls = part.validityAddress() != 0;
                CellLoops.append(part, 0, hasNulls, keptValues);
                keptSlots = part.rowCount();
            } else {
                keptValues.ensureRows(1);
                keptValues.ensureValidity(1);
                if (keptValues.layout() == Layout.BYTES) {
                    RawMemory.fill(keptValues.offsetsAddress(), 8, (byte) 0);
                }
            }
        }
        return clean(keptValues.column(keptSlots, hasNulls));
    }

    /** Returns the column with zeros where it is NULL, as cells want it, and as text where that is asked for. */
    private Column clean(Column column) {
        if (column.validityAddress() != 0 && column.layout().isFixedWidth()) {
            CellLoops.zeroNulls(
                    column.valuesAddress(), column.layout().width(), column.validityAddress(), column.rowCount());
        }
        return printer == null ? column : printer.print(column);
    }

    /** Goes to the row that is next. */
    private void applySkip() {
        // Whether entries of the row that was passed over last may come first on the next page.
        boolean inRow = false;
        while (true) {
            if (gapRows > 0) {
                int now = Math.min(gapRows, pendingRows);
                gapRows -= now;
                pendingRows -= now;
                inRow = false;
                if (gapRows > 0) {
                    return;
                }
            } else if (next == reader.levels().count()) {
                if (pendingRows == 0 && !inRow || !reader.pages.hasMore()) {
                    break;
                }
                skipPage();
            } else {
                int end = LevelLoops.findRow(
                        repetitionsOfPage(), next, reader.levels().count(), pendingRows);
                pendingRows -= LevelLoops.countRows(repetitionsOfPage(), next, end);
                int slots = LevelLoops.countAtLeast(reader.levels().definitions(), next, end, slotDefinition);
                reader.skipInPage(slots);
                next = end;
                inRow = true;
                if (end < reader.levels().count()) {
                    break;
                }
            }
        }
        partFrom = next;
        if (pendingRows > 0) {
            throw Corrupt.data("the column chunk ends " + pendingRows + " rows too early");
        }
    }

    /** Goes to the next page, which is only loaded if it has rows to read. */
    private void skipPage() {
        reader.nextPage();
        next = 0;
        PageHeader header = reader.pages.header();
        if (header.isGap()) {
            gapRows = header.rowCount;
        } else if (header.rowCount >= 0 && header.rowCount <= pendingRows) {
            pendingRows -= header.rowCount;
        } else {
            reader.loadPage();
        }
    }

    /** Returns the address of the entries' repetition levels, or 0 if all of them are 0. */
    long repetitions() {
        return repetitions;
    }

    long definitions() {
        return definitions;
    }

    int entries() {
        return entries;
    }

    /** Returns the slots, a FLAT column. */
    Column values() {
        return values;
    }

    @Override
    public void close() {
        reader.close();
        keptRepetitions.close();
        keptDefinitions.close();
        keptValues.close();
        if (printer != null) {
            printer.close();
        }
    }
}
