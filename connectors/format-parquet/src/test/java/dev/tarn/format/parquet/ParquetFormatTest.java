package dev.tarn.format.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.error.ErrorCode;
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
import dev.tarn.testkit.BaseFormatTest;
import dev.tarn.testkit.MemoryFile;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFormatTest extends BaseFormatTest {
    private static final ParquetFormat FORMAT = new ParquetFormat();

    @TempDir
    static Path folder;

    @Override
    protected FileFormat format() {
        return FORMAT;
    }

    @Override
    protected byte[] file() throws Exception {
        return write(
                "contract",
                "SELECT i AS \"Id\", CASE WHEN i % 3 = 0 THEN NULL ELSE 'name ' || (i % 10) END AS name, "
                        + "'text ' || i AS text FROM range(" + ROWS + ") t(i)",
                "ROW_GROUP_SIZE 4096");
    }

    private static byte[] write(String name, String query, String options) throws Exception {
        Path path = folder.resolve(name + ".parquet");
        if (!Files.exists(path)) {
            try (DuckRows duck = new DuckRows()) {
                duck.execute("COPY (" + query + ") TO " + DuckRows.quoted(path) + " (FORMAT parquet"
                        + (options.isEmpty() ? "" : ", " + options) + ")");
            }
        }
        return Files.readAllBytes(path);
    }

    private static byte[] sixteenColumns() throws Exception {
        String columns = IntStream.range(0, 16)
                .mapToObj(i -> i % 2 == 0 ? "i * " + (i + 3) + " AS c" + i : "'v' || (i * 7 + " + i + ") AS c" + i)
                .collect(Collectors.joining(", "));
        return write("sixteen", "SELECT " + columns + " FROM range(10000) t(i)", "ROW_GROUP_SIZE 4096");
    }

    private static FileMetaData footer(byte[] file) throws Exception {
        int length = java.nio.ByteBuffer.wrap(file)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getInt(file.length - 8);
        return Util.readFileMetaData(new ByteArrayInputStream(file, file.length - 8 - length, length));
    }

    private static ScanContext context(BufferAllocator allocator, ScanMetrics metrics) {
        return new ScanContext(allocator, Runnable::run, 4096, metrics);
    }

    private static void readAll(BatchSource source) {
        source.blocked().join();
        while (source.next() != null) {
            // Nothing is looked at.
        }
    }

    @Test
    void claimsFilesByTheirEnding() {
        assertTrue(FORMAT.claims("a.parquet") && FORMAT.claims("A.PARQUET") && FORMAT.claims("a.parq"));
        assertTrue(!FORMAT.claims("a.parquet.crc") && !FORMAT.claims("parquet"));
    }

    @Test
    void readsTheBytesOfTheColumnThatIsAskedForAndOfNoOther(BufferAllocator allocator) throws Exception {
        byte[] bytes = sixteenColumns();
        FileMetaData footer = footer(bytes);
        FileMetadata metadata = FORMAT.readMetadata(new MemoryFile("f", bytes), FormatOptions.NONE, new ScanMetrics());
        for (int column = 0; column < 16; column++) {
            for (int group = 0; group < metadata.rowGroupCount(); group++) {
                ColumnMetaData chunk = footer.getRow_groups()
                        .get(group)
                        .getColumns()
                        .get(column)
                        .getMeta_data();
                long start = chunk.isSetDictionary_page_offset()
                        ? chunk.getDictionary_page_offset()
                        : chunk.getData_page_offset();
                ScanMetrics metrics = new ScanMetrics();
                ScanRequest request = new ScanRequest(
                        List.of(ScanColumn.of("c" + column, column % 2 == 0 ? Type.BIGINT : Type.VARCHAR)),
                        List.of(),
                        context(allocator, metrics));
                MemoryFile file = new MemoryFile("f", bytes);
                try (BatchSource source = FORMAT.open(file, metadata, group, request)) {
                    readAll(source);
                }
                MemoryFile.ReadRange whole = new MemoryFile.ReadRange(start, (int) chunk.getTotal_compressed_size());
                assertEquals(List.of(whole), file.reads());
                assertEquals(whole.length(), metrics.bytesRead.sum());
                assertEquals(1, metrics.readRequests.sum());
            }
        }
    }

    @Test
    void readsColumnsThatTouchAtOnce(BufferAllocator allocator) throws Exception {
        byte[] bytes = sixteenColumns();
        FileMetadata metadata = FORMAT.readMetadata(new MemoryFile("f", bytes), FormatOptions.NONE, new ScanMetrics());
        List<ScanColumn> columns = IntStream.of(5, 2, 3, 9)
                .mapToObj(i -> ScanColumn.of("C" + i, i % 2 == 0 ? Type.BIGINT : Type.VARCHAR))
                .toList();
        ScanRequest request = new ScanRequest(columns, List.of(), context(allocator, new ScanMetrics()));
        MemoryFile file = new MemoryFile("f", bytes);
        try (BatchSource source = FORMAT.open(file, metadata, 0, request)) {
            readAll(source);
        }
        assertEquals(3, file.reads().size());
    }

    @Test
    void readsNothingButTheFooterForMetadata() throws Exception {
        byte[] bytes = sixteenColumns();
        ScanMetrics metrics = new ScanMetrics();
        MemoryFile file = new MemoryFile("f", bytes);
        FORMAT.readMetadata(file, FormatOptions.NONE, metrics);
        assertEquals(2, file.reads().size());
        assertEquals(
                metrics.bytesRead.sum(),
                file.reads().stream().mapToLong(MemoryFile.ReadRange::length).sum());
    }

    @Test
    void keepsTextEncodedUnderOneDictionaryIdForEachRowGroup(BufferAllocator allocator) throws Exception {
        byte[] bytes = file();
        FileMetadata metadata = FORMAT.readMetadata(new MemoryFile("f", bytes), FormatOptions.NONE, new ScanMetrics());
        ScanRequest request = new ScanRequest(
                List.of(ScanColumn.of("name", Type.VARCHAR)),
                List.of(),
                new ScanContext(allocator, Runnable::run, 1000, new ScanMetrics()));
        long before = 0;
        for (int group = 0; group < metadata.rowGroupCount(); group++) {
            try (BatchSource source = FORMAT.open(new MemoryFile("f", bytes), metadata, group, request)) {
                Column first = source.next().column(0);
                assertEquals(Encoding.DICTIONARY, first.encoding());
                assertNotEquals(before, first.dictionaryId());
                assertEquals(10, first.dictionary().rowCount());
                Column second = source.next().column(0);
                assertEquals(first.dictionaryId(), second.dictionaryId());
                assertSame(first.dictionary(), second.dictionary());
                before = first.dictionaryId();
            }
        }
    }

    @Test
    void tellsTheSizeOfADictionaryFromItsHeader() throws Exception {
        byte[] bytes = file();
        FileMetadata metadata = FORMAT.readMetadata(new MemoryFile("f", bytes), FormatOptions.NONE, new ScanMetrics());
        for (int group = 0; group < metadata.rowGroupCount(); group++) {
            MemoryFile file = new MemoryFile("f", bytes);
            ScanMetrics metrics = new ScanMetrics();
            assertEquals(10, FORMAT.dictionarySize(file, metadata, group, "NAME", metrics));
            assertEquals(1, file.reads().size());
            assertTrue(metrics.bytesRead.sum() < 100);
            assertEquals(-1, FORMAT.dictionarySize(file, metadata, group, "text", metrics));
            assertEquals(-1, FORMAT.dictionarySize(file, metadata, group, "missing", metrics));
            assertEquals(1, file.reads().size());
        }
    }

    @Test
    void hasNoBoundsForATypeThatChangesValues() throws Exception {
        byte[] bytes = write(
                "bounds",
                "SELECT i::INTEGER AS i, (i / 10)::DECIMAL(5, 1) AS d, ('2020-01-01 00:00:00.0004'::TIMESTAMP) AS t, "
                        + "'text ' AS s FROM range(100) t(i)",
                "");
        FileMetadata metadata = FORMAT.readMetadata(new MemoryFile("f", bytes), FormatOptions.NONE, new ScanMetrics());
        assertEquals(99L, metadata.statistics(0, "I", Type.BIGINT).max());
        assertEquals(null, metadata.statistics(0, "i", Type.DOUBLE).max());
        assertEquals(null, metadata.statistics(0, "i", Type.decimal(12, 0)).max());
        assertEquals(metadata.statistics(0, "d"), metadata.statistics(0, "d", Type.decimal(38, 1)));
        assertEquals(null, metadata.statistics(0, "d", Type.decimal(38, 2)).max());
        assertEquals(0, metadata.statistics(0, "d", Type.decimal(38, 2)).nullCount());
        assertEquals(metadata.statistics(0, "t"), metadata.statistics(0, "t", Type.timestamp(6)));
        assertEquals(null, metadata.statistics(0, "t", Type.TIMESTAMP).max());
        assertEquals(metadata.statistics(0, "s"), metadata.statistics(0, "s", Type.VARCHAR));
        assertEquals(null, metadata.statistics(0, "s", Type.charType(4)).max());
    }

    @Test
    void passesNoBatchOnTwice(BufferAllocator allocator) throws Exception {
        byte[] bytes = file();
        FileMetadata metadata = FORMAT.readMetadata(new MemoryFile("f", bytes), FormatOptions.NONE, new ScanMetrics());
        ScanRequest request =
                new ScanRequest(List.of(), List.of(), new ScanContext(allocator, Runnable::run, 10, new ScanMetrics()));
        try (BatchSource source = FORMAT.open(new MemoryFile("f", bytes), metadata, 0, request)) {
            int rows = 0;
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                rows += batch.rowCount();
            }
            assertEquals(metadata.rowCount(0), rows);
        }
    }

    @Test
    void deliversTheLayoutThatIsAskedForAndRefusesWhatDoesNotFitIt(BufferAllocator allocator) throws Exception {
        byte[] bytes = write(
                "decimals",
                "SELECT i::DECIMAL(38, 0) AS small, (i * 1000000007)::DECIMAL(38, 0) * 1000000007000::DECIMAL(13, 0) "
                        + "AS large FROM range(100) t(i)",
                "");
        Type type = Type.decimal(38, 0);
        FileMetadata metadata = FORMAT.readMetadata(new MemoryFile("f", bytes), FormatOptions.NONE, new ScanMetrics());
        ScanRequest small = new ScanRequest(
                List.of(new ScanColumn("small", type, Layout.LONG)), List.of(), context(allocator, new ScanMetrics()));
        try (BatchSource source = FORMAT.open(new MemoryFile("f", bytes), metadata, 0, small)) {
            Column column = source.next().column(0);
            assertEquals(Layout.LONG, column.layout());
            assertEquals(99, column.longAt(99));
        }
        ScanRequest large = new ScanRequest(
                List.of(new ScanColumn("large", type, Layout.LONG)), List.of(), context(allocator, new ScanMetrics()));
        try (BatchSource source = FORMAT.open(new MemoryFile("f", bytes), metadata, 0, large)) {
            assertEquals(
                    ErrorCode.HIVE_BAD_DATA,
                    assertThrows(TarnException.class, source::next).code());
        }
    }

    @Test
    void cutsTextToTheLengthOfItsType(BufferAllocator allocator) throws Exception {
        byte[] bytes = write(
                "texts",
                "SELECT 'Łódź ' || (i % 5) || '   ' AS few, 'Łódź' || i || '  ' AS many FROM range(1000) t(i)",
                "");
        FileMetadata metadata = FORMAT.readMetadata(new MemoryFile("f", bytes), FormatOptions.NONE, new ScanMetrics());
        List<ScanColumn> columns = List.of(
                ScanColumn.of("few", Type.varchar(7)),
                ScanColumn.of("few", Type.charType(20)),
                ScanColumn.of("many", Type.varchar(5)),
                ScanColumn.of("many", Type.charType(20)));
        ScanRequest request = new ScanRequest(columns, List.of(), context(allocator, new ScanMetrics()));
        try (BatchSource source = FORMAT.open(new MemoryFile("f", bytes), metadata, 0, request)) {
            Batch batch = source.next();
            List<String> row = batch.columns().stream()
                    .map(column -> ParquetRows.text(column, 321))
                    .toList();
            assertEquals(List.of("Łódź 1 ", "Łódź 1", "Łódź3", "Łódź321"), row);
        }
    }

    @Test
    void obeysTheMemoryLimit() throws Exception {
        byte[] bytes = sixteenColumns();
        FileMetadata metadata = FORMAT.readMetadata(new MemoryFile("f", bytes), FormatOptions.NONE, new ScanMetrics());
        List<ScanColumn> columns = metadata.columns().stream()
                .map(column -> ScanColumn.of(column.name(), column.type()))
                .toList();
        for (long limit = 1 << 12; limit <= 1 << 18; limit <<= 1) {
            try (BufferAllocator small = new RootAllocator(limit)) {
                ScanRequest request = new ScanRequest(columns, List.of(), context(small, new ScanMetrics()));
                assertThrows(OutOfMemoryException.class, () -> {
                    try (BatchSource source = FORMAT.open(new MemoryFile("f", bytes), metadata, 0, request)) {
                        readAll(source);
                    }
                });
                assertEquals(0, small.getAllocatedMemory());
            }
        }
    }

    @Test
    void doesNotDecodeWhatNoFilterLeft(BufferAllocator allocator) throws Exception {
        // The column's first page is broken; nobody looks at it.
        byte[] bytes = sixteenColumns();
        ColumnMetaData chunk =
                footer(bytes).getRow_groups().get(0).getColumns().get(3).getMeta_data();
        int start = (int) chunk.getData_page_offset();
        FileMetadata metadata = FORMAT.readMetadata(new MemoryFile("f", bytes), FormatOptions.NONE, new ScanMetrics());
        Arrays.fill(bytes, start + 60, start + 200, (byte) 0xFF);
        ScanFilter nothing = new HashFilter(new int[] {0}, 0, 0, 1);
        List<ScanColumn> columns = List.of(ScanColumn.of("c2", Type.BIGINT), ScanColumn.of("c3", Type.VARCHAR));
        ScanRequest request = new ScanRequest(columns, List.of(nothing), context(allocator, new ScanMetrics()));
        try (BatchSource source = FORMAT.open(new MemoryFile("f", bytes), metadata, 0, request)) {
            assertEquals(null, source.next());
        }
    }
}
