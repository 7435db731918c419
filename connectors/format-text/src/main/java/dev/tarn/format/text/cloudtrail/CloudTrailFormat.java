package dev.tarn.format.text.cloudtrail;

import dev.tarn.format.text.json.JsonFiles;
import dev.tarn.format.text.json.JsonSupport;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.FormatSupport;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;
import java.util.List;

/**
 * CloudTrail's log files: an object whose array {@code Records} has the events. A column of text gets what its key has as
 * JSON. Only tables that name the SerDe or the format read files so: their names end as those of any JSON.
 */
public final class CloudTrailFormat implements FileFormat {
    @Override
    public String name() {
        return "CLOUDTRAIL";
    }

    @Override
    public boolean claims(String fileName) {
        return false;
    }

    @Override
    public FormatSupport support() {
        return JsonSupport.of(List.of(), "an object with an array Records");
    }

    @Override
    public List<String> serdes() {
        return List.of(JsonFiles.CLOUDTRAIL_SERDE);
    }

    @Override
    public FileMetadata readMetadata(InputFile file, FormatOptions options, ScanMetrics metrics) {
        FormatOptions cloudTrail =
                new FormatOptions(JsonFiles.CLOUDTRAIL_SERDE, options.properties(), options.columns());
        return JsonFiles.readMetadata(file, cloudTrail, JsonFiles.PART_BYTES, metrics);
    }

    @Override
    public BatchSource open(InputFile file, FileMetadata metadata, int rowGroup, ScanRequest request) {
        return JsonFiles.open(file, metadata, rowGroup, request);
    }
}
