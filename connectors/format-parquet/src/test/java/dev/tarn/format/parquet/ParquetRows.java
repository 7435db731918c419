package dev.tarn.format.parquet;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.Location;
import dev.tarn.storage.local.LocalFileSystem;
import dev.tarn.testkit.ColumnText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.arrow.memory.BufferAllocator;

/** Reads whole files through the format and writes each value as text, one form for each type. */
final class ParquetRows {
    static final ParquetFormat FORMAT = new ParquetFormat();
    static final LocalFileSystem FILES = new LocalFileSystem();

    private ParquetRows() {}

    static FileEntry entry(Path path) {
        return FILES.file(new Location(path.toString())).orElseThrow();
    }

    static FileMetadata metadata(Path path) {
        return metadata(path, FormatOptions.NONE);
    }

    static FileMetadata metadata(Path path, FormatOptions options) {
        try (var file = FILES.open(entry(path))) {
            return FORMAT.readMetadata(file, options, new ScanMetrics());
        }
    }

    /** Returns the columns that can be read. */
    static List<ScanColumn> readable(FileMetadata metadata) {
        List<ScanColumn> columns = new ArrayList<>();
        for (ColumnSchema column : metadata.columns()) {
            if (column.unsupported() == null) {
                columns.add(ScanColumn.of(column.name(), column.type()));
            }
        }
        return columns;
    }

    static List<List<String>> read(
            Path path, List<ScanColumn> columns, List<ScanFilter> filters, int batchSize, BufferAllocator allocator) {
        return read(path, columns, filters, batchSize, allocator, Runnable::run);
    }

    static List<List<String>> read(
            Path path,
            List<ScanColumn> columns,
            List<ScanFilter> filters,
            int batchSize,
            BufferAllocator allocator,
            Executor executor) {
        return read(path, FormatOptions.NONE, columns, filters, batchSize, allocator, executor);
    }

    static List<List<String>> read(
            Path path,
            FormatOptions options,
            List<ScanColumn> columns,
            List<ScanFilter> filters,
            int batchSize,
            BufferAllocator allocator,
            Executor executor) {
        List<List<String>> rows = new ArrayList<>();
        FileMetadata metadata = metadata(path, options);
        ScanContext context = new ScanContext(allocator, executor, batchSize, new ScanMetrics());
        for (int group = 0; group < metadata.rowGroupCount(); group++) {
            ScanRequest request = new ScanRequest(columns, filters, context);
            try (BatchSource source = FORMAT.open(FILES.open(entry(path)), metadata, group, request)) {
                source.blocked().join();
                for (Batch batch = source.next(); batch != null; batch = source.next()) {
                    append(batch, rows);
                }
            }
        }
        return rows;
    }

    static void append(Batch batch, List<List<String>> rows) {
        rows.addAll(ColumnText.rows(batch));
    }

    static String text(Column column, int row) {
        return ColumnText.text(column, row);
    }
}
