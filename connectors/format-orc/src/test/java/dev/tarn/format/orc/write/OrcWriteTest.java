package dev.tarn.format.orc.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.format.orc.OrcFormat;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.RandomBatches;
import dev.tarn.testkit.Randomness;
import dev.tarn.testkit.RoundTrip;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DoubleColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ListColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.MapColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.MultiValuedColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.StructColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.RecordReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read back equal, and by orc-core. */
@ExtendWith(AllocatorExtension.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OrcWriteTest {
    private static final OrcFormat FORMAT = new OrcFormat();

    @TempDir
    Path folder;

    private static WriteOptions options(Randomness random, BufferAllocator allocator, String... codecs) {
        Map<String, String> options = new HashMap<>();
        options.put("orc.compress", random.pick(codecs));
        options.put("orc.stripe.size", String.valueOf(random.pick(64 << 20, 20_000, 1)));
        options.put("orc.row.index.stride", String.valueOf(random.pick(10_000, 1_000, 77)));
        options.put("orc.dictionary.key.threshold", random.pick("0", "0.5", "1"));
        options.put("orc.compress.size", String.valueOf(random.pick(64 << 10, 1_000)));
        return WriteOptions.of(options, allocator);
    }

    private static List<ColumnSchema> scalars() {
        List<ColumnSchema> columns = new ArrayList<>();
        for (Type type : RandomBatches.scalarTypes()) {
            columns.add(ColumnSchema.of("c" + columns.size(), type));
        }
        return columns;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void readsBackWhatItWrites(long seed, BufferAllocator allocator) {
        Randomness random = Randomness.ofSeed(seed);
        List<ColumnSchema> columns = new ArrayList<>(scalars());
        columns.add(ColumnSchema.of("ch", Type.charType(25)));
        for (int i = 0; i < 3; i++) {
            columns.add(ColumnSchema.of("n" + i, RandomBatches.type(random, RandomBatches.scalarTypes(), 3)));
        }
        WriteOptions options = options(random, allocator, "ZLIB", "SNAPPY", "ZSTD", "LZ4", "NONE");
        RoundTrip trip = RoundTrip.write(FORMAT, random, columns, options, random.between(0, 3_000));
        assertEquals(trip.rows(), trip.readBack("x.orc", random.pick(7, 4096)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void isReadByOrcCore(long seed, BufferAllocator allocator) throws IOException {
        Randomness random = Randomness.ofSeed(seed);
        List<ColumnSchema> columns = new ArrayList<>(scalars());
        for (int i = 0; i < 4; i++) {
            columns.add(ColumnSchema.of("n" + i, RandomBatches.type(random, RandomBatches.scalarTypes(), 3)));
        }
        WriteOptions options = options(random, allocator, "ZLIB", "ZSTD", "NONE", "SNAPPY");
        RoundTrip trip = RoundTrip.write(FORMAT, random, columns, options, 2_000);
        Path file = folder.resolve("x.orc");
        Files.write(file, trip.bytes());
        List<List<String>> read = readByOrcCore(file, columns);
        assertEquals(trip.rows().size(), read.size());
        for (int i = 0; i < read.size(); i++) {
            assertEquals(trip.rows().get(i), read.get(i));
        }
    }

    private static List<List<String>> readByOrcCore(Path file, List<ColumnSchema> columns) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (Reader reader = OrcFile.createReader(
                        new org.apache.hadoop.fs.Path(file.toString()),
                        OrcFile.readerOptions(new Configuration())
                                .useUTCTimestamp(true)
                                .convertToProlepticGregorian(true));
                RecordReader records = reader.rows()) {
            VectorizedRowBatch batch = reader.getSchema().createRowBatch();
            while (records.nextBatch(batch)) {
                for (int row = 0; row < batch.size; row++) {
                    List<String> values = new ArrayList<>();
                    for (int i = 0; i < columns.size(); i++) {
                        values.add(text(columns.get(i).type(), batch.cols[i], row));
                    }
                    rows.add(values);
                }
            }
        }
        return rows;
    }

    private static String nested(Type type, ColumnVector vector, int row) {
        List<String> parts = new ArrayList<>();
        if (vector instanceof ListColumnVector list) {
            return "[" + String.join(", ", parts(type.fieldType(0), list.child, list, row)) + "]";
        }
        if (vector instanceof MapColumnVector map) {
            List<String> keys = parts(type.fieldType(0), map.keys, map, row);
            List<String> values = parts(type.fieldType(1), map.values, map, row);
            for (int i = 0; i < keys.size(); i++) {
                parts.add(keys.get(i) + "=" + values.get(i));
            }
            return "{" + String.join(", ", parts) + "}";
        }
        StructColumnVector struct = (StructColumnVector) vector;
        for (int i = 0; i < struct.fields.length; i++) {
            parts.add(type.fields().get(i).name() + ": " + text(type.fieldType(i), struct.fields[i], row));
        }
        return "(" + String.join(", ", parts) + ")";
    }

    private static List<String> parts(Type type, ColumnVector parts, MultiValuedColumnVector of, int row) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < of.lengths[row]; i++) {
            texts.add(text(type, parts, (int) of.offsets[row] + i));
        }
        return texts;
    }

    private static String text(Type type, ColumnVector vector, int row) {
        int at = vector.isRepeating ? 0 : row;
        if (!vector.noNulls && vector.isNull[at]) {
            return "NULL";
        }
        if (type.isNested()) {
            return nested(type, vector, at);
        }
        if (vector instanceof DecimalColumnVector decimal) {
            BigDecimal value = decimal.vector[at].getHiveDecimal().bigDecimalValue();
            return value.setScale(type.scale()).toPlainString();
        }
        if (vector instanceof TimestampColumnVector time) {
            long seconds = Math.floorDiv(time.time[at], 1000L);
            return String.valueOf(seconds * 1_000_000 + time.nanos[at] / 1000);
        }
        if (vector instanceof DoubleColumnVector number) {
            return String.valueOf(number.vector[at]);
        }
        if (vector instanceof BytesColumnVector bytes) {
            byte[] value =
                    java.util.Arrays.copyOfRange(bytes.vector[at], bytes.start[at], bytes.start[at] + bytes.length[at]);
            return type.kind() == TypeKind.VARBINARY
                    ? HexFormat.of().withUpperCase().formatHex(value)
                    : new String(value, StandardCharsets.UTF_8);
        }
        long value = ((LongColumnVector) vector).vector[at];
        return type.kind() == TypeKind.BOOLEAN ? String.valueOf(value == 1) : String.valueOf(value);
    }

    @Test
    void refusesWhatOrcDoesNotHave() {
        refuses(ErrorCode.NOT_SUPPORTED, Type.TIME, Map.of());
        refuses(ErrorCode.NOT_SUPPORTED, Type.array(Type.INTERVAL_DAY_SECOND), Map.of());
        refuses(ErrorCode.INVALID_PROPERTY, Type.BIGINT, Map.of("orc.bloom.filter.columns", "d"));
        refuses(ErrorCode.INVALID_PROPERTY, Type.BOOLEAN, Map.of("orc.bloom.filter.columns", "c"));
        refuses(ErrorCode.INVALID_PROPERTY, Type.BIGINT, Map.of("orc.bloom.filter.fpp", "1"));
        refuses(ErrorCode.INVALID_PROPERTY, Type.BIGINT, Map.of("orc_compression", "GZIP"));
        refuses(
                ErrorCode.INVALID_PROPERTY,
                Type.BIGINT,
                Map.of("orc_compression", "ZLIB", "write_compression", "SNAPPY"));
        refuses(ErrorCode.INVALID_PROPERTY, Type.BIGINT, Map.of("compression_level", "3"));
    }

    private static void refuses(ErrorCode code, Type type, Map<String, String> options) {
        List<ColumnSchema> columns = List.of(ColumnSchema.of("c", type));
        TarnException failure =
                assertThrows(TarnException.class, () -> FORMAT.checkWritable(columns, WriteOptions.of(options, null)));
        assertEquals(code, failure.code());
    }
}
