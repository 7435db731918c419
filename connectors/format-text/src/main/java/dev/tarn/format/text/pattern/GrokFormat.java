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

/** Lines that a grok pattern takes apart, as the GrokSerDe of AWS Glue reads them. */
public final class GrokFormat implements FileFormat {
    private final long partBytes;

    public GrokFormat() {
        this(0);
    }

    /** Makes one that reads files in parts of {@code partBytes} bytes, or of a size of its own choice if that is 0. */
    GrokFormat(long partBytes) {
        this.partBytes = partBytes;
    }

    @Override
    public String name() {
        return "GROK";
    }

    @Override
    public boolean claims(String fileName) {
        return false;
    }

    @Override
    public List<String> serdes() {
        return List.of("com.amazonaws.glue.serde.GrokSerDe");
    }

    @Override
    public FormatSupport support() {
        return PatternSupport.SUPPORT;
    }

    @Override
    public FileMetadata readMetadata(InputFile file, FormatOptions options, ScanMetrics metrics) {
        return PatternMetadata.read(file, options, GrokPattern.of(options), partBytes, metrics);
    }

    @Override
    public BatchSource open(InputFile file, FileMetadata metadata, int rowGroup, ScanRequest request) {
        return new PatternSource(file, (PatternMetadata) metadata, rowGroup, request);
    }
}
