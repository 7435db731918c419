package dev.tarn.format.avro.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.format.avro.AvroFormat;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.RandomBatches;
import dev.tarn.testkit.Randomness;
import dev.tarn.testkit.RoundTrip;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read back equal, and by Avro's own library. */
@ExtendWith(AllocatorExtension.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AvroWriteTest {
    private static final AvroFormat FORMAT = new AvroFormat();

    private static WriteOptions options(BufferAllocator allocator, String codec) {
        return WriteOptions.of(Map.of("write_compression", codec), allocator);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void readsBackWhatItWrites(long seed, BufferAllocator allocator) throws IOException {
        Randomness random = Randomness.ofSeed(seed);
        List<ColumnSchema> columns = new ArrayList<>();
        for (Type type : RandomBatches.scalarTypes()) {
            columns.add(ColumnSchema.of("c" + columns.size(), type));
        }
        columns.add(ColumnSchema.of("t", Type.TIME));
        for (int i = 0; i < 3; i++) {
            ColumnSchema column = ColumnSchema.of("n" + i, RandomBatches.type(random, RandomBatches.scalarTypes(), 3));
            if (isWritten(column)) {
                columns.add(column);
            }
        }
        WriteOptions options = options(allocator, random.pick("DEFLATE", "snappy", "ZSTD", "BZIP2", "NONE"));
        RoundTrip trip = RoundTrip.write(FORMAT, random, columns, options, random.between(0, 3_000));
        assertEquals(trip.rows(), trip.readBack("x.avro", random.pick(7, 4096)));
        assertEquals(trip.rows().size(), countByAvro(trip.bytes(), trip.rows()));
    }

    private static boolean isWritten(ColumnSchema column) {
        try {
            FORMAT.checkWritable(List.of(column), WriteOptions.defaults(null));
            return true;
        } catch (TarnException e) {
            assertEquals(ErrorCode.NOT_SUPPORTED, e.code());
            return false;
        }
    }

    private static int countByAvro(byte[] bytes, List<List<String>> rows) throws IOException {
        int count = 0;
        try (DataFileReader<GenericRecord> reader =
                new DataFileReader<>(new SeekableByteArrayInput(bytes), new GenericDatumReader<>())) {
            for (GenericRecord row : reader) {
                Object number = row.get("c4");
                assertEquals(rows.get(count).get(4), number == null ? "NULL" : number.toString());
                Object text = row.get("c10");
                assertEquals(rows.get(count).get(10), text == null ? "NULL" : text.toString());
                count++;
            }
        }
        return count;
    }

    @Test
    void refusesWhatAvroDoesNotHave() {
        refuses(ErrorCode.NOT_SUPPORTED, ColumnSchema.of("c", Type.map(Type.BIGINT, Type.BIGINT)), Map.of());
        refuses(ErrorCode.NOT_SUPPORTED, ColumnSchema.of("c", Type.INTERVAL_DAY_SECOND), Map.of());
        refuses(ErrorCode.NOT_SUPPORTED, ColumnSchema.of("two words", Type.BIGINT), Map.of());
        ColumnSchema plain = ColumnSchema.of("c", Type.BIGINT);
        refuses(ErrorCode.INVALID_PROPERTY, plain, Map.of("write_compression", "GZIP"));
        refuses(ErrorCode.INVALID_PROPERTY, plain, Map.of("compression_level", "3"));
    }

    private static void refuses(ErrorCode code, ColumnSchema column, Map<String, String> options) {
        TarnException failure = assertThrows(
                TarnException.class, () -> FORMAT.checkWritable(List.of(column), WriteOptions.of(options, null)));
        assertEquals(code, failure.code());
    }
}
