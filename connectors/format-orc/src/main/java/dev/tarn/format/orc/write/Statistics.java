package dev.tarn.format.orc.write;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.orc.OrcProto;
import org.apache.orc.TypeDescription;
import org.apache.orc.impl.ColumnStatisticsImpl;

/**
 * What is counted of a column's values, for an entry of the index, a stripe or the file. Orc-core's own statistics of texts
 * need Hadoop's configuration: those are kept here.
 */
final class Statistics {
    /** Longer texts are no bounds. */
    private static final int MAX_TEXT = 1024;

    private final ColumnStatisticsImpl counts;
    private final boolean isText;
    private byte[] min;
    private byte[] max;
    private long textBytes;

    Statistics(TypeDescription type) {
        isText = switch (type.getCategory()) {
            case STRING, CHAR, VARCHAR -> true;
            default -> false;
        };
        // A struct has no more than the counts that all columns have.
        counts = ColumnStatisticsImpl.create(isText ? TypeDescription.createStruct() : type);
    }

    /** Returns the statistics of values that are no texts. */
    ColumnStatisticsImpl counts() {
        return counts;
    }

    /** Takes a text; its count is taken by {@link #counts}. */
    void addText(byte[] bytes, int length) {
        textBytes += length;
        if (min == null || Arrays.compareUnsigned(bytes, 0, length, min, 0, min.length) < 0) {
            min = Arrays.copyOf(bytes, length);
        }
        if (max == null || Arrays.compareUnsigned(bytes, 0, length, max, 0, max.length) > 0) {
            max = Arrays.copyOf(bytes, length);
        }
    }

    void merge(Statistics other) {
        counts.merge(other.counts);
        textBytes += other.textBytes;
        if (other.min != null && (min == null || Arrays.compareUnsigned(other.min, min) < 0)) {
            min = other.min;
        }
        if (other.max != null && (max == null || Arrays.compareUnsigned(other.max, max) > 0)) {
            max = other.max;
        }
    }

    void reset() {
        counts.reset();
        min = null;
        max = null;
        textBytes = 0;
    }

    OrcProto.ColumnStatistics build() {
        OrcProto.ColumnStatistics.Builder builder = counts.serialize();
        if (isText) {
            OrcProto.StringStatistics.Builder texts =
                    OrcProto.StringStatistics.newBuilder().setSum(textBytes);
            String low = text(min);
            String high = text(max);
            if (low != null && high != null) {
                texts.setMinimum(low).setMaximum(high);
            }
            builder.setStringStatistics(texts);
        }
        return builder.build();
    }

    /** Returns a bound as text; null for none, for one that is too long, and for bytes that are not UTF-8. */
    private static String text(byte[] bound) {
        if (bound == null || bound.length > MAX_TEXT) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bound))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
