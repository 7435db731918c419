package dev.tarn.source.tpch;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.type.Layout;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.BufferAllocator;

/** Writes one column of generated rows into memory that it owns and reuses from batch to batch. */
final class ColumnWriter implements AutoCloseable {
    private final TpchColumn<TpchEntity> source;
    private final ScanColumn target;
    private final ColumnBuffer buffer;

    private ColumnWriter(TpchColumn<TpchEntity> source, ScanColumn target, ColumnBuffer buffer) {
        this.source = source;
        this.target = target;
        this.buffer = buffer;
    }

    /** Makes a writer; of a column that the table does not have, it writes NULLs. */
    @SuppressWarnings("unchecked")
    static ColumnWriter of(TpchTable<?> table, ScanColumn target, BufferAllocator allocator) {
        TpchColumn<?> source = table.getColumns().stream()
                .filter(column -> column.getColumnName().equals(target.name()))
                .findFirst()
                .orElse(null);
        if (source != null && !GeneratedTable.type(source).equals(target.type())) {
            throw new IllegalArgumentException(
                    target.name() + " is " + GeneratedTable.type(source) + ", not " + target.type());
        }
        return new ColumnWriter(
                (TpchColumn<TpchEntity>) source, target, new ColumnBuffer(allocator, target.type(), target.layout()));
    }

    boolean isComment() {
        return target.name().endsWith("_comment");
    }

    /** Writes the column's values of the first {@code rowCount} entities. */
    Column write(TpchEntity[] entities, int rowCount) {
        buffer.ensureRows(rowCount);
        if (source == null) {
            return writeNulls(rowCount);
        }
        switch (source.getType().getBase()) {
            case IDENTIFIER -> writeIdentifiers(entities, rowCount);
            case INTEGER -> writeIntegers(entities, rowCount);
            case DATE -> writeDates(entities, rowCount);
            case DOUBLE -> writeHundredths(entities, rowCount);
            case VARCHAR -> writeTexts(entities, rowCount);
        }
        return buffer.column(rowCount, false);
    }

    private Column writeNulls(int rowCount) {
        buffer.ensureValidity(rowCount);
        Bitmap.fillNull(buffer.validityAddress(), rowCount);
        if (!target.layout().isFixedWidth()) {
            RawMemory.fill(buffer.offsetsAddress(), (rowCount + 1L) * Integer.BYTES, (byte) 0);
        }
        return buffer.column(rowCount, true);
    }

    private void writeIdentifiers(TpchEntity[] entities, int rowCount) {
        long at = buffer.valuesAddress();
        for (int i = 0; i < rowCount; i++, at += Long.BYTES) {
            RawMemory.putLong(at, source.getIdentifier(entities[i]));
        }
    }

    private void writeIntegers(TpchEntity[] entities, int rowCount) {
        long at = buffer.valuesAddress();
        for (int i = 0; i < rowCount; i++, at += Integer.BYTES) {
            RawMemory.putInt(at, source.getInteger(entities[i]));
        }
    }

    private void writeDates(TpchEntity[] entities, int rowCount) {
        long at = buffer.valuesAddress();
        for (int i = 0; i < rowCount; i++, at += Integer.BYTES) {
            RawMemory.putInt(at, source.getDate(entities[i]));
        }
    }

    /** The generator holds whole hundredths and shows them divided by 100, so rounding finds them again. */
    private void writeHundredths(TpchEntity[] entities, int rowCount) {
        long at = buffer.valuesAddress();
        boolean wide = target.layout() == Layout.INT128;
        for (int i = 0; i < rowCount; i++, at += target.layout().width()) {
            long hundredths = Math.round(source.getDouble(entities[i]) * 100);
            RawMemory.putLong(at, hundredths);
            if (wide) {
                RawMemory.putLong(at + Long.BYTES, hundredths >> 63);
            }
        }
    }

    private void writeTexts(TpchEntity[] entities, int rowCount) {
        int end = 0;
        RawMemory.putInt(buffer.offsetsAddress(), 0);
        for (int i = 0; i < rowCount; i++) {
            byte[] text = source.getString(entities[i]).getBytes(StandardCharsets.UTF_8);
            if (buffer.bytesCapacity() < end + text.length) {
                buffer.ensureBytes(end + text.length);
            }
            RawMemory.copyFromArray(text, 0, buffer.valuesAddress() + end, text.length);
            end += text.length;
            RawMemory.putInt(buffer.offsetsAddress() + (i + 1L) * Integer.BYTES, end);
        }
        buffer.ensureBytes(end);
    }

    @Override
    public void close() {
        buffer.close();
    }
}
