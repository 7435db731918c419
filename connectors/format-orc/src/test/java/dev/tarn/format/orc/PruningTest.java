package dev.tarn.format.orc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Range;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.FormatRows;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What statistics, row indexes and Bloom filters leave out. */
@ExtendWith(AllocatorExtension.class)
class PruningTest {
    private static final int ROWS = 20_000;
    private static final int STRIDE = 1000;

    private static byte[] file(CompressionKind codec) throws IOException {
        return file(codec, 256 << 10);
    }

    private static byte[] file(CompressionKind codec, int chunkBytes) throws IOException {
        return OrcFiles.write(
                "struct<id:bigint,odd:bigint,name:string,blob:string>",
                ROWS,
                options -> options.compress(codec)
                        .bufferSize(chunkBytes)
                        .enforceBufferSize()
                        .rowIndexStride(STRIDE)
                        .bloomFilterColumns("odd,name"),
                (batch, first) -> {
                    for (int i = 0; i < batch.size; i++) {
                        long id = first + i;
                        ((LongColumnVector) batch.cols[0]).vector[i] = id;
                        ((LongColumnVector) batch.cols[1]).vector[i] = odd(id);
                        byte[] name = ("name " + odd(id)).getBytes(StandardCharsets.US_ASCII);
                        byte[] blob = ("blob " + id * 31 % 1009 + " of " + id).getBytes(StandardCharsets.US_ASCII);
                        if (id % 7 == 0) {
                            batch.cols[2].isNull[i] = true;
                            batch.cols[2].noNulls = false;
                        } else {
                            ((BytesColumnVector) batch.cols[2]).setRef(i, name, 0, name.length);
                        }
                        ((BytesColumnVector) batch.cols[3]).setRef(i, blob, 0, blob.length);
                    }
                });
    }

    private static long odd(long id) {
        return id * 7919 % 20_011;
    }

    private record Result(List<Long> ids, long bytes, ScanMetrics metrics) {}

    private static Result read(byte[] bytes, Map<String, Domain> domains, int batchSize, BufferAllocator allocator) {
        List<Result> results = StoredFile.KINDS.stream()
                .map(kind -> read(bytes, kind, domains, batchSize, allocator))
                .toList();
        results.forEach(result -> assertEquals(results.get(0).ids, result.ids));
        return results.get(0);
    }

    private static Result read(
            byte[] bytes,
            StoredFile.Kind storage,
            Map<String, Domain> domains,
            int batchSize,
            BufferAllocator allocator) {
        FileMetadata metadata = OrcFiles.ROWS.metadata(bytes);
        ScanMetrics metrics = new ScanMetrics();
        List<ScanColumn> columns = List.of(
                ScanColumn.of("id", Type.BIGINT),
                ScanColumn.of("odd", Type.BIGINT),
                ScanColumn.of("name", Type.VARCHAR),
                ScanColumn.of("blob", Type.VARCHAR));
        ScanRequest request = new ScanRequest(
                columns,
                List.of(),
                new TupleDomain(domains),
                new ScanContext(allocator, Runnable::run, batchSize, metrics));
        List<Long> ids = new ArrayList<>();
        for (int group = 0; group < metadata.rowGroupCount(); group++) {
            try (BatchSource source = OrcFiles.FORMAT.open(storage.of(bytes), metadata, group, request)) {
                for (Batch batch = source.next(); batch != null; batch = source.next()) {
                    for (int row = 0; row < batch.rowCount(); row++) {
                        long id = (Long) FormatRows.value(batch.column(0), row);
                        assertEquals(odd(id), FormatRows.value(batch.column(1), row));
                        assertEquals(id % 7 == 0 ? null : "name " + odd(id), FormatRows.value(batch.column(2), row));
                        assertEquals("blob " + id * 31 % 1009 + " of " + id, FormatRows.value(batch.column(3), row));
                        ids.add(id);
                    }
                }
            }
        }
        return new Result(ids, metrics.bytesRead.sum(), metrics);
    }

    @Test
    void readsTheGroupsOfRowsThatARangeLeaves(BufferAllocator allocator) throws IOException {
        for (CompressionKind codec : List.of(CompressionKind.NONE, CompressionKind.ZLIB)) {
            byte[] bytes = file(codec);
            Result all = read(bytes, Map.of(), 512, allocator);
            assertEquals(ROWS, all.ids.size());
            Domain ranges = new Domain(
                    Type.BIGINT,
                    List.of(new Range(3500L, true, 3600L, true), new Range(17_001L, true, 18_500L, false)),
                    false);
            for (int batchSize : new int[] {1, 300, 4096}) {
                Result some = read(bytes, Map.of("id", ranges), batchSize, allocator);
                List<Long> expected = new ArrayList<>();
                for (long id = 0; id < ROWS; id++) {
                    if (id / STRIDE == 3 || id / STRIDE == 17 || id / STRIDE == 18) {
                        expected.add(id);
                    }
                }
                assertEquals(expected, some.ids);
                assertEquals(20, some.metrics.pagesTotal.sum());
                assertEquals(17, some.metrics.pagesPruned.sum());
                assertEquals(3L * STRIDE, some.metrics.rowsScanned.sum());
                assertTrue(
                        codec == CompressionKind.ZLIB || some.bytes < all.bytes / 2, some.bytes + " of " + all.bytes);
            }
        }
    }

    @Test
    void readsGroupsThatEndWithinAChunk(BufferAllocator allocator) throws IOException {
        for (CompressionKind codec : List.of(CompressionKind.ZLIB, CompressionKind.SNAPPY, CompressionKind.NONE)) {
            byte[] bytes = file(codec, 4096);
            for (int group = 0; group < ROWS / STRIDE; group++) {
                long from = (long) group * STRIDE;
                Domain last = Domain.values(Type.BIGINT, List.of(from + STRIDE - 1));
                Result result = read(bytes, Map.of("id", last), 300, allocator);
                assertEquals(LongStream.range(from, from + STRIDE).boxed().toList(), result.ids);
            }
        }
    }

    @Test
    void asksBloomFilters(BufferAllocator allocator) throws IOException {
        byte[] bytes = file(CompressionKind.ZLIB);
        long wanted = odd(4321);
        Result numbers = read(bytes, Map.of("odd", Domain.values(Type.BIGINT, List.of(wanted))), 1000, allocator);
        assertTrue(numbers.ids.contains(4321L));
        assertTrue(numbers.ids.size() <= 5 * STRIDE, "rows " + numbers.ids.size());
        Domain.ByteText name = new Domain.ByteText(("name " + wanted).getBytes(StandardCharsets.US_ASCII));
        Result names = read(bytes, Map.of("name", Domain.values(Type.VARCHAR, List.of(name))), 1000, allocator);
        assertTrue(names.ids.contains(4321L));
        assertTrue(names.ids.size() <= 5 * STRIDE, "rows " + names.ids.size());
        Domain.ByteText absent = new Domain.ByteText("name x".getBytes(StandardCharsets.US_ASCII));
        assertEquals(
                List.of(),
                read(bytes, Map.of("name", Domain.values(Type.VARCHAR, List.of(absent))), 1000, allocator).ids);
        assertEquals(List.of(), read(bytes, Map.of("id", Domain.onlyNull(Type.BIGINT)), 1000, allocator).ids);
        assertEquals(
                ROWS,
                read(bytes, Map.of("name", Domain.onlyNull(Type.VARCHAR)), 1000, allocator)
                        .ids
                        .size());
    }

    @Test
    void knowsBoundsOfStripes() throws IOException {
        byte[] bytes = AllTypes.write(500, CompressionKind.ZLIB, OrcFile.Version.V_0_12, 1000);
        FileMetadata metadata = OrcFiles.ROWS.metadata(bytes);
        ColumnStatistics longs = metadata.statistics(0, "L");
        long least = Long.MAX_VALUE;
        BigInteger greatest = null;
        int nulls = 0;
        for (List<Object> row : AllTypes.rows(500)) {
            least = row.get(4) == null ? least : Math.min(least, (Long) row.get(4));
            nulls += row.get(4) == null ? 1 : 0;
            BigInteger decimal = row.get(15) == null ? null : ((java.math.BigDecimal) row.get(15)).unscaledValue();
            greatest = greatest == null || decimal != null && decimal.compareTo(greatest) > 0 ? decimal : greatest;
        }
        assertEquals(least, longs.min());
        assertEquals(nulls, longs.nullCount());
        assertTrue(longs.exact());
        assertEquals(greatest, metadata.statistics(0, "d38").max());
        assertEquals("text 9", metadata.statistics(0, "s").max().toString());
        assertEquals(0L, metadata.statistics(0, "bo").min());
        assertEquals(1L, metadata.statistics(0, "bo").max());
        assertNull(metadata.statistics(0, "ch").exact() ? "exact" : null);
        assertEquals("c0", metadata.statistics(0, "ch").min().toString());
        assertEquals(499L, metadata.statistics(0, "st.a").max());
        assertEquals(ColumnStatistics.UNKNOWN, metadata.statistics(0, "st.none"));
    }
}
