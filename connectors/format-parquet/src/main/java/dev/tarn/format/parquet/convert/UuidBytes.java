package dev.tarn.format.parquet.convert;

import dev.tarn.format.parquet.metadata.UuidText;
import dev.tarn.spi.memory.RawMemory;

/** Converts UUIDs to their text form. */
public final class UuidBytes {
    /** The bytes of a UUID's text. */
    public static final int TEXT_BYTES = UuidText.LENGTH;

    private UuidBytes() {}

    /** Writes {@code count} texts of {@link #TEXT_BYTES} bytes for as many UUIDs of 16 bytes. */
    public static void toText(long source, int count, long target) {
        byte[] uuid = new byte[16];
        for (int i = 0; i < count; i++) {
            RawMemory.copyToArray(source + ((long) i << 4), uuid, 0, 16);
            RawMemory.copyFromArray(UuidText.of(uuid), 0, target + (long) i * TEXT_BYTES, TEXT_BYTES);
        }
    }
}
