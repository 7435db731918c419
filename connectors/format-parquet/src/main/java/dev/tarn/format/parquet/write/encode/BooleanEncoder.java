package dev.tarn.format.parquet.write.encode;

import dev.tarn.format.parquet.prune.BloomFilterBuilder;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.RawMemory;
import java.util.List;
import org.apache.parquet.format.Encoding;

/** Encodes BOOLEAN as PLAIN: one bit a value. */
public final class BooleanEncoder extends ValueEncoder {
    private final Scratch scratch;
    /** The page's values, a byte each. */
    private final NativeBuffer values;

    private boolean anyPage;
    private boolean chunkHasFalse;
    private boolean chunkHasTrue;
    private Bounds pageBounds;

    public BooleanEncoder(Scratch scratch) {
        this.scratch = scratch;
        this.values = new NativeBuffer(scratch.allocator());
    }

    @Override
    public void appendFlat(Column flat, int[] rows, int from, int count) {
        values.put(Gathering.dense(flat, rows, from, count, scratch.gathered), count);
    }

    @Override
    public void appendCodes(Column column, int[] codes, int count) {
        appendFlat(column.dictionary(), codes, 0, count);
    }

    @Override
    public long pageBytes() {
        return (long) values.length() >>> 3;
    }

    @Override
    public Encoding endPage(NativeBuffer page) {
        int count = values.length();
        int bytes = count + 7 >>> 3;
        values.ensure(8);
        RawMemory.putLong(values.end(), 0);
        page.ensure(bytes);
        long from = values.address();
        long to = page.end();
        int ones = 0;
        for (int i = 0; i < bytes; i++) {
            // Gathers the lowest bit of each of 8 bytes, of which the first becomes the lowest.
            long eight = RawMemory.getLong(from + 8L * i) & 0x0101010101010101L;
            int packed = (int) (eight * 0x0102040810204080L >>> 56);
            ones += Integer.bitCount(packed);
            RawMemory.putByte(to + i, (byte) packed);
        }
        page.advance(bytes);
        pageBounds = bounds(ones < count, ones > 0);
        chunkHasFalse |= ones < count;
        chunkHasTrue |= ones > 0;
        anyPage = true;
        values.clear();
        return Encoding.PLAIN;
    }

    private static Bounds bounds(boolean hasFalse, boolean hasTrue) {
        return hasFalse || hasTrue
                ? new Bounds(
                        new byte[] {(byte) (hasFalse ? 0 : 1)}, new byte[] {(byte) (hasTrue ? 1 : 0)}, true, true, -1)
                : Bounds.none(-1);
    }

    @Override
    public Bounds pageBounds() {
        return pageBounds;
    }

    @Override
    public Bounds chunkBounds() {
        return bounds(chunkHasFalse, chunkHasTrue);
    }

    @Override
    public List<Encoding> encodings() {
        return anyPage ? List.of(Encoding.PLAIN) : List.of();
    }

    @Override
    public int dictionarySize() {
        return 0;
    }

    @Override
    public void writeDictionary(NativeBuffer page) {
        throw new IllegalStateException("there is none");
    }

    @Override
    public BloomFilterBuilder bloomFilter() {
        return null;
    }

    @Override
    public void beginChunk() {
        anyPage = false;
        chunkHasFalse = false;
        chunkHasTrue = false;
    }

    @Override
    public long memoryBytes() {
        return values.memoryBytes();
    }

    @Override
    public void close() {
        values.close();
    }
}
