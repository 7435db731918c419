package dev.tarn.format.orc.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.testkit.Randomness;
import dev.tarn.testkit.RandomnessExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.orc.PhysicalWriter;
import org.apache.orc.impl.BufferChunk;
import org.apache.orc.impl.InStream;
import org.apache.orc.impl.OutStream;
import org.apache.orc.impl.PositionProvider;
import org.apache.orc.impl.RunLengthIntegerReaderV2;
import org.apache.orc.impl.RunLengthIntegerWriterV2;
import org.apache.orc.impl.writer.StreamOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs of integers decode to what orc-core's decoder makes of them. */
@ExtendWith(RandomnessExtension.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IntegerRunsTest {
    private static final int[] WIDE_BITS = {26, 28, 30, 32, 40, 48, 56, 64};
    private static final int ROUNDS = 20;

    /** Encoded runs: their bytes, where each begins, and how many values each has. */
    private record Encoded(byte[] bytes, List<Integer> starts, List<Integer> counts) {
        int values() {
            return counts.stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** Writes runs of random content, bit by bit. */
    private static final class Encoder {
        private final Randomness random;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final List<Integer> starts = new ArrayList<>();
        private final List<Integer> counts = new ArrayList<>();

        Encoder(Randomness random) {
            this.random = random;
        }

        Encoded encoded() {
            return new Encoded(out.toByteArray(), starts, counts);
        }

        private void begin(int count) {
            starts.add(out.size());
            counts.add(count);
        }

        private void randomBytes(int bytes) {
            for (int i = 0; i < bytes; i++) {
                out.write(random.nextInt(256));
            }
        }

        void shortRepeat(int width) {
            int count = 3 + random.nextInt(8);
            begin(count);
            out.write(width - 1 << 3 | count - 3);
            randomBytes(width);
        }

        private void header(int encoding, int code, int count) {
            begin(count);
            out.write(encoding << 6 | code << 1 | count - 1 >>> 8);
            out.write(count - 1 & 0xFF);
        }

        void direct(int code, int count) {
            header(1, code, count);
            randomBytes((count * bits(code) + 7) / 8);
        }

        void delta(int code, int count) {
            header(3, code, count);
            varint(random.nextLong() >>> random.nextInt(64));
            varint(random.nextLong() >>> random.nextInt(64));
            randomBytes(code == 0 ? 0 : ((count - 2) * bits(code) + 7) / 8);
        }

        private void varint(long value) {
            long left = value;
            while ((left & ~0x7FL) != 0) {
                out.write((int) (left & 0x7F | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
        }

        void patched(int code, int patchCode, int count) {
            header(2, code, count);
            int baseBytes = 1 + random.nextInt(8);
            int patchBits = bits(patchCode);
            int gapBits = Math.max(1, Math.min(8, 64 - patchBits));
            List<Integer> gaps = new ArrayList<>();
            int position = 0;
            int most = Math.min(255, (1 << gapBits) - 1);
            while (gaps.size() < 31) {
                int gap = random.nextInt(most + 1);
                if (position + gap >= count || gap == 0 && position > 0) {
                    break;
                }
                gaps.add(gap);
                position += gap;
            }
            if (gaps.isEmpty()) {
                gaps.add(0);
            }
            out.write(baseBytes - 1 << 5 | patchCode);
            out.write(gapBits - 1 << 5 | gaps.size());
            randomBytes(baseBytes);
            randomBytes((count * bits(code) + 7) / 8);
            patches(gaps, patchBits, closestBits(patchBits + gapBits));
        }

        private void patches(List<Integer> gaps, int patchBits, int width) {
            StringBuilder bits = new StringBuilder();
            for (int gap : gaps) {
                // Where the gap is as large as can be, no patch says that the next one goes on from here.
                long patch = gap == 255 && random.nextInt(2) == 0 && gap != gaps.get(gaps.size() - 1)
                        ? 0
                        : Math.max(1, random.nextLong() >>> 64 - patchBits);
                for (int bit = width - 1; bit >= 0; bit--) {
                    long gapPart = bit - patchBits >= 0 ? (long) gap >>> bit - patchBits : 0;
                    bits.append(bit < patchBits ? patch >>> bit & 1 : gapPart & 1);
                }
            }
            while (bits.length() % 8 != 0) {
                bits.append('0');
            }
            for (int i = 0; i < bits.length(); i += 8) {
                out.write(Integer.parseInt(bits.substring(i, i + 8), 2));
            }
        }
    }

    private static int bits(int code) {
        return code < 24 ? code + 1 : WIDE_BITS[code - 24];
    }

    private static int closestBits(int bits) {
        return bits <= 24
                ? bits
                : LongStream.of(26, 28, 30, 32, 40, 48, 56, 64)
                        .mapToInt(wide -> (int) wide)
                        .filter(wide -> wide >= bits)
                        .findFirst()
                        .orElseThrow();
    }

    private static InStream stream(byte[] bytes) {
        return InStream.create("test", new BufferChunk(ByteBuffer.wrap(bytes), 0), 0, bytes.length);
    }

    private static long[] expected(byte[] bytes, int values, boolean signed) throws IOException {
        RunLengthIntegerReaderV2 reader = new RunLengthIntegerReaderV2(stream(bytes), signed, false);
        long[] expected = new long[values];
        for (int i = 0; i < values; i++) {
            expected[i] = reader.next();
        }
        return expected;
    }

    private static PositionProvider position(long... numbers) {
        PrimitiveIterator.OfLong iterator = LongStream.of(numbers).iterator();
        return iterator::nextLong;
    }

    private static Encoded everything(Randomness random) {
        Encoder encoder = new Encoder(random);
        for (int i = 0; i < 100; i++) {
            int code = random.nextInt(32);
            switch (random.nextInt(4)) {
                case 0 -> encoder.shortRepeat(1 + random.nextInt(8));
                case 1 -> encoder.direct(code, 1 + random.nextInt(512));
                case 2 -> encoder.delta(code, 2 + random.nextInt(511));
                default -> encoder.patched(Math.min(30, code), random.nextInt(31), 1 + random.nextInt(512));
            }
        }
        return encoder.encoded();
    }

    @Test
    void decodesEveryWidth(Randomness random) throws IOException {
        Encoder encoder = new Encoder(random);
        for (int width = 1; width <= 8; width++) {
            encoder.shortRepeat(width);
        }
        for (int code = 0; code < 32; code++) {
            for (int count : new int[] {2, 3, 511, 512}) {
                encoder.direct(code, count);
                encoder.delta(code, count);
                encoder.patched(Math.min(30, code), random.nextInt(31), count);
                encoder.patched(random.nextInt(31), Math.min(30, code), count);
            }
            encoder.direct(code, 1);
        }
        Encoded encoded = encoder.encoded();
        for (boolean signed : new boolean[] {false, true}) {
            long[] expected = expected(encoded.bytes, encoded.values(), signed);
            IntegerRuns runs = new IntegerRuns(stream(encoded.bytes), signed);
            for (int i = 0; i < expected.length; i++) {
                assertTrue(runs.hasNext());
                int at = i;
                assertEquals(expected[i], runs.next(), () -> "value " + at);
            }
            assertFalse(runs.hasNext());
        }
    }

    @Test
    void decodesWhatTheWriterMakes(Randomness random) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            boolean signed = random.nextInt(2) == 0;
            long[] values = new long[1 + random.nextInt(5000)];
            for (int i = 0; i < values.length; ) {
                int kind = random.nextInt(5);
                int most = random.nextInt(65);
                long base = random.nextLong() >>> random.nextInt(64);
                for (int end = Math.min(values.length, i + 1 + random.nextInt(600)); i < end; i++) {
                    long noise = most == 0 ? 0 : random.nextLong() >>> 64 - most;
                    long value =
                            switch (kind) {
                                case 0 -> base;
                                case 1 -> base + i * 3L;
                                case 2 -> noise;
                                case 3 -> random.nextInt(50) == 0 ? noise : i % 16;
                                default -> i == 0 ? base : values[i - 1] + (noise & 0xFFF);
                            };
                    values[i] = signed ? value : value & Long.MAX_VALUE;
                }
            }
            IntegerRuns runs = new IntegerRuns(stream(written(values, signed)), signed);
            LongColumnVector vector = new LongColumnVector(values.length);
            runs.nextVector(vector, vector.vector, values.length);
            if (vector.isRepeating) {
                vector.flatten(false, null, values.length);
            }
            assertArrayEquals(values, vector.vector);
        }
    }

    private static byte[] written(long[] values, boolean signed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PhysicalWriter.OutputReceiver receiver = new PhysicalWriter.OutputReceiver() {
            @Override
            public void output(ByteBuffer buffer) {
                bytes.write(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
            }

            @Override
            public void suppress() {}
        };
        OutStream out = new OutStream("test", new StreamOptions(1 << 16), receiver);
        RunLengthIntegerWriterV2 writer = new RunLengthIntegerWriterV2(out, signed, true);
        for (long value : values) {
            writer.write(value);
        }
        writer.flush();
        return bytes.toByteArray();
    }

    @Test
    void readsBatchesAmongNullsAndSkips(Randomness random) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            boolean signed = random.nextInt(2) == 0;
            Encoded encoded = everything(random);
            long[] expected = expected(encoded.bytes, encoded.values(), signed);
            IntegerRuns runs = new IntegerRuns(stream(encoded.bytes), signed);
            int at = 0;
            while (at < expected.length) {
                int count = 1 + random.nextInt(Math.min(2000, expected.length - at));
                switch (random.nextInt(3)) {
                    case 0 -> {
                        runs.skip(count);
                        at += count;
                    }
                    case 1 -> {
                        assertEquals(expected[at], runs.next());
                        at++;
                    }
                    default -> at = batch(runs, expected, at, count, random);
                }
            }
            assertFalse(runs.hasNext());
        }
    }

    private static int batch(IntegerRuns runs, long[] expected, int from, int rows, Randomness random)
            throws IOException {
        LongColumnVector vector = new LongColumnVector(rows);
        vector.noNulls = random.nextInt(2) == 0;
        for (int i = 0; i < rows && !vector.noNulls; i++) {
            vector.isNull[i] = random.nextInt(3) == 0;
        }
        runs.nextVector(vector, vector.vector, rows);
        int at = from;
        for (int i = 0; i < rows; i++) {
            if (!vector.isNull[i]) {
                assertEquals(expected[at++], vector.vector[vector.isRepeating ? 0 : i]);
            }
        }
        return at;
    }

    @Test
    void tellsThatAllAreTheSame() throws IOException {
        long[] values = LongStream.range(0, 3000).map(i -> i < 2000 ? 7 : i).toArray();
        IntegerRuns runs = new IntegerRuns(stream(written(values, true)), true);
        LongColumnVector vector = new LongColumnVector(1500);
        runs.nextVector(vector, vector.vector, 1500);
        assertTrue(vector.isRepeating);
        assertEquals(7, vector.vector[0]);
        runs.nextVector(vector, vector.vector, 1500);
        assertFalse(vector.isRepeating);
        assertEquals(2999, vector.vector[1499]);
    }

    @Test
    void jumpsIntoRuns(Randomness random) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            Encoded encoded = everything(random);
            long[] expected = expected(encoded.bytes, encoded.values(), true);
            IntegerRuns runs = new IntegerRuns(stream(encoded.bytes), true);
            for (int jump = 0; jump < 50; jump++) {
                int run = random.nextInt(encoded.starts.size());
                int before = encoded.counts.subList(0, run).stream()
                        .mapToInt(Integer::intValue)
                        .sum();
                // The index may count on into runs behind.
                int passed = Math.min(
                        expected.length - 1 - before, random.nextInt(encoded.counts.get(run) + random.nextInt(600)));
                runs.seek(position(encoded.starts.get(run), passed));
                assertEquals(expected[before + passed], runs.next());
            }
        }
    }

    @Test
    void endsWhereBytesDo(Randomness random) throws IOException {
        Encoded encoded = everything(random);
        for (int round = 0; round < 200; round++) {
            byte[] cut = java.util.Arrays.copyOf(encoded.bytes, random.nextInt(encoded.bytes.length));
            IntegerRuns runs = new IntegerRuns(stream(cut), false);
            TarnException e = assertThrows(TarnException.class, () -> runs.skip(Integer.MAX_VALUE));
            assertEquals(ErrorCode.HIVE_BAD_DATA, e.code());
        }
    }

    @Test
    void survivesAnyBytes(Randomness random) throws IOException {
        for (int round = 0; round < 5000; round++) {
            byte[] bytes = new byte[random.nextInt(3000)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) random.nextInt(256);
            }
            IntegerRuns runs = new IntegerRuns(stream(bytes), random.nextInt(2) == 0);
            TarnException e = assertThrows(TarnException.class, () -> runs.skip(Long.MAX_VALUE));
            assertEquals(ErrorCode.HIVE_BAD_DATA, e.code());
        }
    }
}
