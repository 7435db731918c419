package dev.tarn.format.parquet.codec;

import dev.tarn.spi.memory.RawMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xerial.snappy.Snappy;

/** Snappy by its native library. */
final class NativeSnappyDecompressor implements Decompressor {
    @Override
    public void decompress(ByteBuffer source, int offset, int length, ByteBuffer target, int targetLength) {
        // The library writes as many bytes as the data's own preamble says: that must be what there is room for.
        long claimed = claimedLength(source, offset, length);
        if (claimed != targetLength) {
            throw Codecs.wrongSize("Snappy", claimed, targetLength);
        }
        try {
            long written =
                    Snappy.rawUncompress(RawMemory.addressOf(source) + offset, length, RawMemory.addressOf(target));
            if (written != targetLength) {
                throw Codecs.wrongSize("Snappy", written, targetLength);
            }
        } catch (IOException e) {
            throw Codecs.corrupt("Snappy", e.getMessage(), e);
        }
    }

    @Override
    public boolean isPlausible(ByteBuffer source, int offset, int length, int targetLength) {
        return claimedLength(source, offset, length) == targetLength && targetLength <= (length + 16L) * 64;
    }

    private static long claimedLength(ByteBuffer source, int offset, int length) {
        long value = 0;
        for (int i = 0; i < 5 && i < length; i++) {
            byte next = source.get(offset + i);
            value |= (long) (next & 0x7F) << 7 * i;
            if (next >= 0) {
                return value;
            }
        }
        return -1;
    }

    @Override
    public void close() {}
}
