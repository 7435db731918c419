package dev.tarn.format.text.delimited;

import dev.tarn.format.text.io.Compression;
import dev.tarn.format.text.record.BadRecords;
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

/** CSV with quotes: what OpenCSVSerde reads, and files that no table declares, by RFC 4180. */
public final class CsvFormat implements FileFormat {
    private static final List<String> ENDINGS = List.of(".csv", ".tsv", ".tab", ".psv", ".txt");

    private static final DelimitedWriting WRITING = new DelimitedWriting("CSV", true, ".csv");

    private final DelimitedFiles files;

    public CsvFormat() {
        this(0);
    }

    /** Makes one that reads files in parts of {@code partBytes} bytes. */
    CsvFormat(long partBytes) {
        files = new DelimitedFiles(partBytes);
    }

    @Override
    public String name() {
        return "CSV";
    }

    @Override
    public boolean claims(String fileName) {
        String plain = Compression.plainName(fileName).toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(plain::endsWith);
    }

    @Override
    public Recognition recognizes(byte[] head) {
        return TextRecognition.isText(head) ? Recognition.FALLBACK : Recognition.NO;
    }

    @Override
    public List<String> serdes() {
        return List.of(Sniffer.SERDE);
    }

    @Override
    public FormatSupport support() {
        return DelimitedSupport.of(ENDINGS, DelimitedSupport.SCALARS, WRITING.support());
    }

    @Override
    public FileMetadata readMetadata(InputFile file, FormatOptions options, ScanMetrics metrics) {
        return options.columns().isEmpty()
                ? files.inferred(file, options, metrics)
                : files.declared(file, options, DelimitedOptions.openCsv(options, false), BadRecords.FAIL, metrics);
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
