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
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.storage.local.LocalFileSystem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
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
        try (var file = FILES.open(entry(path))) {
            return FORMAT.readMetadata(file, FormatOptions.NONE, new ScanMetrics());
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
        List<List<String>> rows = new ArrayList<>();
        FileMetadata metadata = metadata(path);
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
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selection() == null ? i : batch.selection().positions()[i];
            List<String> values = new ArrayList<>();
            for (Column column : batch.columns()) {
                values.add(text(column, row));
            }
            rows.add(values);
        }
    }

    static String text(Column column, int row) {
        if (column.isNull(row)) {
            return "NULL";
        }
        TypeKind kind = column.type().kind();
        return switch (kind) {
            case BOOLEAN -> column.longAt(row) == 0 ? "false" : "true";
            case REAL, DOUBLE -> Double.toString(column.doubleAt(row));
            case DECIMAL -> {
                BigInteger unscaled = column.layout() == Layout.LONG
                        ? BigInteger.valueOf(column.longAt(row))
                        : BigInteger.valueOf(column.highAt(row))
                                .shiftLeft(64)
                                .add(new BigInteger(Long.toUnsignedString(column.lowAt(row))));
                yield new BigDecimal(unscaled, column.type().scale()).toPlainString();
            }
            case CHAR, VARCHAR -> new String(column.bytesAt(row), StandardCharsets.UTF_8);
            case VARBINARY -> HexFormat.of().withUpperCase().formatHex(column.bytesAt(row));
            default -> Long.toString(column.longAt(row));
        };
    }
}
