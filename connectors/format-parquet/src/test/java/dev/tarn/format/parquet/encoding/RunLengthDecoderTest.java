package dev.tarn.format.parquet.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.testkit.Randomness;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random runs and groups, written by the plainest encoder, come out as they went in, whatever the steps. */
class RunLengthDecoderTest {
    private final Memory memory = new Memory();

    /** What was encoded, and as what. */
    private record Encoded(byte[] bytes, int[] values) {}

    private static void varint(ByteArrayOutputStream out, int value) {
        int left = value;
        while (left >>> 7 != 0) {
            out.write(left & 0x7F | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }

    static byte[] pack(int[] values, int width) {
        byte[] packed = new byte[(values.length * width + 7) / 8];
        for (int i = 0; i < values.length; i++) {
            for (int bit = 0; bit < width; bit++) {
                int at = i * width + bit;
                packed[at >> 3] |= (byte) ((values[i] >>> bit & 1) << (at & 7));
            }
        }
        return packed;
    }

    static int value(Randomness random, int width) {
        return width == 0 ? 0 : random.nextInt() >>> 32 - width;
    }

    private static Encoded encode(Randomness random, int width, int runs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] values = new int[0];
        for (int run = 0; run < runs; run++) {
            int from = values.length;
            if (random.nextBoolean()) {
                int count = random.between(0, 100);
                int value = value(random, width);
                values = Arrays.copyOf(values, from + count);
                Arrays.fill(values, from, from + count, value);
                varint(out, count << 1);
                for (int i = 0; i < width; i += 8) {
                    out.write(value >>> i);
                }
            } else {
                int groups = random.between(0, 20);
                values = Arrays.copyOf(values, from + groups * 8);
                for (int i = from; i < values.length; i++) {
                    values[i] = value(random, width);
                }
                varint(out, groups << 1 | 1);
                out.writeBytes(pack(Arrays.copyOfRange(values, from, values.length), width));
            }
        }
        return new Encoded(out.toByteArray(), values);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void decodesIntegers(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        for (int width = 0; width <= 32; width++) {
            Encoded encoded = encode(random, width, 30);
            int total = encoded.values().length;
            RunLengthDecoder decoder = new RunLengthDecoder();
            decoder.reset(memory.copyOf(encoded.bytes()), encoded.bytes().length, width);
            int done = 0;
            while (done < total) {
                int step = Math.min(total - done, random.between(1, 70));
                int kind = random.nextInt(4);
                if (kind == 0) {
                    decoder.skip(step);
                } else if (kind == 1) {
                    int[] rows = IntStream.range(0, step)
                            .filter(row -> random.nextInt(3) == 0)
                            .toArray();
                    long target = memory.allocate(step * 4);
                    decoder.readSelected(step, rows, rows.length, target);
                    int[] read = Memory.ints(target, step);
                    for (int row : rows) {
                        assertEquals(encoded.values()[done + row], read[row]);
                    }
                } else {
                    long target = memory.allocate(step * 4);
                    decoder.read(step, target);
                    assertArrayEquals(
                            Arrays.copyOfRange(encoded.values(), done, done + step), Memory.ints(target, step));
                }
                done += step;
            }
            assertEquals(
                    ErrorCode.HIVE_BAD_DATA,
                    assertThrows(TarnException.class, () -> decoder.read(8, memory.allocate(32)))
                            .code());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void decodesBits(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        for (int round = 0; round < 50; round++) {
            Encoded encoded = encode(random, 1, random.between(1, 20));
            int total = encoded.values().length;
            long address = memory.copyOf(encoded.bytes());
            long bitmap = memory.allocate(total / 8 + 16);
            long bytes = memory.allocate(total);
            RunLengthDecoder decoder = new RunLengthDecoder();
            decoder.reset(address, encoded.bytes().length, 1);
            int ones = decoder.readBitmap(total, bitmap);
            decoder.reset(address, encoded.bytes().length, 1);
            decoder.readBytes(total, bytes);
            assertEquals(Arrays.stream(encoded.values()).sum(), ones);
            boolean[] bits = Memory.bits(bitmap, 0, total);
            byte[] values = Memory.bytes(bytes, total);
            for (int i = 0; i < total; i++) {
                assertEquals(encoded.values()[i] == 1, bits[i]);
                assertEquals(encoded.values()[i], values[i]);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void unpacksFromAnyValue(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        for (int width = 0; width <= 32; width++) {
            int[] values = new int[300];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(random, width);
            }
            long packed = memory.copyOf(pack(values, width));
            for (int round = 0; round < 20; round++) {
                int from = random.nextInt(values.length);
                int count = random.between(0, values.length - from);
                long target = memory.allocate(count * 4 + 4);
                BitUnpacker.unpack(packed, from, width, count, target);
                assertArrayEquals(Arrays.copyOfRange(values, from, from + count), Memory.ints(target, count));
                assertEquals(0x5A5A5A5A, Memory.ints(target + count * 4L, 1)[0], "wrote past the end");
            }
        }
    }

    @Test
    void refusesWhatIsNoEncoding() {
        byte[][] inputs = {
            {}, // nothing
            {(byte) 0x80}, // a header that ends in the middle
            {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 1}, // a header that does not end
            {2}, // a run without its value
            {2, 8}, // a value of more than 3 bits
            {3}, // groups without bytes
            {0, 1, 0, 1, 1, 1}, // only empty runs and groups
        };
        for (byte[] input : inputs) {
            RunLengthDecoder decoder = new RunLengthDecoder();
            decoder.reset(memory.copyOf(input), input.length, 3);
            TarnException failure = assertThrows(
                    TarnException.class, () -> decoder.read(1, memory.allocate(8)), Arrays.toString(input));
            assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
        }
        assertThrows(TarnException.class, () -> new RunLengthDecoder().reset(0, 0, 33));
    }
}
