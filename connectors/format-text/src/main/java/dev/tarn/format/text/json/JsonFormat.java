package dev.tarn.format.text.json;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FileWriter;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.FormatSupport;
import dev.tarn.spi.format.Recognition;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.ByteSink;
import dev.tarn.spi.storage.InputFile;
import java.util.List;
import java.util.Locale;

/** JSON, with the semantics of Hive's and OpenX's SerDes. */
public final class JsonFormat implements FileFormat {
    private static final List<String> ENDINGS = List.of(".json", ".jsonl", ".ndjson");

    private final long partBytes;

    public JsonFormat() {
        this(JsonFiles.PART_BYTES);
    }

    /** Makes one that reads files in parts of this size. */
    JsonFormat(long partBytes) {
        this.partBytes = partBytes;
    }

    @Override
    public String name() {
        return "JSON";
    }

    @Override
    public boolean claims(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    @Override
    public Recognition recognizes(byte[] head) {
        return JsonSupport.recognize(head);
    }

    @Override
    public FormatSupport support() {
        return JsonSupport.of(
                JsonWriting.SUPPORT,
                ENDINGS,
                "one object a line",
                "objects one after the other",
                "an array of objects");
    }

    @Override
    public List<String> serdes() {
        return List.of(JsonOptions.HIVE_SERDE, JsonOptions.HIVE_SERDE_2, JsonOptions.OPENX_SERDE);
    }

    @Override
    public FileMetadata readMetadata(InputFile file, FormatOptions options, ScanMetrics metrics) {
        return JsonFiles.readMetadata(file, options, partBytes, metrics);
    }

    @Override
    public BatchSource open(InputFile file, FileMetadata metadata, int rowGroup, ScanRequest request) {
        return JsonFiles.open(file, metadata, rowGroup, request);
    }

    @Override
    public void checkWritable(List<ColumnSchema> columns, WriteOptions options) {
        JsonWriting.check(columns, options);
    }

    @Override
    public String fileEnding(WriteOptions options) {
        return JsonWriting.ending(options);
    }

    @Override
    public FileWriter writer(ByteSink sink, List<ColumnSchema> columns, WriteOptions options) {
        return JsonWriting.writer(sink, columns, options);
    }
}
