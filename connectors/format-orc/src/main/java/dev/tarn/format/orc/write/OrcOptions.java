package dev.tarn.format.orc.write;

import dev.tarn.spi.format.FormatSupport.WriteSupport;
import dev.tarn.spi.format.WriteOptions;
import java.util.Arrays;
import java.util.List;
import org.apache.orc.CompressionKind;
import org.apache.orc.TypeDescription;

/**
 * What properties say about the files to write.
 *
 * @param level of ZSTD
 * @param stripeBytes about how many bytes a stripe has
 * @param stride how many rows an entry of the row index is about
 * @param chunkBytes how many bytes are compressed at once
 * @param dictionaryThreshold up to which share of different values a stripe's texts are kept in a dictionary; 0 for never
 * @param filteredColumns the columns that have Bloom filters, by name; fields of ROWs behind dots
 * @param falsePositives the share of absent values that a Bloom filter takes for present ones
 */
record OrcOptions(
        CompressionKind codec,
        int level,
        long stripeBytes,
        int stride,
        int chunkBytes,
        double dictionaryThreshold,
        List<String> filteredColumns,
        double falsePositives) {
    private static final List<String> CODECS = List.of("ZLIB", "SNAPPY", "ZSTD", "LZ4", "NONE");
    private static final String COMPRESSION = "orc_compression";
    /** As tables of Hive have it. */
    private static final String COMPRESS = "orc.compress";

    private static final String STRIPE_BYTES = "orc.stripe.size";
    private static final String STRIDE = "orc.row.index.stride";
    private static final String CHUNK_BYTES = "orc.compress.size";
    private static final String DICTIONARY_THRESHOLD = "orc.dictionary.key.threshold";
    private static final String BLOOM_COLUMNS = "orc.bloom.filter.columns";
    private static final String BLOOM_FPP = "orc.bloom.filter.fpp";

    static final WriteSupport SUPPORT = new WriteSupport(
            CODECS,
            List.of(
                    WriteOptions.COMPRESSION,
                    COMPRESSION,
                    COMPRESS,
                    WriteOptions.COMPRESSION_LEVEL,
                    STRIPE_BYTES,
                    STRIDE,
                    CHUNK_BYTES,
                    DICTIONARY_THRESHOLD,
                    BLOOM_COLUMNS,
                    BLOOM_FPP));

    static OrcOptions of(WriteOptions options) {
        CompressionKind codec = CompressionKind.valueOf(options.codec(CODECS, "ZLIB", COMPRESSION, COMPRESS));
        String level = options.property(WriteOptions.COMPRESSION_LEVEL).orElse(null);
        if (level != null && codec != CompressionKind.ZSTD) {
            throw WriteOptions.invalid(WriteOptions.COMPRESSION_LEVEL, level, "only ZSTD has levels");
        }
        String filtered = options.property(BLOOM_COLUMNS).orElse("");
        return new OrcOptions(
                codec,
                (int) options.number(WriteOptions.COMPRESSION_LEVEL, 3, 1, 22),
                options.number(STRIPE_BYTES, 64L << 20, 1, 1L << 30),
                (int) options.number(STRIDE, 10_000, 1, 10_000_000),
                (int) options.number(CHUNK_BYTES, 64 << 10, 64, (1 << 23) - 1),
                options.share(DICTIONARY_THRESHOLD, 0.5, 0, 1),
                Arrays.stream(filtered.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList(),
                options.share(BLOOM_FPP, 0.01, 1e-6, 0.5));
    }

    /**
     * Returns by column id whether a column has Bloom filters.
     *
     * @throws dev.tarn.spi.error.TarnException INVALID_PROPERTY for a name that is no column's, or one's that has none
     */
    boolean[] filtered(TypeDescription schema) {
        boolean[] filtered = new boolean[schema.getMaximumId() + 1];
        for (String name : filteredColumns) {
            TypeDescription column = schema;
            for (String part : name.split("\\.")) {
                column = child(column, part);
                if (column == null) {
                    throw WriteOptions.invalid(BLOOM_COLUMNS, name, "there is no such column");
                }
            }
            if (!column.getCategory().isPrimitive() || column.getCategory() == TypeDescription.Category.BOOLEAN) {
                throw WriteOptions.invalid(
                        BLOOM_COLUMNS, name, "columns of the type " + column + " have no Bloom filters");
            }
            filtered[column.getId()] = true;
        }
        return filtered;
    }

    private static TypeDescription child(TypeDescription row, String name) {
        if (row.getCategory() == TypeDescription.Category.STRUCT) {
            for (int i = 0; i < row.getFieldNames().size(); i++) {
                if (row.getFieldNames().get(i).equalsIgnoreCase(name)) {
                    return row.getChildren().get(i);
                }
            }
        }
        return null;
    }
}
