package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.encoding.ByteArrays;
import dev.tarn.format.parquet.encoding.Corrupt;
import dev.tarn.format.parquet.encoding.DeltaDecoder;
import dev.tarn.spi.memory.RawMemory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.Type;

/**
 * Decodes a page of DELTA_LENGTH_BYTE_ARRAY or DELTA_BYTE_ARRAY: offsets, and bytes that they count from. Reused from page
 * to page; the bytes of the former stay where they were in the page.
 */
final class DeltaBytes implements AutoCloseable {
    private final Scratch offsets;
    private final Scratch prefixes;
    private final Scratch suffixOffsets;
    private final Scratch joined;
    private long bytes;

    DeltaBytes(BufferAllocator allocator) {
        offsets = new Scratch(allocator);
        prefixes = new Scratch(allocator);
        suffixOffsets = new Scratch(allocator);
        joined = new Scratch(allocator);
    }

    /** Decodes {@code count} values, at least one. */
    void decode(int encoding, long address, long end, int count, Type type) {
        if (encoding == PageEncoding.DELTA_LENGTH_BYTE_ARRAY && type == Type.BYTE_ARRAY) {
            bytes = lengths(address, end, count, offsets);
        } else if (encoding == PageEncoding.DELTA_BYTE_ARRAY) {
            DeltaDecoder.requireCount(address, end, count);
            long after = DeltaDecoder.decode(address, end, count, 4, prefixes.ensure((long) count << 2));
            long suffixes = lengths(after, end, count, suffixOffsets);
            long values = offsets.ensure((count + 1L) << 2);
            long total = ByteArrays.joinedOffsets(prefixes.address(), suffixOffsets.address(), count, values);
            bytes = joined.ensure(total);
            ByteArrays.join(prefixes.address(), suffixOffsets.address(), suffixes, count, values, bytes);
        } else {
            throw PageEncoding.unexpected(encoding, type);
        }
    }

    private static long lengths(long address, long end, int count, Scratch target) {
        DeltaDecoder.requireCount(address, end, count);
        long at = target.ensure((count + 1L) << 2);
        long after = DeltaDecoder.decode(address, end, count, 4, at + 4);
        ByteArrays.lengthsToOffsets(at, count, end - after);
        return after;
    }

    /** Requires that each value has {@code width} bytes. */
    void requireWidth(int count, int width) {
        for (int i = 0; i <= count; i++) {
            if (RawMemory.getInt(offsets.address() + ((long) i << 2)) != (long) i * width) {
                throw Corrupt.data("a fixed-length value does not have " + width + " bytes");
            }
        }
    }

    long offsets() {
        return offsets.address();
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        offsets.close();
        prefixes.close();
        suffixOffsets.close();
        joined.close();
    }
}
