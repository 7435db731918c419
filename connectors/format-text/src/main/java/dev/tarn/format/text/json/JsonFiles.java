package dev.tarn.format.text.json;

import dev.tarn.format.text.io.TextHead;
import dev.tarn.format.text.record.TypeWidening;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.Inference;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.type.TypeField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files whose records are JSON objects: what is known of them, and how they are opened. Shared by formats; no state. */
public final class JsonFiles {
    /** The SerDe of CloudTrail's files. */
    public static final String CLOUDTRAIL_SERDE = "com.amazon.emr.hive.serde.CloudTrailSerde";
    /** The size of the parts of a file whose lines are records. */
    public static final long PART_BYTES = 32L << 20;

    /** How much of a file is looked at where columns are declared, and where they are not. */
    private static final int LAYOUT_SAMPLE_BYTES = 64 << 10;

    private static final int SCHEMA_SAMPLE_BYTES = 1 << 20;
    /** How much is looked at to find at least one record. */
    private static final int MAX_SAMPLE_BYTES = 16 << 20;

    private static final int SAMPLE_GROWTH = 16;

    private JsonFiles() {}

    /**
     * As {@link dev.tarn.spi.format.FileFormat#readMetadata}.
     *
     * @param partBytes the size of the parts of a file whose lines are records
     */
    public static FileMetadata readMetadata(
            InputFile file, FormatOptions options, long partBytes, ScanMetrics metrics) {
        JsonOptions json = JsonOptions.of(options);
        boolean declared = !options.columns().isEmpty();
        int sampleBytes = declared ? LAYOUT_SAMPLE_BYTES : SCHEMA_SAMPLE_BYTES;
        while (true) {
            TextHead head = TextHead.read(file, options, sampleBytes, metrics);
            JsonSample sample = new JsonSample(head.bytes(), head.isWhole());
            JsonLayout layout = json.layout() == null ? sample.layout() : json.layout();
            sample.read(layout);
            if (declared || sample.good() > 0 || head.isWhole()) {
                return metadata(file, options, json, head, sample, layout, partBytes);
            }
            if (sample.bad() > 0 || sampleBytes >= MAX_SAMPLE_BYTES) {
                throw noRecords(file, sample);
            }
            sampleBytes = Math.min(MAX_SAMPLE_BYTES, sampleBytes * SAMPLE_GROWTH);
        }
    }

    private static TarnException noRecords(InputFile file, JsonSample sample) {
        String fault = sample.firstFault() == null ? "the first record is too long" : sample.firstFault();
        return new TarnException(
                ErrorCode.HIVE_BAD_DATA,
                ErrorPosition.InFile.of(file.entry().location().text()),
                "the begin of the file has no record that is a JSON object: " + fault);
    }

    private static JsonMetadata metadata(
            InputFile file,
            FormatOptions options,
            JsonOptions json,
            TextHead head,
            JsonSample sample,
            JsonLayout layout,
            long partBytes) {
        boolean declared = !options.columns().isEmpty();
        if (!declared && sample.good() == 0 && sample.bad() > 0) {
            throw noRecords(file, sample);
        }
        List<ColumnSchema> columns = declared ? options.columns() : columns(sample);
        Inference inference = declared ? null : inference(columns, sample, layout, head);
        long rows = head.estimateRows(sample.good(), sample.goodBytes());
        return new JsonMetadata(
                head.layout(0, layout == JsonLayout.LINES ? partBytes : 0),
                options,
                columns,
                inference,
                rows,
                json,
                layout);
    }

    private static List<ColumnSchema> columns(JsonSample sample) {
        List<ColumnSchema> columns = new ArrayList<>();
        for (TypeField field : sample.shape().fields()) {
            columns.add(ColumnSchema.of(field.name(), field.type()));
        }
        return columns;
    }

    private static Inference inference(
            List<ColumnSchema> columns, JsonSample sample, JsonLayout layout, TextHead head) {
        List<String> explanation = new ArrayList<>();
        explanation.add(
                switch (layout) {
                    case LINES -> "JSON, one record a line";
                    case SEQUENCE -> "JSON, records that may span lines, one after the other or in an array";
                    case CLOUDTRAIL -> "JSON, records in the array \"Records\" of an object";
                });
        explanation.add("columns are the keys of the first " + sample.good() + " records"
                + (head.isWhole() ? ", which are all" : "") + ", in the order in which they came");
        if (sample.bad() > 0) {
            explanation.add(sample.bad() + " records are bad and were not looked at: " + sample.firstFault());
        }
        Map<String, String> properties = new LinkedHashMap<>();
        if (layout == JsonLayout.SEQUENCE) {
            properties.put(JsonOptions.RECORDS, "sequence");
        }
        return new Inference(JsonOptions.HIVE_SERDE, properties, columns, explanation);
    }

    /** As {@link dev.tarn.spi.format.FileFormat#open}. */
    public static BatchSource open(InputFile file, FileMetadata metadata, int rowGroup, ScanRequest request) {
        JsonMetadata known = (JsonMetadata) metadata;
        JsonOptions json = known.json();
        JsonRules rules = json.rules(known.records(), known.inference().isPresent());
        if (known.inference().isPresent()) {
            try {
                TypeWidening.check(file, known.columns(), request.columns());
            } catch (TarnException e) {
                file.close();
                throw e;
            }
        }
        return known.records() == JsonLayout.LINES
                ? new JsonLineSource(file, known, rowGroup, request, json.badRecords(), rules)
                : new JsonSequenceSource(file, known, request, json.badRecords(), rules, known.records());
    }
}
