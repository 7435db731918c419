package dev.tarn.format.orc.write;

import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import java.io.IOException;
import java.math.BigInteger;
import org.apache.hadoop.hive.common.type.HiveDecimal;
import org.apache.hadoop.hive.serde2.io.HiveDecimalWritable;
import org.apache.orc.OrcProto;
import org.apache.orc.OrcProto.Stream.Kind;
import org.apache.orc.TypeDescription;
import org.apache.orc.impl.OutStream;
import org.apache.orc.impl.PositionRecorder;
import org.apache.orc.impl.RunLengthIntegerWriterV2;
import org.apache.orc.impl.SerializationUtils;

/** A DECIMAL: unscaled values of any length, and their scale, which is always the type's. */
final class DecimalWriter extends ColumnWriter {
    private final OutStream data;
    private final RunLengthIntegerWriterV2 scales;
    private final int scale;
    private final boolean isShort;
    private final SerializationUtils utils = new SerializationUtils();
    private final HiveDecimalWritable writable = new HiveDecimalWritable();

    DecimalWriter(TypeDescription type, StripeStreams streams) throws IOException {
        super(type, streams);
        data = streams.create(Kind.DATA, type.getId());
        scales = new RunLengthIntegerWriterV2(streams.create(Kind.SECONDARY, type.getId()), true, true);
        scale = type.getScale();
        isShort = type.getPrecision() <= TypeDescription.MAX_DECIMAL64_PRECISION;
    }

    @Override
    protected void write(Layout layout, long address, int length) throws IOException {
        long low = RawMemory.getLong(address);
        boolean fits = layout == Layout.LONG || RawMemory.getLong(address + 8) == low >> 63;
        if (fits && isShort) {
            utils.writeVslong(data, low);
            statistics.updateDecimal64(low, scale);
        } else {
            BigInteger unscaled = fits
                    ? BigInteger.valueOf(low)
                    : BigInteger.valueOf(RawMemory.getLong(address + 8))
                            .shiftLeft(64)
                            .add(new BigInteger(Long.toUnsignedString(low)));
            SerializationUtils.writeBigInteger(data, unscaled);
            writable.set(HiveDecimal.create(unscaled, scale));
            statistics.updateDecimal(writable);
        }
        scales.write(scale);
    }

    @Override
    protected void addPositions(PositionRecorder recorder) throws IOException {
        data.getPosition(recorder);
        scales.getPosition(recorder);
    }

    @Override
    protected void flush() throws IOException {
        data.flush();
        scales.flush();
    }

    @Override
    protected OrcProto.ColumnEncoding.Kind encoding() {
        return OrcProto.ColumnEncoding.Kind.DIRECT_V2;
    }
}
