package dev.tarn.format.orc.write;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.io.IOException;
import org.apache.orc.OrcProto.ColumnEncoding;
import org.apache.orc.OrcProto.Stream.Kind;
import org.apache.orc.TypeDescription;
import org.apache.orc.impl.BitFieldWriter;
import org.apache.orc.impl.OutStream;
import org.apache.orc.impl.RunLengthByteWriter;
import org.apache.orc.impl.RunLengthIntegerWriterV2;
import org.apache.orc.impl.SerializationUtils;
import org.apache.orc.util.BloomFilterUtf8;

/** Makes the writers of columns; those of columns of fixed width, but for decimals, are here. */
final class ColumnWriters {
    private static final ColumnEncoding DIRECT = ColumnWriter.encoding(ColumnEncoding.Kind.DIRECT);
    private static final ColumnEncoding DIRECT_V2 = ColumnWriter.encoding(ColumnEncoding.Kind.DIRECT_V2);

    private ColumnWriters() {}

    static ColumnWriter of(Type type, TypeDescription stored, StripeStreams streams) throws IOException {
        return switch (type.kind()) {
            case BOOLEAN -> new BooleanWriter(stored, streams);
            case TINYINT -> new ByteWriter(stored, streams);
            case SMALLINT, INTEGER, BIGINT, DATE -> new IntegerWriter(stored, streams);
            case REAL, DOUBLE -> new FloatingWriter(stored, streams);
            case CHAR, VARCHAR -> new TextWriter(stored, streams);
            case VARBINARY -> new BinaryWriter(stored, streams);
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
            data = bits(Kind.DATA);
        }

        @Override
        protected void write(Layout layout, long address, int length) throws IOException {
            int value = RawMemory.getByte(address);
            data.write(value);
            statistics.updateBoolean(value != 0, 1);
        }

        @Override
        protected ColumnEncoding encoding() {
            return DIRECT;
        }
    }

    private static final class ByteWriter extends ColumnWriter {
        private final RunLengthByteWriter data;
        private final BloomFilterUtf8 filter;

        ByteWriter(TypeDescription type, StripeStreams streams) throws IOException {
            super(type, streams);
            data = byteRuns(Kind.DATA);
            filter = filter();
        }

        @Override
        protected void write(Layout layout, long address, int length) throws IOException {
            int value = RawMemory.getInt(address);
            data.write((byte) value);
            statistics.updateInteger(value, 1);
            if (filter != null) {
                filter.addLong(value);
            }
        }

        @Override
        protected ColumnEncoding encoding() {
            return DIRECT;
        }
    }

    private static final class IntegerWriter extends ColumnWriter {
        private final RunLengthIntegerWriterV2 data;
        private final boolean isDate;
        private final BloomFilterUtf8 filter;

        IntegerWriter(TypeDescription type, StripeStreams streams) throws IOException {
            super(type, streams);
            data = integers(Kind.DATA, true);
            isDate = type.getCategory() == TypeDescription.Category.DATE;
            filter = filter();
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
            if (filter != null) {
                filter.addLong(value);
            }
        }

        @Override
        protected ColumnEncoding encoding() {
            return DIRECT_V2;
        }
    }

    private static final class FloatingWriter extends ColumnWriter {
        private final OutStream data;
        private final BloomFilterUtf8 filter;
        private final SerializationUtils utils = new SerializationUtils();

        FloatingWriter(TypeDescription type, StripeStreams streams) throws IOException {
            super(type, streams);
            data = bytes(Kind.DATA);
            filter = filter();
        }

        @Override
        protected void write(Layout layout, long address, int length) throws IOException {
            double value;
            if (layout == Layout.FLOAT) {
                float narrow = RawMemory.getFloat(address);
                utils.writeFloat(data, narrow);
                value = narrow;
            } else {
                value = RawMemory.getDouble(address);
                utils.writeDouble(data, value);
            }
            statistics.updateDouble(value);
            if (filter != null) {
                // Who looks for 0 has to find both.
                filter.addDouble(value == 0 ? 0.0 : value);
                if (value == 0) {
                    filter.addDouble(-0.0);
                }
            }
        }

        @Override
        protected ColumnEncoding encoding() {
            return DIRECT;
        }
    }

    private static final class BinaryWriter extends ColumnWriter {
        private final OutStream data;
        private final RunLengthIntegerWriterV2 lengths;
        private final BloomFilterUtf8 filter;
        private byte[] value = new byte[64];

        BinaryWriter(TypeDescription type, StripeStreams streams) throws IOException {
            super(type, streams);
            data = bytes(Kind.DATA);
            lengths = integers(Kind.LENGTH, false);
            filter = filter();
        }

        @Override
        protected void write(Layout layout, long address, int length) throws IOException {
            if (value.length < length) {
                value = new byte[Math.max(length, value.length * 2)];
            }
            RawMemory.copyToArray(address, value, 0, length);
            data.write(value, 0, length);
            lengths.write(length);
            statistics.updateBinary(value, 0, length, 1);
            if (filter != null) {
                filter.addBytes(value, 0, length);
            }
        }

        @Override
        protected ColumnEncoding encoding() {
            return DIRECT_V2;
        }
    }

    /** Seconds since 2015 in UTC, rounded towards 1970, and nanoseconds. */
    private static final class TimestampWriter extends ColumnWriter {
        private static final long EPOCH_SECONDS = 1_420_070_400;

        private final RunLengthIntegerWriterV2 seconds;
        private final RunLengthIntegerWriterV2 nanos;
        private final BloomFilterUtf8 filter;

        TimestampWriter(TypeDescription type, StripeStreams streams) throws IOException {
            super(type, streams);
            seconds = integers(Kind.DATA, true);
            nanos = integers(Kind.SECONDARY, false);
            filter = filter();
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
            if (filter != null) {
                filter.addLong(millis);
            }
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
        protected ColumnEncoding encoding() {
            return DIRECT_V2;
        }
    }
}
