package dev.tarn.format.parquet.write.encode;

import dev.tarn.format.parquet.prune.BloomFilterBuilder;
import dev.tarn.spi.batch.Column;
import java.util.List;
import org.apache.parquet.format.Encoding;

/**
 * Encodes the values of one leaf, none of them NULL, page by page and chunk by chunk. Values arrive by columns of batches;
 * what is appended is copied. One thread at a time.
 */
public abstract class ValueEncoder implements AutoCloseable {
    /** Returns whether the values are of variable length, that is taken by {@link #appendBytes}. */
    public boolean takesBytes() {
        return false;
    }

    /**
     * Appends rows of a FLAT column.
     *
     * @param rows which rows; null for {@code count} rows from {@code from} on
     */
    public abstract void appendFlat(Column flat, int[] rows, int from, int count);

    /**
     * Appends entries of a DICTIONARY column's dictionary, which has an identity.
     *
     * @param codes which ones
     */
    public abstract void appendCodes(Column column, int[] codes, int count);

    /** Appends values that lie anywhere, if {@link #takesBytes}. */
    public void appendBytes(long[] addresses, int[] lengths, int count) {
        throw new IllegalStateException("the values have a fixed length");
    }

    /** Returns about how many bytes the page has now that is not ended. */
    public abstract long pageBytes();

    /** Ends the page: appends its values to {@code page} and returns how they are encoded. */
    public abstract Encoding endPage(NativeBuffer page);

    /** Returns the bounds of the page that was just ended. */
    public abstract Bounds pageBounds();

    /** Returns the bounds of the chunk's pages. */
    public abstract Bounds chunkBounds();

    /** Returns the encodings of the chunk's pages, in the order of their first use. */
    public abstract List<Encoding> encodings();

    /** Returns how many values the chunk's dictionary has; 0 if no page uses one. */
    public abstract int dictionarySize();

    /** Appends the dictionary's values to {@code page}. */
    public abstract void writeDictionary(NativeBuffer page);

    /** Returns the chunk's Bloom filter, or null if there is none; after its last page. */
    public abstract BloomFilterBuilder bloomFilter();

    /** Begins another chunk. */
    public abstract void beginChunk();

    public abstract long memoryBytes();

    @Override
    public abstract void close();
}
