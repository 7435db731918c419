package dev.tarn.format.orc.convert;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.type.Layout;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;

/** Text and binary values. Only the bytes of selected rows are copied. */
final class BytesConverter implements VectorConverter {
    private final ColumnBuffer buffer;
    private final TextLimit limit;
    private int[] lengths = new int[0];

    BytesConverter(ScanColumn wanted, TextLimit limit, BufferAllocator allocator) {
        this.buffer = new ColumnBuffer(allocator, wanted.type(), Layout.BYTES);
        this.limit = limit;
    }

    @Override
    public Column convert(ColumnVector vector, int rows, SelectionVector selected) {
        BytesColumnVector bytes = (BytesColumnVector) vector;
        int count = vector.isRepeating ? 1 : rows;
        buffer.ensureRows(count);
        boolean hasNulls = !vector.noNulls && Validity.write(vector.isNull, count, buffer);
        boolean some = selected != null && !vector.isRepeating && selected.count() < count / 2;
        long total = some ? someLengths(bytes, count, selected) : allLengths(bytes, count);
        buffer.ensureBytes(total);
        copy(bytes, count);
        Column column = buffer.column(count, hasNulls);
        return vector.isRepeating ? Column.constant(rows, column) : column;
    }

    private long allLengths(BytesColumnVector vector, int count) {
        ensureLengths(count);
        long total = 0;
        for (int i = 0; i < count; i++) {
            lengths[i] = vector.noNulls || !vector.isNull[i] ? length(vector, i) : 0;
            total += lengths[i];
        }
        return total;
    }

    private long someLengths(BytesColumnVector vector, int count, SelectionVector selected) {
        ensureLengths(count);
        java.util.Arrays.fill(lengths, 0, count, 0);
        long total = 0;
        for (int k = 0; k < selected.count(); k++) {
            int i = selected.positions()[k];
            lengths[i] = vector.noNulls || !vector.isNull[i] ? length(vector, i) : 0;
            total += lengths[i];
        }
        return total;
    }

    private void ensureLengths(int count) {
        if (lengths.length < count) {
            lengths = new int[count];
        }
    }

    private int length(BytesColumnVector vector, int i) {
        int length = vector.length[i];
        return limit.isNone() ? length : limit.keptLength(vector.vector[i], vector.start[i], length);
    }

    private void copy(BytesColumnVector vector, int count) {
        long values = buffer.valuesAddress();
        long offsets = buffer.offsetsAddress();
        int end = 0;
        RawMemory.putInt(offsets, 0);
        for (int i = 0; i < count; i++) {
            int length = lengths[i];
            if (length > 0) {
                RawMemory.copyFromArray(vector.vector[i], vector.start[i], values + end, length);
                end += length;
            }
            RawMemory.putInt(offsets + ((i + 1L) << 2), end);
        }
    }

    @Override
    public void close() {
        buffer.close();
    }
}
