package dev.tarn.format.text.delimited;

import dev.tarn.format.text.record.BadRecords;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FileWriter;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.FormatSupport;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.ByteSink;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.type.Type;
import java.util.List;

/** Delimited text as Hive's LazySimpleSerDe reads it, which ROW FORMAT DELIMITED means, and MultiDelimitSerDe. */
public final class DelimitedTextFormat implements FileFormat {
    private static final DelimitedWriting WRITING = new DelimitedWriting("delimited text", false, ".txt");

    private final DelimitedFiles files;

    public DelimitedTextFormat() {
        this(0);
    }

    /** Makes one that reads files in parts of {@code partBytes} bytes. */
    DelimitedTextFormat(long partBytes) {
        files = new DelimitedFiles(partBytes);
    }

    @Override
    public String name() {
        return "TEXTFILE";
    }

    @Override
    public boolean claims(String fileName) {
        return false;
    }

    @Override
    public List<String> serdes() {
        return List.of(
                "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
                "org.apache.hadoop.hive.serde2.MultiDelimitSerDe",
                "org.apache.hadoop.hive.contrib.serde2.MultiDelimitSerDe");
    }

    @Override
    public FormatSupport support() {
        return DelimitedSupport.of(List.of(), DelimitedSupport.ALL, WRITING.support());
    }

    @Override
    public FileMetadata readMetadata(InputFile file, FormatOptions options, ScanMetrics metrics) {
        FormatOptions declared = options.columns().isEmpty()
                ? new FormatOptions(
                        options.serde(), options.properties(), List.of(ColumnSchema.of("line", Type.VARCHAR)))
                : options;
        return files.declared(file, declared, DelimitedOptions.lazy(declared), BadRecords.NULL, metrics);
    }

    @Override
    public BatchSource open(InputFile file, FileMetadata metadata, int rowGroup, ScanRequest request) {
        return new DelimitedSource(file, (DelimitedMetadata) metadata, rowGroup, request);
    }

    @Override
    public void checkWritable(List<ColumnSchema> columns, WriteOptions options) {
        WRITING.check(columns, options);
    }

    @Override
    public String fileEnding(WriteOptions options) {
        return WRITING.ending(options);
    }

    @Override
    public FileWriter writer(ByteSink sink, List<ColumnSchema> columns, WriteOptions options) {
        return WRITING.writer(sink, columns, options);
    }
}
