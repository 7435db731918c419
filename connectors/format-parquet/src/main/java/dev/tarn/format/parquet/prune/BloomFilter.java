package dev.tarn.format.parquet.prune;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.Util;

/** A split-block Bloom filter: it knows of a value that it is not among a column chunk's. Immutable. */
public final class BloomFilter {
    /** The most bytes that a header takes. */
    public static final int MAX_HEADER_BYTES = 64;

    static final int BLOCK_BYTES = 32;
    static final int[] SALTS = {
        0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
    };

    private final ByteBuffer bits;
    private final int blocks;

    private BloomFilter(ByteBuffer bits, int blocks) {
        this.bits = bits;
        this.blocks = blocks;
    }

    /** Returns how many bytes a filter has, its header included, that begins with these; -1 if it is none that is known. */
    public static int length(byte[] begin) {
        ByteArrayInputStream stream = new ByteArrayInputStream(begin);
        BloomFilterHeader header = header(stream);
        if (header == null || header.getNumBytes() > Integer.MAX_VALUE - MAX_HEADER_BYTES) {
            return -1;
        }
        return begin.length - stream.available() + header.getNumBytes();
    }

    /** Reads a filter; returns null if it is none that is known: then it helps nobody. */
    public static BloomFilter of(byte[] bytes) {
        ByteArrayInputStream stream = new ByteArrayInputStream(bytes);
        BloomFilterHeader header = header(stream);
        if (header == null || header.getNumBytes() > stream.available()) {
            return null;
        }
        int start = bytes.length - stream.available();
        ByteBuffer bits =
                ByteBuffer.wrap(bytes, start, header.getNumBytes()).slice().order(ByteOrder.LITTLE_ENDIAN);
        return new BloomFilter(bits, header.getNumBytes() / BLOCK_BYTES);
    }

    private static BloomFilterHeader header(ByteArrayInputStream stream) {
        try {
            BloomFilterHeader header = Util.readBloomFilterHeader(stream);
            boolean known = header.getNumBytes() > 0
                    && header.getNumBytes() % BLOCK_BYTES == 0
                    && header.getAlgorithm().isSetBLOCK()
                    && header.getHash().isSetXXHASH()
                    && header.getCompression().isSetUNCOMPRESSED();
            return known ? header : null;
        } catch (IOException | RuntimeException e) {
            // What cannot be read only helps to read less.
            return null;
        }
    }

    /** Returns false if surely no value has this PLAIN form, without a length. */
    public boolean mayContain(byte[] plain) {
        long hash = XxHash64.hash(plain);
        int block = (int) ((hash >>> 32) * blocks >>> 32) * BLOCK_BYTES;
        for (int i = 0; i < SALTS.length; i++) {
            int bit = 1 << ((int) hash * SALTS[i] >>> 27);
            if ((bits.getInt(block + 4 * i) & bit) == 0) {
                return false;
            }
        }
        return true;
    }
}
