package dev.tarn.format.parquet.write;

import dev.tarn.format.parquet.codec.Compressors;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FormatSupport.WriteSupport;
import dev.tarn.spi.format.WriteOptions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.parquet.format.CompressionCodec;

/**
 * What properties say about the files to write.
 *
 * @param codec of pages
 * @param level of the codec, where it has several
 * @param rowGroupRows the rows of a row group
 * @param rowGroupBytes about how many bytes a row group has at most
 * @param pageRows the rows of a page
 * @param pageBytes about how many bytes a page has at most before it is compressed
 * @param dictionary whether dictionaries are tried
 * @param dictionaryBytes how many bytes a dictionary has at most
 * @param secondVersion whether pages are those of version 2
 * @param bloomColumns the columns with Bloom filters, in lower case
 * @param bloomFalsePositives how often those may err
 */
record ParquetOptions(
        CompressionCodec codec,
        int level,
        int rowGroupRows,
        long rowGroupBytes,
        int pageRows,
        int pageBytes,
        boolean dictionary,
        int dictionaryBytes,
        boolean secondVersion,
        Set<String> bloomColumns,
        double bloomFalsePositives) {
    private static final List<String> CODECS = List.of("GZIP", "SNAPPY", "ZSTD", "LZ4", "NONE");
    private static final String COMPRESSION = "parquet_compression";
    private static final String BLOCK_ROWS = "parquet.block.row.count.limit";
    private static final String BLOCK_BYTES = "parquet.block.size";
    private static final String PAGE_ROWS = "parquet.page.row.count.limit";
    private static final String PAGE_BYTES = "parquet.page.size";
    private static final String DICTIONARY = "parquet.enable.dictionary";
    private static final String DICTIONARY_BYTES = "parquet.dictionary.page.size";
    private static final String VERSION = "parquet.writer.version";
    private static final String BLOOM_COLUMNS = "parquet.bloom.filter.columns";
    private static final String BLOOM_ERRORS = "parquet.bloom.filter.fpp";

    static final WriteSupport SUPPORT = new WriteSupport(
            CODECS,
            List.of(
                    WriteOptions.COMPRESSION,
                    COMPRESSION,
                    WriteOptions.COMPRESSION_LEVEL,
                    BLOCK_ROWS,
                    BLOCK_BYTES,
                    PAGE_ROWS,
                    PAGE_BYTES,
                    DICTIONARY,
                    DICTIONARY_BYTES,
                    VERSION,
                    BLOOM_COLUMNS,
                    BLOOM_ERRORS));

    static ParquetOptions of(WriteOptions options, List<ColumnSchema> columns) {
        CompressionCodec codec = codec(options);
        return new ParquetOptions(
                codec,
                level(options, codec),
                (int) options.number(BLOCK_ROWS, 1_000_000, 1, Integer.MAX_VALUE),
                options.number(BLOCK_BYTES, 128L << 20, 1, 1L << 31),
                (int) options.number(PAGE_ROWS, 20_000, 1, 10_000_000),
                (int) options.number(PAGE_BYTES, 1 << 20, 1, 1 << 28),
                options.flag(DICTIONARY, true),
                (int) options.number(DICTIONARY_BYTES, 1 << 20, 1, 1 << 28),
                isSecondVersion(options),
                bloomColumns(options, columns),
                options.share(BLOOM_ERRORS, 0.01, 1e-6, 0.5));
    }

    private static CompressionCodec codec(WriteOptions options) {
        return switch (options.codec(CODECS, "GZIP", COMPRESSION)) {
            case "SNAPPY" -> CompressionCodec.SNAPPY;
            case "ZSTD" -> CompressionCodec.ZSTD;
            case "LZ4" -> CompressionCodec.LZ4_RAW;
            case "NONE" -> CompressionCodec.UNCOMPRESSED;
            default -> CompressionCodec.GZIP;
        };
    }

    private static int level(WriteOptions options, CompressionCodec codec) {
        String text = options.property(WriteOptions.COMPRESSION_LEVEL).orElse(null);
        if (text != null && codec != CompressionCodec.ZSTD) {
            throw WriteOptions.invalid(WriteOptions.COMPRESSION_LEVEL, text, "only ZSTD has levels");
        }
        return (int) options.number(WriteOptions.COMPRESSION_LEVEL, Compressors.DEFAULT_ZSTD_LEVEL, 1, 22);
    }

    private static boolean isSecondVersion(WriteOptions options) {
        String text = options.property(VERSION).orElse("v1");
        return switch (text.trim().toUpperCase(Locale.ROOT)) {
            case "V1", "PARQUET_1_0" -> false;
            case "V2", "PARQUET_2_0" -> true;
            default -> throw WriteOptions.invalid(VERSION, text, "it is v1 or v2");
        };
    }

    private static Set<String> bloomColumns(WriteOptions options, List<ColumnSchema> columns) {
        String text = options.property(BLOOM_COLUMNS).orElse("");
        Set<String> names = new HashSet<>();
        Arrays.stream(text.split(","))
                .map(name -> name.trim().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        for (String name : names) {
            if (columns.stream().noneMatch(column -> column.name().equalsIgnoreCase(name))) {
                throw WriteOptions.invalid(BLOOM_COLUMNS, text, "there is no column " + name);
            }
        }
        return names;
    }
}
