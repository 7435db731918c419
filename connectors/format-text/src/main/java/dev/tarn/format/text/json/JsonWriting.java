package dev.tarn.format.text.json;

import dev.tarn.format.text.write.JsonLineWriter;
import dev.tarn.format.text.write.OutputCompression;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileWriter;
import dev.tarn.spi.format.FormatSupport.WriteSupport;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.storage.ByteSink;
import java.util.List;
import java.util.Locale;

/** How JSON is written, by the SerDe and the properties by which it is read. */
final class JsonWriting {
    private static final String MAPPING = "mapping.";

    static final WriteSupport SUPPORT = new WriteSupport(
            OutputCompression.NAMES, List.of(WriteOptions.COMPRESSION, WriteOptions.COMPRESSION_LEVEL));

    private JsonWriting() {}

    static void check(List<ColumnSchema> columns, WriteOptions options) {
        OutputCompression.of(options);
        JsonLineWriter.check(columns);
        if (JsonFiles.CLOUDTRAIL_SERDE.equals(options.serde())) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, "writing files of " + options.serde());
        }
    }

    static String ending(WriteOptions options) {
        return ".json" + OutputCompression.of(options).ending();
    }

    static FileWriter writer(ByteSink sink, List<ColumnSchema> columns, WriteOptions options) {
        check(columns, options);
        List<String> keys = columns.stream()
                .map(column -> options.property(MAPPING + column.name().toLowerCase(Locale.ROOT))
                        .orElse(column.name()))
                .toList();
        return new JsonLineWriter(sink, columns, options, keys, JsonOptions.OPENX_SERDE.equals(options.serde()));
    }
}
