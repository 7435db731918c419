package dev.tarn.format.parquet.convert;

import dev.tarn.format.parquet.encoding.Corrupt;
import dev.tarn.spi.memory.RawMemory;
import java.nio.charset.StandardCharsets;

/** What stored bytes of fixed length become where bytes or text are asked for. */
public enum TextForm {
    /** What they are. */
    BYTES,
    /** The 36 characters of a UUID, for 16 bytes. */
    UUID,
    /** A duration by ISO 8601, as P14M3DT7.500S, for 12 bytes: months, days and milliseconds of 32 bits each. */
    INTERVAL;

    private static final int MAX_INTERVAL_BYTES = 40;

    /** Returns the most bytes that one becomes. */
    public int maxBytes(int storedBytes) {
        return switch (this) {
            case BYTES -> storedBytes;
            case UUID -> UuidBytes.TEXT_BYTES;
            case INTERVAL -> MAX_INTERVAL_BYTES;
        };
    }

    /**
     * Converts {@code count} values; not for {@link #BYTES}.
     *
     * @param offsets gets {@code count + 1} offsets into {@code target}
     * @param target has room for {@link #maxBytes} each
     */
    public void convert(long source, int count, long offsets, long target) {
        if ((long) count * maxBytes(0) > Integer.MAX_VALUE - 64) {
            throw Corrupt.data("the values of a page take more than 2 GiB");
        }
        if (this == UUID) {
            UuidBytes.toText(source, count, target);
            for (int i = 0; i <= count; i++) {
                RawMemory.putInt(offsets + ((long) i << 2), i * UuidBytes.TEXT_BYTES);
            }
            return;
        }
        int length = 0;
        RawMemory.putInt(offsets, 0);
        for (int i = 0; i < count; i++) {
            byte[] text = interval(source + 12L * i).getBytes(StandardCharsets.US_ASCII);
            RawMemory.copyFromArray(text, 0, target + length, text.length);
            length += text.length;
            RawMemory.putInt(offsets + ((i + 1L) << 2), length);
        }
    }

    private static String interval(long source) {
        long months = RawMemory.getInt(source) & 0xFFFFFFFFL;
        long days = RawMemory.getInt(source + 4) & 0xFFFFFFFFL;
        long millis = RawMemory.getInt(source + 8) & 0xFFFFFFFFL;
        String fraction = Long.toString(1000 + millis % 1000);
        return "P" + months + "M" + days + "DT" + millis / 1000 + "." + fraction.substring(1) + "S";
    }
}
