package dev.tarn.format.text.delimited;

import dev.tarn.format.text.value.FieldParser;
import dev.tarn.format.text.value.NumberText;
import dev.tarn.format.text.value.TemporalText;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.ColumnAppender;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Converts the fields of one column: for each of the usual types a loop of its own that writes where the batch reads. An
 * empty field is NULL unless the type is text. One thread at a time.
 */
final class FieldColumn implements AutoCloseable {
    /** The longest field that is copied by words. */
    private static final int SHORT_TEXT = 64;

    private static final int COPY_SLACK = 8;

    /** Is told of a field that is no value of its column's type; if it returns, the value is NULL. */
    interface BadValues {
        /**
         * Says which.
         *
         * @param type the column's type, or that of the part of a nested value that is bad
         * @param address where the text of the value or the part is, {@code length} bytes
         */
        void bad(FieldColumn column, int row, Type type, long address, int length);
    }

    private final ScanColumn wanted;
    private final Type stored;
    private final FieldParser parser;
    private final NumberText number;
    private final NestedText nested;
    private final BadValues badValues;
    private final ColumnBuffer buffer;
    private final ColumnAppender appender;
    private boolean hasNulls;
    private int rows;

    /**
     * Makes one.
     *
     * @param stored the column's type in the file
     * @param nested reads ARRAYs, MAPs and ROWs, or null if the dialect has none
     */
    FieldColumn(
            ScanColumn wanted,
            Type stored,
            FieldParser parser,
            NestedText nested,
            BadValues badValues,
            BufferAllocator allocator) {
        this.wanted = wanted;
        this.stored = stored;
        this.parser = parser;
        this.number = parser.number();
        this.nested = nested;
        this.badValues = badValues;
        this.buffer = new ColumnBuffer(allocator, wanted.type(), wanted.layout());
        this.appender = isUsual(wanted) ? null : new ColumnAppender(allocator, wanted.type());
    }

    private static boolean isUsual(ScanColumn wanted) {
        Type type = wanted.type();
        return switch (type.kind()) {
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DOUBLE, DATE, TIMESTAMP, DECIMAL -> true;
            case VARCHAR -> type.precision() == Type.UNBOUNDED_LENGTH;
            default -> false;
        };
    }

    ScanColumn wanted() {
        return wanted;
    }

    /** Returns a column of NULLs. */
    Column nulls(int rowCount) {
        begin(rowCount);
        markNulls();
        Bitmap.fillNull(buffer.validityAddress(), rowCount);
        if (!wanted.layout().isFixedWidth()) {
            RawMemory.fill(buffer.offsetsAddress(), (rowCount + 1L) << 2, (byte) 0);
        }
        return buffer.column(rowCount, true);
    }

    /**
     * Converts fields.
     *
     * @param positions the rows whose values matter, or null for all
     * @param selected how many positions, or rows
     */
    Column convert(FieldSlices fields, int rowCount, int[] positions, int selected) {
        if (appender != null) {
            return convertAny(fields, rowCount, positions, selected);
        }
        begin(rowCount);
        TypeKind kind = wanted.type().kind();
        switch (kind) {
            case BOOLEAN -> booleans(fields, positions, selected);
            case TINYINT, SMALLINT, INTEGER -> integers(fields, positions, selected);
            case BIGINT -> longs(fields, positions, selected);
            case DOUBLE -> doubles(fields, positions, selected);
            case DATE -> dates(fields, positions, selected);
            case TIMESTAMP -> timestamps(fields, positions, selected);
            case DECIMAL -> decimals(fields, positions, selected);
            default -> texts(fields, positions, selected);
        }
        return buffer.column(rowCount, hasNulls);
    }

    private void begin(int rowCount) {
        rows = rowCount;
        hasNulls = false;
        buffer.ensureRows(rowCount);
        if (!wanted.layout().isFixedWidth()) {
            buffer.ensureBytes(COPY_SLACK);
        }
    }

    private void markNulls() {
        if (!hasNulls) {
            hasNulls = true;
            buffer.ensureValidity(rows);
            Bitmap.fillValid(buffer.validityAddress(), rows);
        }
    }

    private void setNull(int row) {
        markNulls();
        Bitmap.clear(buffer.validityAddress(), row);
    }

    /** Makes NULL what is empty or no value. */
    private void none(FieldSlices fields, int row) {
        if (fields.lengths[row] > 0) {
            badValues.bad(this, row, wanted.type(), fields.addresses[row], fields.lengths[row]);
        }
        setNull(row);
    }

    private void booleans(FieldSlices fields, int[] positions, int selected) {
        long values = buffer.valuesAddress();
        for (int i = 0; i < selected; i++) {
            int row = positions == null ? i : positions[i];
            int value = FieldParser.parseBoolean(fields.addresses[row], fields.lengths[row]);
            if (value < 0) {
                none(fields, row);
            } else {
                RawMemory.putByte(values + row, (byte) value);
            }
        }
    }

    private void integers(FieldSlices fields, int[] positions, int selected) {
        long values = buffer.valuesAddress();
        Type type = wanted.type();
        for (int i = 0; i < selected; i++) {
            int row = positions == null ? i : positions[i];
            int length = fields.lengths[row];
            if (length > 0 && parser.parseInteger(type, fields.addresses[row], length)) {
                RawMemory.putInt(values + ((long) row << 2), (int) number.value);
            } else {
                none(fields, row);
            }
        }
    }

    private void longs(FieldSlices fields, int[] positions, int selected) {
        long values = buffer.valuesAddress();
        for (int i = 0; i < selected; i++) {
            int row = positions == null ? i : positions[i];
            int length = fields.lengths[row];
            if (length > 0 && number.parseLong(fields.addresses[row], length)) {
                RawMemory.putLong(values + ((long) row << 3), number.value);
            } else {
                none(fields, row);
            }
        }
    }

    private void doubles(FieldSlices fields, int[] positions, int selected) {
        long values = buffer.valuesAddress();
        for (int i = 0; i < selected; i++) {
            int row = positions == null ? i : positions[i];
            int length = fields.lengths[row];
            if (length > 0 && number.parseDouble(fields.addresses[row], length)) {
                RawMemory.putDouble(values + ((long) row << 3), number.real);
            } else {
                none(fields, row);
            }
        }
    }

    private void dates(FieldSlices fields, int[] positions, int selected) {
        long values = buffer.valuesAddress();
        for (int i = 0; i < selected; i++) {
            int row = positions == null ? i : positions[i];
            int length = fields.lengths[row];
            long days = length > 0 ? parser.parseDate(fields.addresses[row], length) : TemporalText.INVALID;
            if (days != TemporalText.INVALID) {
                RawMemory.putInt(values + ((long) row << 2), (int) days);
            } else {
                none(fields, row);
            }
        }
    }

    private void timestamps(FieldSlices fields, int[] positions, int selected) {
        long values = buffer.valuesAddress();
        Type type = wanted.type();
        for (int i = 0; i < selected; i++) {
            int row = positions == null ? i : positions[i];
            int length = fields.lengths[row];
            long micros =
                    length > 0 ? parser.parseTimestamp(type, fields.addresses[row], length) : TemporalText.INVALID;
            if (micros != TemporalText.INVALID) {
                RawMemory.putLong(values + ((long) row << 3), micros);
            } else {
                none(fields, row);
            }
        }
    }

    private void decimals(FieldSlices fields, int[] positions, int selected) {
        long values = buffer.valuesAddress();
        Type type = wanted.type();
        boolean wide = wanted.layout() == Layout.INT128;
        for (int i = 0; i < selected; i++) {
            int row = positions == null ? i : positions[i];
            int length = fields.lengths[row];
            if (length <= 0 || !parser.parseDecimal(type, fields.addresses[row], length)) {
                none(fields, row);
            } else if (wide) {
                RawMemory.putLong(values + ((long) row << 4), number.value);
                RawMemory.putLong(values + ((long) row << 4) + Long.BYTES, number.high);
            } else {
                RawMemory.putLong(values + ((long) row << 3), number.value);
            }
        }
    }

    /** Copies texts; those of rows that do not matter are empty. */
    private void texts(FieldSlices fields, int[] positions, int selected) {
        long total = 0;
        for (int i = 0; i < selected; i++) {
            total += Math.max(0, fields.lengths[positions == null ? i : positions[i]]);
        }
        buffer.ensureBytes(total + COPY_SLACK);
        long bytes = buffer.valuesAddress();
        long offsets = buffer.offsetsAddress();
        int at = 0;
        int next = 0;
        for (int i = 0; i < selected; i++) {
            int row = positions == null ? i : positions[i];
            while (next <= row) {
                RawMemory.putInt(offsets + ((long) next++ << 2), at);
            }
            int length = fields.lengths[row];
            if (length < 0) {
                setNull(row);
            } else {
                copy(fields.addresses[row], bytes + at, length);
                at += length;
            }
        }
        while (next <= rows) {
            RawMemory.putInt(offsets + ((long) next++ << 2), at);
        }
    }

    private static void copy(long source, long target, int length) {
        if (length > SHORT_TEXT) {
            RawMemory.copy(source, target, length);
        } else {
            for (int i = 0; i < length; i += Long.BYTES) {
                RawMemory.putLong(target + i, RawMemory.getLong(source + i));
            }
        }
    }

    private Column convertAny(FieldSlices fields, int rowCount, int[] positions, int selected) {
        appender.clear();
        Type type = wanted.type();
        for (int i = 0; i < selected; i++) {
            int row = positions == null ? i : positions[i];
            while (appender.count() < row) {
                appender.appendNull();
            }
            int length = fields.lengths[row];
            boolean empty = length == 0 && !type.isText() && type.kind() != TypeKind.VARBINARY && !type.isNested();
            if (length < 0 || empty) {
                appender.appendNull();
            } else if (!append(type, row, fields.addresses[row], length)) {
                badValues.bad(this, row, type, fields.addresses[row], length);
                appender.appendNull();
            }
        }
        while (appender.count() < rowCount) {
            appender.appendNull();
        }
        return appender.column();
    }

    private boolean append(Type type, int row, long address, int length) {
        if (!type.isNested()) {
            return parser.append(type, address, length, appender);
        }
        boolean done = nested.appendWhole(stored, type, address, length, appender);
        NestedText.Misfit misfit = nested.misfit();
        if (done && misfit != null) {
            badValues.bad(this, row, misfit.type(), misfit.address(), misfit.length());
        }
        return done;
    }

    @Override
    public void close() {
        buffer.close();
        if (appender != null) {
            appender.close();
        }
    }
}
