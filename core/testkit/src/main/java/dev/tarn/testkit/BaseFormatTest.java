package dev.tarn.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every file format does. A format's test extends it and writes one file of {@link #ROWS} rows, in at least two row
 * groups if the format has them, with the columns {@code Id} (BIGINT, the row's number from 0), {@code name} (VARCHAR: "name " and the number
 * modulo 10, NULL where the number is a multiple of 3) and {@code text} (VARCHAR: "text " and the number).
 */
@ExtendWith(AllocatorExtension.class)
public abstract class BaseFormatTest {
    protected static final int ROWS = 10_000;

    private static final ScanColumn ID = ScanColumn.of("id", Type.BIGINT);
    private static final ScanColumn NAME = ScanColumn.of("name", Type.VARCHAR);
    private static final ScanColumn TEXT = ScanColumn.of("text", Type.VARCHAR);

    /** Returns the format to test. */
    protected abstract FileFormat format();

    /** Returns the file's bytes; asked for before each use. */
    protected abstract byte[] file() throws Exception;

    /** Returns whether a file has several row groups; if not, it is always read as one. */
    protected boolean readsInParts() {
        return true;
    }

    private ScanMetrics metrics = new ScanMetrics();

    private MemoryFile memoryFile() throws Exception {
        return new MemoryFile("file", file());
    }

    private FileMetadata metadata() throws Exception {
        return format().readMetadata(memoryFile(), FormatOptions.NONE, new ScanMetrics());
    }

    private ScanRequest request(
            BufferAllocator allocator, int batchSize, List<ScanColumn> columns, ScanFilter... filters) {
        metrics = new ScanMetrics();
        return new ScanRequest(
                columns, Arrays.asList(filters), new ScanContext(allocator, Runnable::run, batchSize, metrics));
    }

    private List<String> read(ScanRequest request) throws Exception {
        FileMetadata metadata = metadata();
        List<String> rows = new ArrayList<>();
        for (int group = 0; group < metadata.rowGroupCount(); group++) {
            try (BatchSource source = format().open(memoryFile(), metadata, group, request)) {
                source.blocked().join();
                for (Batch batch = source.next(); batch != null; batch = source.next()) {
                    if (batch.rowCount() == 0) {
                        source.blocked().join();
                        continue;
                    }
                    assertTrue(batch.rowCount() <= request.context().batchSize());
                    assertTrue(batch.selectedCount() > 0);
                    append(batch, rows);
                }
                assertNull(source.next());
            }
        }
        return rows;
    }

    private static void append(Batch batch, List<String> rows) {
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selection() == null ? i : batch.selection().positions()[i];
            StringBuilder text = new StringBuilder();
            for (Column column : batch.columns()) {
                if (column.isNull(row)) {
                    text.append("NULL|");
                } else if (column.type().isText()) {
                    text.append(new String(column.bytesAt(row), StandardCharsets.UTF_8))
                            .append('|');
                } else if (column.layout() == Layout.INT128) {
                    text.append(column.lowAt(row)).append('|');
                } else {
                    text.append(column.longAt(row)).append('|');
                }
            }
            rows.add(text.toString());
        }
    }

    private static String name(int row) {
        return row % 3 == 0 ? "NULL" : "name " + row % 10;
    }

    /** Keeps the rows whose first column, a BIGINT, is a multiple of a number. */
    private record Multiples(int columnIndex, long of) implements ScanFilter {
        @Override
        public int[] columnIndexes() {
            return new int[] {columnIndex};
        }

        @Override
        public void select(Batch batch, SelectionVector out) {
            int selected = batch.selectedCount();
            int[] from = batch.selection() == null
                    ? null
                    : batch.selection().positions().clone();
            out.ensureCapacity(batch.rowCount());
            int count = 0;
            for (int i = 0; i < selected; i++) {
                int row = from == null ? i : from[i];
                if (batch.column(0).longAt(row) % of == 0) {
                    out.positions()[count++] = row;
                }
            }
            out.setCount(count);
        }
    }

    @Test
    protected void isFoundByServiceLoader() {
        assertTrue(ServiceLoader.load(FileFormat.class).stream()
                .anyMatch(provider -> provider.type() == format().getClass()));
    }

    @Test
    protected void knowsColumnsAndRows() throws Exception {
        FileMetadata metadata = metadata();
        assertEquals(
                List.of("Id", "name", "text"),
                metadata.columns().stream().map(column -> column.name()).toList());
        assertEquals(
                List.of(Type.BIGINT, Type.VARCHAR, Type.VARCHAR),
                metadata.columns().stream().map(column -> column.type()).toList());
        assertTrue(metadata.rowGroupCount() > (readsInParts() ? 1 : 0));
        long sum = 0;
        for (int group = 0; group < metadata.rowGroupCount(); group++) {
            sum += metadata.rowCount(group);
            assertEquals(ColumnStatistics.UNKNOWN, metadata.statistics(group, "no such column"));
        }
        assertEquals(metadata.rowCount(), sum);
        if (metadata.rowCountsAreExact()) {
            assertEquals(ROWS, sum);
        } else {
            assertTrue(sum > ROWS / 2 && sum < ROWS * 2, "an estimate of " + sum);
        }
        assertTrue(metadata.retainedBytes() > 0);
    }

    @Test
    protected void readsAllRowsInOrder(BufferAllocator allocator) throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            expected.add(i + "|" + name(i) + "|text " + i + "|");
        }
        for (int batchSize : new int[] {1, 7, 4096, 100_000}) {
            assertEquals(expected, read(request(allocator, batchSize, List.of(ID, NAME, TEXT))));
        }
        assertEquals(ROWS, metrics.rowsScanned.sum());
        assertEquals(ROWS, metrics.rowsProduced.sum());
        assertTrue(metrics.bytesRead.sum() > 0);
        assertTrue(metrics.readRequests.sum() > 0);
    }

    @Test
    protected void findsColumnsWithoutRegardToCaseAndDeliversNullsForMissingOnes(BufferAllocator allocator)
            throws Exception {
        ScanColumn missing = ScanColumn.of("missing", Type.VARCHAR);
        ScanColumn missingNumber = ScanColumn.of("missing_number", Type.decimal(38, 2));
        List<String> rows = read(request(allocator, 1000, List.of(missing, TEXT, missingNumber, ID)));
        assertEquals(ROWS, rows.size());
        assertEquals("NULL|text 4321|NULL|4321|", rows.get(4321));
    }

    @Test
    protected void countsRowsWithoutColumns(BufferAllocator allocator) throws Exception {
        assertEquals(ROWS, read(request(allocator, 1000, List.of())).size());
        if (metadata().rowCountsAreExact()) {
            assertEquals(0, metrics.bytesRead.sum());
        }
    }

    @Test
    protected void appliesFiltersExactly(BufferAllocator allocator) throws Exception {
        for (int batchSize : new int[] {1, 100, 4096}) {
            List<String> rows = read(
                    request(allocator, batchSize, List.of(TEXT, ID, NAME), new Multiples(1, 6), new Multiples(1, 35)));
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < ROWS; i += 210) {
                expected.add("text " + i + "|" + i + "|" + name(i) + "|");
            }
            assertEquals(expected, rows);
        }
        assertEquals(ROWS, metrics.rowsScanned.sum());
        assertEquals((ROWS + 209) / 210, metrics.rowsProduced.sum());
    }

    @Test
    protected void passesOverBatchesWithoutRows(BufferAllocator allocator) throws Exception {
        List<String> rows = read(request(allocator, 100, List.of(ID, TEXT), new Multiples(0, 9_999)));
        assertEquals(List.of("0|text 0|", "9999|text 9999|"), rows);
    }

    @Test
    protected void widensTypesAndRefusesOthers(BufferAllocator allocator) throws Exception {
        ScanColumn wider = ScanColumn.of("id", Type.decimal(38, 2));
        List<String> rows = read(request(allocator, 1000, List.of(wider)));
        assertEquals(ROWS, rows.size());
        assertEquals("432100|", rows.get(4321));
        ScanRequest narrower = request(allocator, 1000, List.of(ScanColumn.of("id", Type.DATE)));
        TarnException failure = assertThrows(TarnException.class, () -> read(narrower));
        assertEquals(ErrorCode.HIVE_PARTITION_SCHEMA_MISMATCH, failure.code());
        assertTrue(failure.position().orElseThrow() instanceof ErrorPosition.InFile);
    }

    @Test
    protected void closesItsFileAndFreesItsMemoryAtAnyTime(BufferAllocator allocator) throws Exception {
        for (int batches = 0; batches < 3; batches++) {
            MemoryFile file = memoryFile();
            BatchSource source = format().open(file, metadata(), 0, request(allocator, 100, List.of(ID, NAME, TEXT)));
            for (int i = 0; i < batches; i++) {
                assertTrue(source.next() != null);
            }
            source.close();
            source.close();
            assertTrue(file.isClosed());
            assertEquals(0, allocator.getAllocatedMemory());
        }
    }

    @Test
    protected void doesNotBlockAndWaitsForNoReadWhenClosed(BufferAllocator allocator) throws Exception {
        Queue<Runnable> tasks = new ArrayDeque<>();
        Executor later = tasks::add;
        ScanRequest request = new ScanRequest(List.of(ID), List.of(), new ScanContext(allocator, later, 100, metrics));
        MemoryFile file = memoryFile();
        BatchSource source = format().open(file, metadata(), 0, request);
        assertFalse(source.blocked().isDone());
        while (!source.blocked().isDone()) {
            tasks.remove().run();
        }
        assertTrue(source.next() != null);
        source.close();

        BatchSource closed = format().open(memoryFile(), metadata(), 0, request);
        closed.close();
        assertEquals(0, allocator.getAllocatedMemory());
        tasks.forEach(Runnable::run);
        assertEquals(0, allocator.getAllocatedMemory());
    }

    @Test
    protected void reportsFailuresOfTheStorage(BufferAllocator allocator) throws Exception {
        FileMetadata metadata = metadata();
        MemoryFile file = memoryFile();
        file.setFailing(true);
        try (BatchSource source = format().open(file, metadata, 0, request(allocator, 100, List.of(ID)))) {
            assertTrue(source.blocked().isDone());
            assertEquals(
                    ErrorCode.STORAGE_ERROR,
                    assertThrows(TarnException.class, source::next).code());
        }
        MemoryFile other = memoryFile();
        other.setFailing(true);
        assertEquals(
                ErrorCode.STORAGE_ERROR,
                assertThrows(TarnException.class, () -> format().readMetadata(other, FormatOptions.NONE, metrics))
                        .code());
    }

    @Test
    protected void refusesTruncatedFiles() throws Exception {
        byte[] whole = file();
        for (int length : new int[] {0, 1, 20, whole.length / 2, whole.length - 1}) {
            MemoryFile file = new MemoryFile("truncated", Arrays.copyOf(whole, length));
            TarnException failure =
                    assertThrows(TarnException.class, () -> format().readMetadata(file, FormatOptions.NONE, metrics));
            assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
            assertTrue(failure.position().orElseThrow() instanceof ErrorPosition.InFile);
        }
    }
}
