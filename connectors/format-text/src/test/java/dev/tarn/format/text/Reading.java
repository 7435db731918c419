package dev.tarn.format.text;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.MemoryFile;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Reads whole files into lists, for tests. */
public final class Reading {
    private final BufferAllocator allocator;
    private final FileFormat format;
    public final ScanMetrics metrics = new ScanMetrics();
    public int batchSize = 4096;
    public boolean partsBackwards;

    public Reading(BufferAllocator allocator, FileFormat format) {
        this.allocator = allocator;
        this.format = format;
    }

    public List<List<Object>> rows(String name, byte[] content, FormatOptions options) {
        FileMetadata metadata = format.readMetadata(new MemoryFile(name, content), options, metrics);
        List<ScanColumn> columns = new ArrayList<>();
        for (ColumnSchema column : metadata.columns()) {
            columns.add(ScanColumn.of(column.name().toLowerCase(java.util.Locale.ROOT), column.type()));
        }
        return rows(name, content, metadata, columns);
    }

    public List<List<Object>> rows(String name, byte[] content, FileMetadata metadata, List<ScanColumn> columns) {
        List<List<List<Object>>> parts = new ArrayList<>(Collections.nCopies(metadata.rowGroupCount(), null));
        for (int i = 0; i < metadata.rowGroupCount(); i++) {
            int part = partsBackwards ? metadata.rowGroupCount() - 1 - i : i;
            parts.set(part, part(name, content, metadata, part, columns));
        }
        return parts.stream().flatMap(List::stream).toList();
    }

    private List<List<Object>> part(
            String name, byte[] content, FileMetadata metadata, int part, List<ScanColumn> columns) {
        List<List<Object>> rows = new ArrayList<>();
        ScanRequest request =
                new ScanRequest(columns, List.of(), new ScanContext(allocator, Runnable::run, batchSize, metrics));
        try (BatchSource source = format.open(new MemoryFile(name, content), metadata, part, request)) {
            source.blocked().join();
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                source.blocked().join();
                for (int i = 0; i < batch.selectedCount(); i++) {
                    int row = batch.selection() == null ? i : batch.selection().positions()[i];
                    List<Object> values = new ArrayList<>();
                    for (Column column : batch.columns()) {
                        values.add(value(column, row));
                    }
                    rows.add(values);
                }
            }
        }
        return rows;
    }

    public static Object value(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        Type type = column.type();
        return switch (type.kind()) {
            case BOOLEAN -> column.longAt(row) == 1;
            case TINYINT, SMALLINT, INTEGER, BIGINT, TIMESTAMP, TIME -> column.longAt(row);
            case REAL, DOUBLE -> column.doubleAt(row);
            case DATE -> LocalDate.ofEpochDay(column.longAt(row)).toString();
            case DECIMAL ->
                column.layout() == Layout.LONG
                        ? BigDecimal.valueOf(column.longAt(row), type.scale())
                        : new BigDecimal(
                                BigInteger.valueOf(column.highAt(row))
                                        .shiftLeft(64)
                                        .or(BigInteger.valueOf(column.lowAt(row))
                                                .and(BigInteger.ONE
                                                        .shiftLeft(64)
                                                        .subtract(BigInteger.ONE))),
                                type.scale());
            case VARCHAR, CHAR -> new String(column.bytesAt(row), StandardCharsets.UTF_8);
            default -> new String(column.bytesAt(row), StandardCharsets.ISO_8859_1);
        };
    }
}
