package dev.tarn.format.text.pattern;

import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.FormatSupport;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;
import java.util.List;

/** Lines that a regular expression takes apart, as Hive's RegexSerDe reads them. */
public final class RegexFormat implements FileFormat {
    private final long partBytes;

    public RegexFormat() {
        this(0);
    }

    /** Makes one that reads files in parts of {@code partBytes} bytes, or of a size of its own choice if that is 0. */
    RegexFormat(long partBytes) {
        this.partBytes = partBytes;
    }

    @Override
    public String name() {
        return "REGEX";
    }

    @Override
    public boolean claims(String fileName) {
        return false;
    }

    @Override
    public List<String> serdes() {
        return List.of("org.apache.hadoop.hive.serde2.RegexSerDe", "org.apache.hadoop.hive.contrib.serde2.RegexSerDe");
    }

    @Override
    public FormatSupport support() {
        return PatternSupport.SUPPORT;
    }

    @Override
    public FileMetadata readMetadata(InputFile file, FormatOptions options, ScanMetrics metrics) {
        return PatternMetadata.read(file, options, RegexPattern.of(options), partBytes, metrics);
    }

    @Override
    public BatchSource open(InputFile file, FileMetadata metadata, int rowGroup, ScanRequest request) {
        return new PatternSource(file, (PatternMetadata) metadata, rowGroup, request);
    }
}
