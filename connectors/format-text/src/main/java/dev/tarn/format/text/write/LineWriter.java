package dev.tarn.format.text.write;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileStatistics;
import dev.tarn.spi.format.FileWriter;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.storage.ByteSink;
import dev.tarn.spi.type.Layout;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes a line a row; subclasses say what is in it. */
abstract class LineWriter implements FileWriter {
    private static final int FLUSH_BYTES = 32 << 10;
    /** About what compression takes. */
    private static final int STREAM_BYTES = 512 << 10;

    protected final List<ColumnSchema> columns;
    private final CountedSink sink;
    private final OutputStream stream;
    private final RowBuffer buffer = new RowBuffer();
    private final long[] nullCounts;
    private long rowCount;

    LineWriter(ByteSink sink, List<ColumnSchema> columns, WriteOptions options, OutputCompression compression) {
        this.columns = List.copyOf(columns);
        this.sink = new CountedSink(sink);
        this.nullCounts = new long[columns.size()];
        try {
            this.stream = compression.open(this.sink, options);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Counts what goes to another sink. */
    private static final class CountedSink implements ByteSink {
        private final ByteSink sink;
        private long bytes;

        CountedSink(ByteSink sink) {
            this.sink = sink;
        }

        @Override
        public void write(java.nio.ByteBuffer source) {
            bytes += source.remaining();
            sink.write(source);
        }
    }

    /** Appends what stands before the first row of a file. */
    protected void beginFile(RowBuffer out) {}

    protected abstract void beginRow(RowBuffer out);

    /** Appends a value: {@code length} bytes at an address, as {@code layout} says. */
    protected abstract void appendValue(int columnIndex, Layout layout, long address, int length, RowBuffer out);

    protected abstract void appendNull(int columnIndex, RowBuffer out);

    protected abstract void endRow(RowBuffer out);

    @Override
    public void append(Batch batch) {
        begin();
        int count = batch.selectedCount();
        int[] positions = batch.selection() == null ? null : batch.selection().positions();
        for (int i = 0; i < count; i++) {
            appendRow(batch, positions == null ? i : positions[i]);
            rowCount++;
            if (buffer.length() >= FLUSH_BYTES) {
                flush();
            }
        }
    }

    private void begin() {
        if (rowCount == 0 && buffer.length() == 0) {
            beginFile(buffer);
        }
    }

    private void appendRow(Batch batch, int row) {
        beginRow(buffer);
        for (int i = 0; i < nullCounts.length; i++) {
            Column column = batch.column(i);
            if (column.isNull(row)) {
                nullCounts[i]++;
                appendNull(i, buffer);
                continue;
            }
            Column flat = column.encoding() == Encoding.FLAT ? column : column.dictionary();
            int index = column.valueIndex(row);
            if (flat.layout().isFixedWidth()) {
                int width = flat.layout().width();
                appendValue(i, flat.layout(), flat.valuesAddress() + (long) index * width, width, buffer);
            } else {
                long at = flat.offsetsAddress() + ((long) index << 2);
                int start = RawMemory.getInt(at);
                appendValue(i, Layout.BYTES, flat.valuesAddress() + start, RawMemory.getInt(at + 4) - start, buffer);
            }
        }
        endRow(buffer);
    }

    private void flush() {
        try {
            stream.write(buffer.bytes(), 0, buffer.length());
        } catch (IOException e) {
            throw failed(e);
        }
        buffer.clear();
    }

    private static TarnException failed(IOException e) {
        return new TarnException(ErrorCode.INTERNAL_ERROR, "compression failed: " + e.getMessage(), e);
    }

    /** Makes the error of a value that the format has no form for. */
    protected final TarnException unwritable(int columnIndex, String why) {
        return new TarnException(
                ErrorCode.NOT_SUPPORTED,
                "a value of column \"" + columns.get(columnIndex).name() + "\" " + why);
    }

    @Override
    public long rowCount() {
        return rowCount;
    }

    @Override
    public long bytesWritten() {
        return sink.bytes;
    }

    @Override
    public long bufferedBytes() {
        return buffer.length();
    }

    @Override
    public long memoryBytes() {
        return (long) buffer.capacity() + STREAM_BYTES;
    }

    @Override
    public FileStatistics finish() {
        begin();
        flush();
        try {
            stream.close();
        } catch (IOException e) {
            throw failed(e);
        }
        List<ColumnStatistics> statistics = new ArrayList<>();
        for (long nulls : nullCounts) {
            statistics.add(new ColumnStatistics(null, null, false, nulls, -1));
        }
        return new FileStatistics(rowCount, sink.bytes, statistics);
    }

    @Override
    public void close() {
        buffer.clear();
    }
}
