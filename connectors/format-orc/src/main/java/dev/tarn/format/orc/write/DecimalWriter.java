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
import org.apache.orc.impl.RunLengthIntegerWriterV2;
import org.apache.orc.impl.SerializationUtils;
import org.apache.orc.util.BloomFilterUtf8;

/** A DECIMAL: unscaled values of any length, and their scale, which is always the type's. */
final class DecimalWriter extends ColumnWriter {
    private final OutStream data;
    private final RunLengthIntegerWriterV2 scales;
    private final BloomFilterUtf8 filter;
    private final int scale;
    private final boolean isShort;
    private final SerializationUtils utils = new SerializationUtils();
    private final HiveDecimalWritable writable = new HiveDecimalWritable();

    DecimalWriter(TypeDescription type, StripeStreams streams) throws IOException {
        super(type, streams);
        data = bytes(Kind.DATA);
        scales = integers(Kind.SECONDARY, true);
        filter = filter();
        scale = type.getScale();
        isShort = type.getPrecision() <= TypeDescription.MAX_DECIMAL64_PRECISION;
    }

    @Override
    protected void write(Layout layout, long address, int length) throws IOException {
        long low = RawMemory.getLong(address);
        boolean fits = layout == Layout.LONG || RawMemory.getLong(address + 8) == low >> 63;
        if (fits) {
            // The same bytes as of a BigInteger.
            utils.writeVslong(data, low);
        }
        if (fits && isShort) {
            statistics.updateDecimal64(low, scale);
        } else if (fits) {
            writable.setFromLongAndScale(low, scale);
            statistics.updateDecimal(writable);
        } else {
            BigInteger unscaled = BigInteger.valueOf(RawMemory.getLong(address + 8))
                    .shiftLeft(64)
                    .add(new BigInteger(Long.toUnsignedString(low)));
            SerializationUtils.writeBigInteger(data, unscaled);
            writable.set(HiveDecimal.create(unscaled, scale));
            statistics.updateDecimal(writable);
        }
        scales.write(scale);
        if (filter != null) {
            if (fits) {
                writable.setFromLongAndScale(low, scale);
            }
            filter.addString(writable.toString());
        }
    }

    @Override
    protected OrcProto.ColumnEncoding encoding() {
        return encoding(OrcProto.ColumnEncoding.Kind.DIRECT_V2);
    }
}
