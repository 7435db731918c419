package dev.tarn.format.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.testkit.MemoryFile;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;

/** Bounds from footers that were made by hand: what holds is used, what may lie is not. */
class StatisticsTest {
    private static final int ROWS = 10;

    private static byte[] le(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private static byte[] le(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    private static byte[] le(double value) {
        return le(Double.doubleToRawLongBits(value));
    }

    private static byte[] le(float value) {
        return le(Float.floatToRawIntBits(value));
    }

    private static Statistics bounds(byte[] min, byte[] max) {
        Statistics statistics = new Statistics();
        statistics.setMin_value(min);
        statistics.setMax_value(max);
        return statistics;
    }

    private static Statistics oldBounds(byte[] min, byte[] max) {
        Statistics statistics = new Statistics();
        statistics.setMin(min);
        statistics.setMax(max);
        return statistics;
    }

    private static ColumnStatistics of(Type type, Consumer<SchemaElement> schema, Statistics statistics)
            throws Exception {
        return of(type, schema, statistics, true);
    }

    private static ColumnStatistics of(
            Type type, Consumer<SchemaElement> schema, Statistics statistics, boolean ordered) throws Exception {
        SchemaElement root = new SchemaElement("root");
        root.setNum_children(1);
        SchemaElement column = new SchemaElement("c");
        column.setType(type);
        column.setRepetition_type(FieldRepetitionType.OPTIONAL);
        schema.accept(column);
        ColumnMetaData chunk = new ColumnMetaData(
                type, List.of(Encoding.PLAIN), List.of("c"), CompressionCodec.UNCOMPRESSED, ROWS, 0, 0, 4);
        chunk.setStatistics(statistics);
        ColumnChunk holder = new ColumnChunk(4);
        holder.setMeta_data(chunk);
        FileMetaData footer =
                new FileMetaData(1, List.of(root, column), ROWS, List.of(new RowGroup(List.of(holder), 0, ROWS)));
        if (ordered) {
            footer.setColumn_orders(List.of(ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
        Util.writeFileMetaData(footer, bytes);
        bytes.writeBytes(le(bytes.size() - 4));
        bytes.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
        FileMetadata metadata = new ParquetFormat()
                .readMetadata(new MemoryFile("f", bytes.toByteArray()), FormatOptions.NONE, new ScanMetrics());
        return metadata.statistics(0, "c");
    }

    private static void none(SchemaElement element) {
        element.setField_id(1);
    }

    @Test
    void takesBoundsOfIntegersAsExact() throws Exception {
        Statistics statistics = bounds(le(-5), le(7));
        statistics.setNull_count(3);
        statistics.setDistinct_count(4);
        assertEquals(new ColumnStatistics(-5L, 7L, true, 3, 4), of(Type.INT32, StatisticsTest::none, statistics));
        assertEquals(
                new ColumnStatistics(-5L, 1L << 40, true, -1, -1),
                of(Type.INT64, StatisticsTest::none, bounds(le(-5L), le(1L << 40))));
        ColumnStatistics date =
                of(Type.INT32, column -> column.setConverted_type(ConvertedType.DATE), bounds(le(0), le(1)));
        assertEquals(new ColumnStatistics(0L, 1L, true, -1, -1), date);
    }

    @Test
    void needsAColumnOrder() throws Exception {
        assertEquals(
                new ColumnStatistics(null, null, false, -1, -1),
                of(Type.INT32, StatisticsTest::none, bounds(le(1), le(2)), false));
    }

    @Test
    void takesDeprecatedBoundsOfSignedIntegersOnly() throws Exception {
        assertEquals(
                1L,
                of(Type.INT32, StatisticsTest::none, oldBounds(le(1), le(2)), false)
                        .min());
        assertNull(of(
                        Type.INT32,
                        column -> column.setConverted_type(ConvertedType.UINT_32),
                        oldBounds(le(1), le(2)),
                        false)
                .min());
        assertNull(of(Type.DOUBLE, StatisticsTest::none, oldBounds(le(1.0), le(2.0)), false)
                .min());
        byte[] text = "a".getBytes(StandardCharsets.UTF_8);
        assertNull(of(
                        Type.BYTE_ARRAY,
                        column -> column.setConverted_type(ConvertedType.UTF8),
                        oldBounds(text, text),
                        false)
                .min());
    }

    @Test
    void ignoresBoundsThatCannotBe() throws Exception {
        assertNull(of(Type.INT32, StatisticsTest::none, bounds(le(2), le(1))).min());
        assertNull(of(Type.INT32, StatisticsTest::none, bounds(le(2L), le(1L))).min());
        Statistics counts = bounds(le(1), le(2));
        counts.setNull_count(ROWS + 1);
        assertEquals(-1, of(Type.INT32, StatisticsTest::none, counts).nullCount());
        counts.setNull_count(-1);
        assertEquals(-1, of(Type.INT32, StatisticsTest::none, counts).nullCount());
    }

    @Test
    void widensZeroAndRefusesNaNOfFloatingPoint() throws Exception {
        ColumnStatistics zero = of(Type.DOUBLE, StatisticsTest::none, bounds(le(0.0), le(5.0)));
        assertEquals(-0.0, zero.min());
        assertFalse(zero.exact());
        assertEquals(
                0.0,
                of(Type.FLOAT, StatisticsTest::none, bounds(le(-5f), le(-0f))).max());
        assertNull(of(Type.DOUBLE, StatisticsTest::none, bounds(le(1.0), le(Double.NaN)))
                .min());
        assertNull(of(Type.FLOAT, StatisticsTest::none, bounds(le(Float.NaN), le(1f)))
                .max());
    }

    @Test
    void hasNoBoundsWhereNaNsMayHideBehindOneValue() throws Exception {
        Statistics single = bounds(le(1.0), le(1.0));
        assertNull(of(Type.DOUBLE, StatisticsTest::none, single).min());
        single.setNan_count(0);
        assertEquals(1.0, of(Type.DOUBLE, StatisticsTest::none, single).min());
    }

    @Test
    void takesTextBoundsAsExactOnlyWhereToldSo() throws Exception {
        byte[] min = "abc".getBytes(StandardCharsets.UTF_8);
        byte[] max = "é".getBytes(StandardCharsets.UTF_8);
        Consumer<SchemaElement> text = column -> column.setConverted_type(ConvertedType.UTF8);
        Statistics statistics = bounds(min, max);
        ColumnStatistics untold = of(Type.BYTE_ARRAY, text, statistics);
        assertEquals(new Domain.ByteText(min), untold.min());
        assertEquals(new Domain.ByteText(max), untold.max());
        assertFalse(untold.exact());
        statistics.setIs_min_value_exact(true);
        statistics.setIs_max_value_exact(false);
        assertFalse(of(Type.BYTE_ARRAY, text, statistics).exact());
        statistics.setIs_max_value_exact(true);
        assertTrue(of(Type.BYTE_ARRAY, text, statistics).exact());
    }

    @Test
    void hasNoneForInt96() throws Exception {
        assertNull(of(Type.INT96, StatisticsTest::none, bounds(new byte[12], new byte[12]))
                .min());
    }

    @Test
    void convertsToWhatColumnsDeliver() throws Exception {
        ColumnStatistics unsigned =
                of(Type.INT64, column -> column.setConverted_type(ConvertedType.UINT_64), bounds(le(1L), le(-1L)));
        assertEquals(BigInteger.ONE, unsigned.min());
        assertEquals(new BigInteger("18446744073709551615"), unsigned.max());
        ColumnStatistics millis = of(
                Type.INT64,
                column -> column.setConverted_type(ConvertedType.TIMESTAMP_MILLIS),
                bounds(le(-1L), le(2L)));
        assertEquals(-1000L, millis.min());
        assertEquals(2000L, millis.max());
        ColumnStatistics decimal = of(
                Type.FIXED_LEN_BYTE_ARRAY,
                column -> {
                    column.setType_length(9);
                    column.setConverted_type(ConvertedType.DECIMAL);
                    column.setPrecision(20);
                    column.setScale(2);
                },
                bounds(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -2}, new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0}));
        assertEquals(BigInteger.valueOf(-2), decimal.min());
        assertEquals(BigInteger.ONE.shiftLeft(64), decimal.max());
        assertTrue(decimal.exact());
    }
}
