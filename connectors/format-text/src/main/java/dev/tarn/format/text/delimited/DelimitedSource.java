package dev.tarn.format.text.delimited;

import dev.tarn.format.text.record.BadRecords;
import dev.tarn.format.text.record.Excerpt;
import dev.tarn.format.text.record.TextSource;
import dev.tarn.format.text.value.FieldParser;
import dev.tarn.format.text.value.TimestampFormats;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.type.Type;
import java.util.Arrays;

/**
 * Reads a part of a delimited file: first where records and fields end ({@link RowIndex}), then column by column the values
 * that are asked for. A column that nobody asks for costs nothing beyond its delimiter.
 */
final class DelimitedSource extends TextSource {
    /** How many records to index at once at least, however small the batches are. */
    private static final int INDEXED_ROWS = 1024;

    private final DelimitedMetadata delimited;
    private final Dialect dialect;
    private final RowIndex index;
    private final FieldSlices fields;
    private final FieldColumn[] columns;
    private final int[] fileColumns;
    private final Column[] converted;
    private final SelectionVector good;
    private boolean[] badRows = new boolean[0];
    private boolean skipsBadValues;
    private boolean begun;
    private boolean ended;
    private int firstRow;
    private int batchRows;
    private int availableRows;
    private long resumeAt;

    /** Opens a part and starts to read it. */
    DelimitedSource(InputFile file, DelimitedMetadata metadata, int part, ScanRequest request) {
        super(file, metadata, part, request, metadata.badRecords());
        this.delimited = metadata;
        this.dialect = metadata.dialect();
        this.index = new RowIndex(dialect);
        this.fields = new FieldSlices(dialect, request.context().allocator());
        int count = request.columns().size();
        this.columns = new FieldColumn[count];
        this.fileColumns = new int[count];
        this.converted = new Column[count];
        this.good = new SelectionVector(request.context().batchSize());
        try {
            boolean numericTimes = metadata.isDeclared() && dialect.rules() != Dialect.Rules.LAZY;
            FieldParser parser =
                    new FieldParser(!metadata.isDeclared(), numericTimes, TimestampFormats.of(metadata.options()));
            NestedText nested = new NestedText(parser, metadata.separators(), dialect);
            for (int i = 0; i < count; i++) {
                ScanColumn wanted = request.columns().get(i);
                fileColumns[i] = metadata.columnIndex(wanted.name());
                DelimitedTypes.check(metadata, fileColumns[i], wanted, file);
                Type stored = fileColumns[i] < 0
                        ? wanted.type()
                        : metadata.columns().get(fileColumns[i]).type();
                columns[i] = new FieldColumn(
                        wanted,
                        stored,
                        parser,
                        nested,
                        this::badValue,
                        request.context().allocator());
            }
            skipsBadValues = badRecords == BadRecords.SKIP && count > 0;
            start();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    protected int parse(int maxRows) {
        firstRow += batchRows;
        batchRows = 0;
        Arrays.fill(converted, null);
        if (!begun && !begin()) {
            return 0;
        }
        while (firstRow >= availableRows) {
            if (ended) {
                return -1;
            }
            if (!indexMore(Math.max(maxRows, INDEXED_ROWS))) {
                return ended ? -1 : 0;
            }
        }
        batchRows = Math.min(maxRows, availableRows - firstRow);
        return batchRows;
    }

    private boolean begin() {
        if (part > 0) {
            long start = new RecordStart(dialect, metadata.columns().size()).find(window);
            if (start == RecordStart.MORE) {
                return false;
            }
            window.moveTo(start);
        }
        resumeAt = window.position();
        delimited.boundaries().begins(part, window.offsetOf(resumeAt), path());
        begun = true;
        return true;
    }

    private String path() {
        return file.entry().location().text();
    }

    /** Indexes records from where the last ones ended; returns false if more bytes are needed or the part has ended. */
    private boolean indexMore(int wantedRows) {
        if (availableRows > 0) {
            window.moveTo(resumeAt);
        }
        firstRow = 0;
        availableRows = 0;
        if (window.offsetOf(window.position()) >= partEnd()) {
            end(window.offsetOf(window.position()));
            return false;
        }
        int footer = delimited.footerLines();
        index.index(window.position(), window.limit(), window.isLast(), wantedRows + footer);
        boolean all = window.isLast() && index.position() == window.limit();
        availableRows = Math.max(0, index.rowCount() - footer);
        resumeAt = availableRows < index.rowCount() ? index.rowAddress(availableRows) : index.position();
        cutAtPartEnd();
        if (all && !ended) {
            end(window.offsetOf(index.position()));
        }
        boolean progress = availableRows > 0;
        checkRows(all && footer == 0);
        return progress;
    }

    /** Leaves the records that begin in the next part to its reader. */
    private void cutAtPartEnd() {
        if (partEnd() == Long.MAX_VALUE) {
            return;
        }
        long endAddress = window.addressOf(partEnd());
        int rows = availableRows;
        while (rows > 0 && index.rowAddress(rows - 1) >= endAddress) {
            rows--;
        }
        if (rows < availableRows) {
            resumeAt = index.rowAddress(rows);
            availableRows = rows;
            end(window.offsetOf(resumeAt));
        }
    }

    private void end(long nextRecord) {
        ended = true;
        delimited.boundaries().ends(part, nextRecord, path());
    }

    /** Deals with records that have not the shape that the dialect asks for. */
    private void checkRows(boolean hasLast) {
        boolean unclosed = hasLast && index.endsInQuote() && availableRows == index.rowCount();
        if (!dialect.strict() && !unclosed) {
            return;
        }
        int expected = metadata.columns().size();
        int[] starts = index.rowStarts();
        int[] ends = index.rowEnds();
        int kept = 0;
        int rows = availableRows;
        for (int row = 0; row < rows; row++) {
            int count = ends[row] - starts[row];
            boolean open = unclosed && row == rows - 1;
            boolean keep = true;
            if (open || dialect.strict() && count != expected) {
                if (!open && count == 1 && isBlank(row)) {
                    keep = false;
                } else {
                    keep = badShape(row, count, open);
                    starts[row] = ends[row];
                }
            }
            if (keep) {
                starts[kept] = starts[row];
                ends[kept++] = ends[row];
            }
        }
        availableRows = kept;
        if (kept == 0 && rows > 0) {
            window.moveTo(resumeAt);
        }
    }

    private boolean isBlank(int row) {
        long start = index.rowAddress(row);
        long end = index.rowEndAddress(row);
        return start >= end || end - start == 1 && RawMemory.getByte(start) == '\r';
    }

    /** Returns whether the record stays, as a row of NULLs. */
    private boolean badShape(int row, int count, boolean open) {
        if (badRecords == BadRecords.FAIL) {
            String why = open
                    ? "the record begins a quote that nothing ends"
                    : "the record has " + count + " fields where "
                            + metadata.columns().size()
                            + " are expected; mend the file, or declare a table with the property bad_records";
            throw badRecord(index.rowAddress(row), index.rowEndAddress(row), null, why);
        }
        if (badRecords == BadRecords.SKIP) {
            request.context().metrics().recordsSkipped.increment();
            return false;
        }
        return true;
    }

    @Override
    protected SelectionVector goodRows(int rows) {
        if (!skipsBadValues) {
            return null;
        }
        if (badRows.length < rows) {
            badRows = new boolean[rows];
        }
        Arrays.fill(badRows, 0, rows, false);
        for (int i = 0; i < columns.length; i++) {
            converted[i] = convert(i, rows, null);
        }
        good.ensureCapacity(rows);
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (!badRows[row]) {
                good.positions()[count++] = row;
            }
        }
        good.setCount(count);
        request.context().metrics().recordsSkipped.add(rows - count);
        return count == rows ? null : good;
    }

    @Override
    protected Column column(int columnIndex, int rows, SelectionVector selected) {
        return converted[columnIndex] != null ? converted[columnIndex] : convert(columnIndex, rows, selected);
    }

    private Column convert(int columnIndex, int rows, SelectionVector selected) {
        int fileColumn = fileColumns[columnIndex];
        if (fileColumn < 0) {
            return columns[columnIndex].nulls(rows);
        }
        int[] positions = selected == null ? null : selected.positions();
        int count = selected == null ? rows : selected.count();
        boolean lastColumn = fileColumn == metadata.columns().size() - 1;
        boolean nested = columns[columnIndex].wanted().type().isNested();
        fields.locate(index, firstRow, rows, fileColumn, positions, count, lastColumn, nested);
        return columns[columnIndex].convert(fields, rows, positions, count);
    }

    private void badValue(FieldColumn column, int row, Type type, long address, int length) {
        switch (badRecords) {
            case FAIL -> {
                String text = Excerpt.of(address, address + length);
                throw badRecord(
                        index.rowAddress(firstRow + row),
                        index.rowEndAddress(firstRow + row),
                        column.wanted().name(),
                        DelimitedTypes.misfit(text, type, delimited.isDeclared()));
            }
            case SKIP -> badRows[row] = true;
            case NULL -> {
                // The value stays NULL, as the policy has it.
            }
        }
    }

    @Override
    protected void closeFormat() {
        fields.close();
        for (FieldColumn column : columns) {
            if (column != null) {
                column.close();
            }
        }
    }
}
