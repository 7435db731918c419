package dev.tarn.format.parquet.prune;

import dev.tarn.spi.memory.RawMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.format.BloomFilterAlgorithm;
import org.apache.parquet.format.BloomFilterCompression;
import org.apache.parquet.format.BloomFilterHash;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.SplitBlockAlgorithm;
import org.apache.parquet.format.Uncompressed;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.XxHash;

/**
 * Collects the hashes of a chunk's values and makes a split-block Bloom filter of them, as large as they ask for. One thread at
 * a time.
 */
public final class BloomFilterBuilder {
    private static final int BITS_A_BLOCK = 256;
    private static final int MAX_BYTES = 4 << 20;

    private final double falsePositives;
    private long[] hashes = new long[256];
    private int count;

    /** @param falsePositives how often the filter may err, between 0 and 1 */
    public BloomFilterBuilder(double falsePositives) {
        this.falsePositives = falsePositives;
    }

    /** Adds dense values of 4 or 8 bytes. */
    public void addFixed(long address, int values, int width) {
        ensure(values);
        byte[] bytes = new byte[width];
        for (int i = 0; i < values; i++) {
            RawMemory.copyToArray(address + (long) i * width, bytes, 0, width);
            hashes[count++] = XxHash64.hash(bytes);
        }
    }

    /** Adds values of bytes. */
    public void addBytes(long[] addresses, int[] lengths, int values) {
        ensure(values);
        for (int i = 0; i < values; i++) {
            byte[] bytes = new byte[lengths[i]];
            RawMemory.copyToArray(addresses[i], bytes, 0, bytes.length);
            hashes[count++] = XxHash64.hash(bytes);
        }
    }

    private void ensure(int more) {
        if (count + more > hashes.length) {
            count = distinct();
            if (count + more > hashes.length / 2) {
                hashes = Arrays.copyOf(hashes, Math.max(hashes.length * 2, count + more));
            }
        }
    }

    /** Sorts the hashes, leaves out what is there twice and returns how many are left. */
    private int distinct() {
        Arrays.sort(hashes, 0, count);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || hashes[i] != hashes[i - 1]) {
                hashes[kept++] = hashes[i];
            }
        }
        return kept;
    }

    public void clear() {
        count = 0;
    }

    public long memoryBytes() {
        return 8L * hashes.length;
    }

    /** Returns the filter with its header, as a file has it. */
    public byte[] toBytes() {
        count = distinct();
        int bytes = byteCount(count);
        ByteBuffer bits = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int blocks = bytes / BloomFilter.BLOCK_BYTES;
        for (int i = 0; i < count; i++) {
            int block = (int) ((hashes[i] >>> 32) * blocks >>> 32) * BloomFilter.BLOCK_BYTES;
            for (int k = 0; k < BloomFilter.SALTS.length; k++) {
                int at = block + 4 * k;
                bits.putInt(at, bits.getInt(at) | 1 << ((int) hashes[i] * BloomFilter.SALTS[k] >>> 27));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes + BloomFilter.MAX_HEADER_BYTES);
        BloomFilterHeader header = new BloomFilterHeader(
                bytes,
                BloomFilterAlgorithm.BLOCK(new SplitBlockAlgorithm()),
                BloomFilterHash.XXHASH(new XxHash()),
                BloomFilterCompression.UNCOMPRESSED(new Uncompressed()));
        try {
            Util.writeBloomFilterHeader(header, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.writeBytes(bits.array());
        return out.toByteArray();
    }

    /** Returns a power of two: so many bytes as give the rate of errors, 8 bits being set for each value. */
    private int byteCount(int values) {
        double bits = -8.0 * values / Math.log(1 - Math.pow(falsePositives, 1.0 / 8));
        long needed = (long) Math.min(bits, 8.0 * MAX_BYTES);
        long power = Long.highestOneBit(Math.max(BITS_A_BLOCK, 2 * needed - 1));
        return (int) Math.min(MAX_BYTES, power / 8);
    }
}
