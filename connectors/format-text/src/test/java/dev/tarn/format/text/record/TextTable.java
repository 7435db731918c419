package dev.tarn.format.text.record;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.MemoryFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;

/** One file with the definition of its table, for tests that read it in a line. */
public final class TextTable {
    private final FileFormat format;
    private final byte[] content;
    private final String fileName;
    private final Map<String, String> properties = new HashMap<>();
    private final List<ColumnSchema> columns = new ArrayList<>();
    private String serde;
    private int batchSize = 4096;
    private ScanMetrics metrics = new ScanMetrics();

    public TextTable(FileFormat format, String fileName, byte[] content) {
        this.format = format;
        this.fileName = fileName;
        this.content = content.clone();
    }

    public TextTable(FileFormat format, String fileName, String content) {
        this(format, fileName, content.getBytes(StandardCharsets.UTF_8));
    }

    public TextTable column(String name, Type type) {
        columns.add(ColumnSchema.of(name, type));
        return this;
    }

    public TextTable property(String name, String value) {
        properties.put(name.toLowerCase(Locale.ROOT), value);
        return this;
    }

    public TextTable serde(String name) {
        serde = name;
        return this;
    }

    public TextTable batchSize(int rows) {
        batchSize = rows;
        return this;
    }

    public ScanMetrics metrics() {
        return metrics;
    }

    public FileMetadata metadata() {
        return format.readMetadata(
                new MemoryFile(fileName, content), new FormatOptions(serde, properties, columns), new ScanMetrics());
    }

    /** Returns the names of the columns that a sample shows, and their types. */
    public Map<String, String> inferred() {
        Map<String, String> types = new java.util.LinkedHashMap<>();
        metadata()
                .columns()
                .forEach(column -> types.put(column.name(), column.type().sqlName()));
        return types;
    }

    /** Reads the declared columns, or those that a sample shows, of all rows. */
    public List<List<Object>> rows(BufferAllocator allocator) {
        FileMetadata metadata = metadata();
        List<ScanColumn> wanted = metadata.columns().stream()
                .map(column -> ScanColumn.of(
                        column.name().toLowerCase(Locale.ROOT),
                        column.type().equals(Type.UNKNOWN) ? Type.VARCHAR : column.type()))
                .toList();
        metrics = new ScanMetrics();
        List<List<Object>> rows = new ArrayList<>();
        ScanContext context = new ScanContext(allocator, Runnable::run, batchSize, metrics);
        for (int part = 0; part < metadata.rowGroupCount(); part++) {
            ScanRequest request = new ScanRequest(wanted, List.of(), context);
            try (BatchSource source = format.open(new MemoryFile(fileName, content), metadata, part, request)) {
                source.blocked().join();
                for (Batch batch = source.next(); batch != null; batch = source.next()) {
                    source.blocked().join();
                    append(batch, rows);
                }
            }
        }
        return rows;
    }

    private static void append(Batch batch, List<List<Object>> rows) {
        for (int row = 0; row < batch.rowCount(); row++) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < batch.columns().size(); i++) {
                values.add(Values.of(batch.column(i), row));
            }
            rows.add(values);
        }
    }
}
