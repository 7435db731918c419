package dev.tarn.format.orc.write;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.io.IOException;
import org.apache.orc.OrcProto;
import org.apache.orc.OrcProto.Stream.Kind;
import org.apache.orc.TypeDescription;
import org.apache.orc.impl.BitFieldWriter;
import org.apache.orc.impl.OutStream;
import org.apache.orc.impl.PositionRecorder;
import org.apache.orc.impl.RunLengthByteWriter;
import org.apache.orc.impl.RunLengthIntegerWriterV2;
import org.apache.orc.impl.SerializationUtils;

/** Makes the writers of columns; those of columns that are neither nested nor decimals are here. */
final class ColumnWriters {
    private ColumnWriters() {}

    static ColumnWriter of(Type type, TypeDescription stored, StripeStreams streams) throws IOException {
        return switch (type.kind()) {
            case BOOLEAN -> new BooleanWriter(stored, streams);
            case TINYINT -> new ByteWriter(stored, streams);
            case SMALLINT, INTEGER, BIGINT, DATE -> new IntegerWriter(stored, streams);
            case REAL, DOUBLE -> new FloatingWriter(stored, streams);
            case CHAR, VARCHAR, VARBINARY -> new BytesWriter(stored, streams);
            case DECIMAL -> new DecimalWriter(stored, streams);
            case TIMESTAMP -> new TimestampWriter(stored, streams);
            case ROW -> new NestedWriters.Row(type, stored, streams);
            case ARRAY -> new NestedWriters.Array(type, stored, streams);
            case MAP -> new NestedWriters.Map(type, stored, streams);
            default -> throw new IllegalStateException(type.sqlName());
        };
    }

    private static final class BooleanWriter extends ColumnWriter {
        private final BitFieldWriter data;

        BooleanWriter(TypeDescription type, StripeStreams streams) throws IOException {
            super(type, streams);
            data = new BitFieldWriter(streams.create(Kind.DATA, type.getId()), 1);
        }

        @Override
        protected void write(Layout layout, long address, int length) throws IOException {
            int value = RawMemory.getByte(address);
            data.write(value);
            statistics.updateBoolean(value != 0, 1);
        }

        @Override
        protected void addPositions(PositionRecorder recorder) throws IOException {
            data.getPosition(recorder);
        }

        @Override
        protected void flush() throws IOException {
            data.flush();
        }

        @Override
        protected OrcProto.ColumnEncoding.Kind encoding() {
            return OrcProto.ColumnEncoding.Kind.DIRECT;
        }
    }

    private static final class ByteWriter extends ColumnWriter {
        private final RunLengthByteWriter data;

        ByteWriter(TypeDescription type, StripeStreams streams) throws IOException {
            super(type, streams);
            data = new RunLengthByteWriter(streams.create(Kind.DATA, type.getId()));
        }

        @Override
        protected void write(Layout layout, long address, int length) throws IOException {
            int value = RawMemory.getInt(address);
            data.write((byte) value);
            statistics.updateInteger(value, 1);
        }

        @Override
        protected void addPositions(PositionRecorder recorder) throws IOException {
            data.getPosition(recorder);
        }

        @Override
        protected void flush() throws IOException {
            data.flush();
        }

        @Override
        protected OrcProto.ColumnEncoding.Kind encoding() {
            return OrcProto.ColumnEncoding.Kind.DIRECT;
        }
    }

    private static final class IntegerWriter extends ColumnWriter {
        private final RunLengthIntegerWriterV2 data;
        private final boolean isDate;

        IntegerWriter(TypeDescription type, StripeStreams streams) throws IOException {
            super(type, streams);
            data = new RunLengthIntegerWriterV2(streams.create(Kind.DATA, type.getId()), true, true);
            isDate = type.getCategory() == TypeDescription.Category.DATE;
        }

        @Override
        protected void write(Layout layout, long address, int length) throws IOException {
            long value = layout == Layout.INT ? RawMemory.getInt(address) : RawMemory.getLong(address);
            data.write(value);
            if (isDate) {
                statistics.updateDate((int) value);
            } else {
                statistics.updateInteger(value, 1);
            }
        }

        @Override
        protected void addPositions(PositionRecorder recorder) throws IOException {
            data.getPosition(recorder);
        }

        @Override
        protected void flush() throws IOException {
            data.flush();
        }

        @Override
        protected OrcProto.ColumnEncoding.Kind encoding() {
            return OrcProto.ColumnEncoding.Kind.DIRECT_V2;
        }
    }

    private static final class FloatingWriter extends ColumnWriter {
        private final OutStream data;
        private final SerializationUtils utils = new SerializationUtils();

        FloatingWriter(TypeDescription type, StripeStreams streams) throws IOException {
            super(type, streams);
            data = streams.create(Kind.DATA, type.getId());
        }

        @Override
        protected void write(Layout layout, long address, int length) throws IOException {
            if (layout == Layout.FLOAT) {
                float value = RawMemory.getFloat(address);
                utils.writeFloat(data, value);
                statistics.updateDouble(value);
            } else {
                double value = RawMemory.getDouble(address);
                utils.writeDouble(data, value);
                statistics.updateDouble(value);
            }
        }

        @Override
        protected void addPositions(PositionRecorder recorder) {
            data.getPosition(recorder);
        }

        @Override
        protected void flush() throws IOException {
            data.flush();
        }

        @Override
        protected OrcProto.ColumnEncoding.Kind encoding() {
            return OrcProto.ColumnEncoding.Kind.DIRECT;
        }
    }

    private static final class BytesWriter extends ColumnWriter {
        private final OutStream data;
        private final RunLengthIntegerWriterV2 lengths;
        private final boolean isText;
        /** The characters that every value has, as CHAR is stored; 0 if they differ. */
        private final int padded;

        private byte[] value = new byte[64];

        BytesWriter(TypeDescription type, StripeStreams streams) throws IOException {
            super(type, streams);
            data = streams.create(Kind.DATA, type.getId());
            lengths = new RunLengthIntegerWriterV2(streams.create(Kind.LENGTH, type.getId()), false, true);
            isText = type.getCategory() != TypeDescription.Category.BINARY;
            padded = type.getCategory() == TypeDescription.Category.CHAR ? type.getMaxLength() : 0;
        }

        @Override
        protected void write(Layout layout, long address, int length) throws IOException {
            if (value.length < length + padded) {
                value = new byte[Math.max(length + padded, value.length * 2)];
            }
            RawMemory.copyToArray(address, value, 0, length);
            int total = length;
            for (int i = characters(length); i < padded; i++) {
                value[total++] = ' ';
            }
            data.write(value, 0, total);
            lengths.write(total);
            if (isText) {
                addText(value, total);
            } else {
                statistics.updateBinary(value, 0, total, 1);
            }
        }

        private int characters(int length) {
            int count = 0;
            for (int i = 0; i < length && padded > 0; i++) {
                count += (value[i] & 0xC0) == 0x80 ? 0 : 1;
            }
            return count;
        }

        @Override
        protected void addPositions(PositionRecorder recorder) throws IOException {
            data.getPosition(recorder);
            lengths.getPosition(recorder);
        }

        @Override
        protected void flush() throws IOException {
            data.flush();
            lengths.flush();
        }

        @Override
        protected OrcProto.ColumnEncoding.Kind encoding() {
            return OrcProto.ColumnEncoding.Kind.DIRECT_V2;
        }
    }

    /** Seconds since 2015 in UTC, rounded towards 1970, and nanoseconds. */
    private static final class TimestampWriter extends ColumnWriter {
        private static final long EPOCH_SECONDS = 1_420_070_400;

        private final RunLengthIntegerWriterV2 seconds;
        private final RunLengthIntegerWriterV2 nanos;

        TimestampWriter(TypeDescription type, StripeStreams streams) throws IOException {
            super(type, streams);
            seconds = new RunLengthIntegerWriterV2(streams.create(Kind.DATA, type.getId()), true, true);
            nanos = new RunLengthIntegerWriterV2(streams.create(Kind.SECONDARY, type.getId()), false, true);
        }

        @Override
        protected void write(Layout layout, long address, int length) throws IOException {
            long micros = RawMemory.getLong(address);
            long millis = Math.floorDiv(micros, 1000L);
            long fraction = Math.floorMod(micros, 1_000_000L) * 1000;
            if (millis < 0 && millis > -1000) {
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED,
                        "ORC cannot tell a timestamp of the last second before 1970 from one of the first second after");
            }
            seconds.write(millis / 1000 - EPOCH_SECONDS);
            nanos.write(shortened(fraction));
            statistics.updateTimestamp(millis, (int) (fraction % 1_000_000));
        }

        /** Returns nanoseconds without zeros at their end, and in the lowest 3 bits how many, less 1, those were. */
        private static long shortened(long fraction) {
            if (fraction == 0 || fraction % 100 != 0) {
                return fraction << 3;
            }
            long digits = fraction / 100;
            int zeros = 1;
            while (digits % 10 == 0 && zeros < 7) {
                digits /= 10;
                zeros++;
            }
            return digits << 3 | zeros;
        }

        @Override
        protected void addPositions(PositionRecorder recorder) throws IOException {
            seconds.getPosition(recorder);
            nanos.getPosition(recorder);
        }

        @Override
        protected void flush() throws IOException {
            seconds.flush();
            nanos.flush();
        }

        @Override
        protected OrcProto.ColumnEncoding.Kind encoding() {
            return OrcProto.ColumnEncoding.Kind.DIRECT_V2;
        }
    }
}
