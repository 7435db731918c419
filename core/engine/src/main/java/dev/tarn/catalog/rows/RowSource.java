package dev.tarn.catalog.rows;

import dev.tarn.catalog.scan.LayeredFilters;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanRequest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Writes rows of objects into columns, batch by batch. */
final class RowSource implements BatchSource {
    private final List<List<Object>> rows;
    private final ScanRequest request;
    private final int[] fields;
    private final List<ColumnBuffer> buffers = new ArrayList<>();
    private final LayeredFilters filters;
    private int next;

    RowSource(List<ColumnSchema> columns, List<List<Object>> rows, ScanRequest request) {
        this.rows = rows;
        this.request = request;
        this.fields = new int[request.columns().size()];
        this.filters = new LayeredFilters(request.context().batchSize());
        request.filters().forEach(filters::add);
        List<String> names = columns.stream().map(ColumnSchema::name).toList();
        for (int i = 0; i < fields.length; i++) {
            ScanColumn column = request.columns().get(i);
            fields[i] = names.indexOf(column.name());
            buffers.add(new ColumnBuffer(request.context().allocator(), column.type(), column.layout()));
        }
    }

    @Override
    public CompletableFuture<?> blocked() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Batch next() {
        Batch batch = filters.next(new Unfiltered(), each -> each);
        if (batch != null) {
            request.context().metrics().rowsProduced.add(batch.selectedCount());
        }
        return batch;
    }

    private Batch nextRows() {
        int from = next;
        int count = Math.min(request.context().batchSize(), rows.size() - from);
        if (count == 0) {
            return null;
        }
        next += count;
        request.context().metrics().rowsScanned.add(count);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < fields.length; i++) {
            columns.add(write(buffers.get(i), fields[i], from, count));
        }
        return Batch.of(count, columns);
    }

    private Column write(ColumnBuffer buffer, int field, int from, int count) {
        List<Object> values = new ArrayList<>(count);
        for (int row = 0; row < count; row++) {
            values.add(field < 0 ? null : rows.get(from + row).get(field));
        }
        buffer.ensureRows(count);
        buffer.ensureValidity(count);
        Bitmap.fillValid(buffer.validityAddress(), count);
        boolean hasNulls = false;
        for (int row = 0; row < count; row++) {
            if (values.get(row) == null) {
                Bitmap.clear(buffer.validityAddress(), row);
                hasNulls = true;
            }
        }
        if (buffer.layout().isFixedWidth()) {
            for (int row = 0; row < count; row++) {
                writeFixed(buffer, row, values.get(row));
            }
        } else {
            writeBytes(buffer, values);
        }
        return buffer.column(count, hasNulls);
    }

    private static void writeBytes(ColumnBuffer buffer, List<Object> values) {
        List<byte[]> texts = new ArrayList<>(values.size());
        long total = 0;
        for (Object value : values) {
            byte[] bytes = value == null ? new byte[0] : bytes(value);
            texts.add(bytes);
            total += bytes.length;
        }
        buffer.ensureBytes(total);
        RawMemory.putInt(buffer.offsetsAddress(), 0);
        int length = 0;
        for (int row = 0; row < texts.size(); row++) {
            byte[] bytes = texts.get(row);
            RawMemory.copyFromArray(bytes, 0, buffer.valuesAddress() + length, bytes.length);
            length += bytes.length;
            RawMemory.putInt(buffer.offsetsAddress() + (row + 1L) * Integer.BYTES, length);
        }
    }

    private static byte[] bytes(Object value) {
        return value instanceof ByteText text ? text.bytes() : ((String) value).getBytes(StandardCharsets.UTF_8);
    }

    private static void writeFixed(ColumnBuffer buffer, int row, Object value) {
        long at = buffer.valuesAddress() + (long) row * buffer.layout().width();
        Number number = value == null ? Long.valueOf(0) : (Number) value;
        switch (buffer.layout()) {
            case BYTE -> RawMemory.putByte(at, number.byteValue());
            case INT -> RawMemory.putInt(at, number.intValue());
            case LONG -> RawMemory.putLong(at, number.longValue());
            case FLOAT -> RawMemory.putFloat(at, number.floatValue());
            case DOUBLE -> RawMemory.putDouble(at, number.doubleValue());
            default -> {
                BigInteger wide = number instanceof BigInteger big ? big : BigInteger.valueOf(number.longValue());
                RawMemory.putLong(at, wide.longValue());
                RawMemory.putLong(at + Long.BYTES, wide.shiftRight(Long.SIZE).longValue());
            }
        }
    }

    @Override
    public void close() {
        buffers.forEach(ColumnBuffer::close);
    }

    /** The rows before the filters. */
    private final class Unfiltered implements BatchSource {
        @Override
        public CompletableFuture<?> blocked() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public Batch next() {
            return nextRows();
        }

        @Override
        public void close() {
            // The memory is the outer source's.
        }
    }
}
