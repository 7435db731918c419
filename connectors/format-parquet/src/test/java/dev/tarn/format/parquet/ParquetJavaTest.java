package dev.tarn.format.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.RandomBatches;
import dev.tarn.testkit.Randomness;
import dev.tarn.testkit.RoundTrip;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Tarn writes, parquet-java reads back equal, with the statistics, indexes and Bloom filters in use. */
@ExtendWith(AllocatorExtension.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParquetJavaTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void isReadByParquetJava(long seed, BufferAllocator allocator) throws IOException {
        Randomness random = Randomness.ofSeed(seed);
        List<ColumnSchema> columns = new ArrayList<>();
        for (Type type : RandomBatches.scalarTypes()) {
            columns.add(ColumnSchema.of("c" + columns.size(), type));
        }
        columns.add(ColumnSchema.of("l", Type.array(Type.BIGINT)));
        Map<String, String> options = Map.of(
                "write_compression", random.pick("GZIP", "SNAPPY", "ZSTD", "NONE"),
                "parquet.page.row.count.limit", random.pick("20000", "100"),
                "parquet.block.row.count.limit", random.pick("1000000", "700"),
                "parquet.writer.version", random.pick("v1", "v2"),
                "parquet.bloom.filter.columns", "c4,c10");
        RoundTrip trip =
                RoundTrip.write(new ParquetFormat(), random, columns, WriteOptions.of(options, allocator), 1_500);
        Path file = folder.resolve("x.parquet");
        Files.write(file, trip.bytes());
        assertEquals(trip.rows(), read(file, columns, FilterCompat.NOOP));
        long wanted = 5;
        List<List<String>> few =
                read(file, columns, FilterCompat.get(FilterApi.eq(FilterApi.longColumn("c4"), wanted)));
        assertEquals(trip.rows().stream().filter(row -> row.get(4).equals("5")).toList(), few);
        List<List<String>> many =
                read(file, columns, FilterCompat.get(FilterApi.gt(FilterApi.doubleColumn("c6"), 50.0)));
        long expected = trip.rows().stream()
                .filter(row -> !row.get(6).equals("NULL") && Double.parseDouble(row.get(6)) > 50)
                .count();
        assertTrue(many.size() >= expected, many.size() + " of " + expected);
    }

    private static List<List<String>> read(Path file, List<ColumnSchema> columns, FilterCompat.Filter filter)
            throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (ParquetReader<Group> reader = ParquetReader.builder(
                        new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
                .withFilter(filter)
                .build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    values.add(text(row, i, columns.get(i).type()));
                }
                rows.add(values);
            }
        }
        return rows;
    }

    private static String text(Group row, int field, Type type) {
        if (row.getFieldRepetitionCount(field) == 0) {
            return "NULL";
        }
        if (type.kind() == TypeKind.ARRAY) {
            Group list = row.getGroup(field, 0);
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
                parts.add(text(list.getGroup(0, i), 0, type.fieldType(0)));
            }
            return "[" + String.join(", ", parts) + "]";
        }
        PrimitiveTypeName stored =
                row.getType().getType(field).asPrimitiveType().getPrimitiveTypeName();
        return switch (stored) {
            case BOOLEAN -> String.valueOf(row.getBoolean(field, 0));
            case FLOAT -> String.valueOf((double) row.getFloat(field, 0));
            case DOUBLE -> String.valueOf(row.getDouble(field, 0));
            case INT32 -> number(row.getInteger(field, 0), type);
            case INT64 -> number(row.getLong(field, 0), type);
            case FIXED_LEN_BYTE_ARRAY ->
                new BigDecimal(new BigInteger(row.getBinary(field, 0).getBytes()), type.scale()).toPlainString();
            default ->
                type.kind() == TypeKind.VARBINARY
                        ? HexFormat.of()
                                .withUpperCase()
                                .formatHex(row.getBinary(field, 0).getBytes())
                        : row.getBinary(field, 0).toStringUsingUTF8();
        };
    }

    private static String number(long value, Type type) {
        if (type.isDecimal()) {
            return BigDecimal.valueOf(value, type.scale()).toPlainString();
        }
        boolean millis = type.kind() == TypeKind.TIMESTAMP && type.precision() <= 3;
        return String.valueOf(millis ? value * 1000 : value);
    }
}
