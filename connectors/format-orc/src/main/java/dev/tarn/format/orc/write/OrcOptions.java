package dev.tarn.format.orc.write;

import dev.tarn.spi.format.FormatSupport.WriteSupport;
import dev.tarn.spi.format.WriteOptions;
import java.util.List;
import org.apache.orc.CompressionKind;

/**
 * What properties say about the files to write.
 *
 * @param level of ZSTD
 * @param stripeBytes about how many bytes a stripe has
 * @param stride how many rows an entry of the row index is about
 * @param chunkBytes how many bytes are compressed at once
 */
record OrcOptions(CompressionKind codec, int level, long stripeBytes, int stride, int chunkBytes) {
    private static final List<String> CODECS = List.of("ZLIB", "SNAPPY", "ZSTD", "LZ4", "NONE");
    private static final String COMPRESSION = "orc_compression";
    /** As tables of Hive have it. */
    private static final String COMPRESS = "orc.compress";

    private static final String STRIPE_BYTES = "orc.stripe.size";
    private static final String STRIDE = "orc.row.index.stride";
    private static final String CHUNK_BYTES = "orc.compress.size";
    private static final String BLOOM_COLUMNS = "orc.bloom.filter.columns";

    static final WriteSupport SUPPORT = new WriteSupport(
            CODECS,
            List.of(
                    WriteOptions.COMPRESSION,
                    COMPRESSION,
                    COMPRESS,
                    WriteOptions.COMPRESSION_LEVEL,
                    STRIPE_BYTES,
                    STRIDE,
                    CHUNK_BYTES));

    static OrcOptions of(WriteOptions options) {
        String bloom = options.property(BLOOM_COLUMNS).orElse("");
        if (!bloom.isBlank()) {
            throw new dev.tarn.spi.error.TarnException(
                    dev.tarn.spi.error.ErrorCode.NOT_SUPPORTED,
                    "writing ORC with Bloom filters (" + BLOOM_COLUMNS + ")");
        }
        CompressionKind codec = CompressionKind.valueOf(options.codec(CODECS, "ZLIB", COMPRESSION, COMPRESS));
        String level = options.property(WriteOptions.COMPRESSION_LEVEL).orElse(null);
        if (level != null && codec != CompressionKind.ZSTD) {
            throw WriteOptions.invalid(WriteOptions.COMPRESSION_LEVEL, level, "only ZSTD has levels");
        }
        return new OrcOptions(
                codec,
                (int) options.number(WriteOptions.COMPRESSION_LEVEL, 3, 1, 22),
                options.number(STRIPE_BYTES, 64L << 20, 1, 1L << 30),
                (int) options.number(STRIDE, 10_000, 1, 10_000_000),
                (int) options.number(CHUNK_BYTES, 64 << 10, 64, (1 << 23) - 1));
    }
}
