package dev.tarn.format.parquet.metadata;

import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Statistics;

/**
 * Where a column's part of a row group lies.
 *
 * @param offset of its first page in the file
 * @param length in bytes, page headers included
 * @param codec how its pages are compressed
 * @param valueCount how many values it has, nulls included
 * @param statistics what the writer noted of its values, or null
 * @param wholeDictionary whether all values may be in a dictionary, which the first page is then
 * @param mayMixDictionary whether some pages may have codes, and others values
 * @param columnIndex where the index of its pages' bounds lies, or null
 * @param offsetIndex where the index of its pages' places lies, or null
 * @param bloomFilter where its Bloom filter lies; the length is 0 if only the place is known; or null
 * @param unsupported why it cannot be read (encryption, another file), or null
 */
public record ChunkMetadata(
        long offset,
        long length,
        CompressionCodec codec,
        long valueCount,
        Statistics statistics,
        boolean wholeDictionary,
        boolean mayMixDictionary,
        Part columnIndex,
        Part offsetIndex,
        Part bloomFilter,
        String unsupported) {
    /** A part of the file. */
    public record Part(long offset, int length) {}

    static ChunkMetadata unsupported(String why) {
        return new ChunkMetadata(0, 0, null, 0, null, false, false, null, null, null, why);
    }
}
