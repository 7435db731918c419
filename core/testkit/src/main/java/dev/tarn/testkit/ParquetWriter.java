package dev.tarn.testkit;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.split.Split;
import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Writes the rows of a table as Parquet files by DuckDB's writer, on two threads. One use. */
public final class ParquetWriter {
    private static final int THREADS = 2;
    private static final int BATCH_ROWS = 2048;

    private final Table table;
    private Map<String, String> types = Map.of();
    private int rowGroupRows = 122_880;
    private int leastFiles = 1;
    private long rowsOfAFile = Long.MAX_VALUE;

    public ParquetWriter(Table table) {
        this.table = table;
    }

    /** Sets DuckDB's types of columns by name, for those that are not to be as in the table. */
    public ParquetWriter withTypes(Map<String, String> newTypes) {
        types = Map.copyOf(newTypes);
        return this;
    }

    /** Sets how many rows a row group has, but for a file's last. */
    public ParquetWriter withRowGroupRows(int rows) {
        rowGroupRows = rows;
        return this;
    }

    /** Sets into how many files the rows go: at least {@code least}, and about {@code rows} rows in each. */
    public ParquetWriter withFiles(int least, long rows) {
        leastFiles = least;
        rowsOfAFile = rows;
        return this;
    }

    /** Writes the files {@code part-0.parquet}, ... into an existing folder. Every file has a range of the splits. */
    public void write(Path folder) {
        List<? extends Split> splits = table.splits(TupleDomain.all(), List.of(), new ScanMetrics());
        long rows = splits.stream().mapToLong(Split::rowCount).sum();
        int wanted = (int) Math.max(leastFiles, Math.round((double) rows / rowsOfAFile));
        int files = Math.min(wanted, splits.size());
        AtomicInteger nextFile = new AtomicInteger();
        List<Throwable> failures = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator();
                DuckDBConnection database = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:")) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Thread thread = new Thread(() -> {
                    try (DuckDBConnection connection = database.duplicate()) {
                        for (int f = nextFile.getAndIncrement(); f < files; f = nextFile.getAndIncrement()) {
                            int from = (int) ((long) splits.size() * f / files);
                            int to = (int) ((long) splits.size() * (f + 1) / files);
                            writeFile(
                                    connection,
                                    allocator,
                                    splits.subList(from, to),
                                    "part_" + f,
                                    folder.resolve("part-" + f + ".parquet"));
                        }
                    } catch (SQLException | RuntimeException e) {
                        synchronized (failures) {
                            failures.add(e);
                        }
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (SQLException e) {
            failures.add(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.add(e);
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("cannot write " + folder, failures.get(0));
        }
    }

    private void writeFile(
            DuckDBConnection connection,
            BufferAllocator allocator,
            List<? extends Split> splits,
            String temporary,
            Path file)
            throws SQLException {
        String declared = table.columns().stream()
                .map(column -> '"' + column.name() + "\" " + duckDbType(column.type()))
                .collect(Collectors.joining(", "));
        String cast = table.columns().stream()
                .map(column -> "CAST(\"" + column.name() + "\" AS "
                        + types.getOrDefault(column.name(), duckDbType(column.type())) + ") AS \"" + column.name()
                        + '"')
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + temporary + " (" + declared + ")");
            try (DuckDBAppender appender = connection.createAppender("main", temporary)) {
                for (Split split : splits) {
                    append(allocator, split, appender);
                }
            }
            statement.execute("COPY (SELECT " + cast + " FROM " + temporary + ") TO '" + file
                    + "' (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE " + rowGroupRows + ")");
            statement.execute("DROP TABLE " + temporary);
        }
    }

    private void append(BufferAllocator allocator, Split split, DuckDBAppender appender) throws SQLException {
        List<ScanColumn> columns = table.columns().stream()
                .map(column -> ScanColumn.of(column.name(), column.type()))
                .toList();
        ScanContext context = new ScanContext(allocator, Runnable::run, BATCH_ROWS, new ScanMetrics());
        try (BatchSource source = table.open(split, new ScanRequest(columns, List.of(), context))) {
            source.blocked().join();
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                for (int row = 0; row < batch.rowCount(); row++) {
                    appender.beginRow();
                    for (Column column : batch.columns()) {
                        append(column, row, appender);
                    }
                    appender.endRow();
                }
                source.blocked().join();
            }
        }
    }

    private static void append(Column column, int row, DuckDBAppender appender) throws SQLException {
        if (column.isNull(row)) {
            appender.appendNull();
            return;
        }
        switch (column.type().kind()) {
            case BOOLEAN -> appender.append(column.longAt(row) != 0);
            case TINYINT -> appender.append((byte) column.longAt(row));
            case SMALLINT -> appender.append((short) column.longAt(row));
            case INTEGER -> appender.append((int) column.longAt(row));
            case BIGINT -> appender.append(column.longAt(row));
            case REAL -> appender.append((float) column.doubleAt(row));
            case DOUBLE -> appender.append(column.doubleAt(row));
            case DATE -> appender.appendEpochDays((int) column.longAt(row));
            case TIMESTAMP -> appender.appendEpochMicros(column.longAt(row));
            case CHAR, VARCHAR -> appender.append(new String(column.bytesAt(row), StandardCharsets.UTF_8));
            case VARBINARY -> appender.append(column.bytesAt(row));
            case DECIMAL -> appendDecimal(column, row, appender);
            default -> throw new IllegalArgumentException("no Parquet fixture of type " + column.type());
        }
    }

    private static void appendDecimal(Column column, int row, DuckDBAppender appender) throws SQLException {
        Type type = column.type();
        // DuckDB holds 10 to 18 digits in 64 bits, where unscaled values go in as they are.
        if (type.precision() > 9 && type.precision() <= Type.MAX_SHORT_DECIMAL_PRECISION) {
            appender.appendDecimal(column.longAt(row));
            return;
        }
        BigInteger unscaled = type.precision() <= Type.MAX_SHORT_DECIMAL_PRECISION
                ? BigInteger.valueOf(column.longAt(row))
                : BigInteger.valueOf(column.highAt(row))
                        .shiftLeft(64)
                        .add(new BigInteger(Long.toUnsignedString(column.lowAt(row))));
        appender.append(new BigDecimal(unscaled, type.scale()));
    }

    private static String duckDbType(Type type) {
        return switch (type.kind()) {
            case CHAR, VARCHAR -> "VARCHAR";
            case VARBINARY -> "BLOB";
            case TIMESTAMP -> "TIMESTAMP";
            default -> type.sqlName().toUpperCase(Locale.ROOT);
        };
    }
}
