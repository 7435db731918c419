package dev.tarn.format.parquet.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.testkit.Randomness;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The loops over values and bits do what the plainest loops do. */
class ValueLoopsTest {
    private final Memory memory = new Memory();

    private static byte[] randomBytes(Randomness random, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return bytes;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void copiesAndFillsBits(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        for (int round = 0; round < 200; round++) {
            long source = memory.copyOf(randomBytes(random, 100));
            long target = memory.copyOf(randomBytes(random, 100));
            int count = random.between(0, 400);
            int from = random.between(0, 100);
            int to = random.between(0, 100);
            boolean[] expected = Memory.bits(target, 0, 800);
            boolean fill = random.nextBoolean();
            int bit = random.nextInt(2);
            for (int i = 0; i < count; i++) {
                expected[to + i] = fill ? bit == 1 : Memory.bits(source, from + i, 1)[0];
            }
            if (fill) {
                BitRanges.fill(target, to, count, bit);
            } else {
                BitRanges.copy(source, from, target, to, count);
            }
            assertArrayEquals(expected, Memory.bits(target, 0, 800));
            int ones = 0;
            for (int i = to; i < to + count; i++) {
                ones += expected[i] ? 1 : 0;
            }
            assertEquals(ones, BitRanges.countOnes(target, to, count));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void spreadsValuesByValidity(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        for (int round = 0; round < 100; round++) {
            int width = List.of(1, 4, 8, 16).get(random.nextInt(4));
            int rows = random.between(1, 300);
            int first = random.between(0, 70);
            long validity = memory.allocate(64);
            int density = random.nextInt(5);
            for (int i = 0; i < 400; i++) {
                BitRanges.fill(validity, i, 1, random.nextInt(4) < density ? 1 : 0);
            }
            int valid = BitRanges.countOnes(validity, first, rows);
            byte[] dense = randomBytes(random, valid * width);
            long values = memory.allocate(rows * width + width);
            RawMemory.copyFromArray(dense, 0, values, dense.length);
            Gather.spread(values, width, valid, validity, first, rows);
            boolean[] bits = Memory.bits(validity, first, rows);
            int at = 0;
            for (int i = 0; i < rows; i++) {
                if (bits[i]) {
                    assertArrayEquals(
                            Arrays.copyOfRange(dense, at * width, at * width + width),
                            Memory.bytes(values + (long) i * width, width));
                    at++;
                }
            }
            spreadsOffsets(random, validity, first, rows, bits, valid);
        }
    }

    private void spreadsOffsets(Randomness random, long validity, int first, int rows, boolean[] bits, int valid) {
        long offsets = memory.allocate(rows * 4 + 8);
        int sum = random.nextInt(10);
        int[] lengths = new int[valid];
        RawMemory.putInt(offsets, sum);
        for (int i = 0; i < valid; i++) {
            lengths[i] = random.nextInt(20);
            sum += lengths[i];
            RawMemory.putInt(offsets + 4L * i + 4, sum);
        }
        Gather.spreadOffsets(offsets, valid, validity, first, rows, offsets);
        int at = 0;
        for (int i = 0; i < rows; i++) {
            int length = RawMemory.getInt(offsets + 4L * i + 4) - RawMemory.getInt(offsets + 4L * i);
            assertEquals(bits[i] ? lengths[at++] : 0, length);
        }
        assertEquals(sum, RawMemory.getInt(offsets + 4L * rows));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void gathersByCodesAndChecksThem(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        int size = random.between(1, 1000);
        int count = random.between(1, 500);
        long codes = memory.allocate(count * 4);
        int[] expected = new int[count];
        for (int i = 0; i < count; i++) {
            expected[i] = random.nextInt(size);
            RawMemory.putInt(codes + 4L * i, expected[i]);
        }
        Gather.requireCodes(codes, count, size);
        for (int width : new int[] {1, 4, 8, 16}) {
            byte[] dictionary = randomBytes(random, size * width);
            long address = memory.copyOf(dictionary);
            long all = memory.allocate(count * width);
            long some = memory.allocate(count * width);
            int[] rows = IntStream.range(0, count)
                    .filter(i -> random.nextInt(5) == 0)
                    .toArray();
            Gather.values(address, codes, count, width, all);
            Gather.selected(address, codes, rows, rows.length, width, some);
            for (int i = 0; i < count; i++) {
                byte[] value = Arrays.copyOfRange(dictionary, expected[i] * width, expected[i] * width + width);
                assertArrayEquals(value, Memory.bytes(all + (long) i * width, width));
                if (Arrays.binarySearch(rows, i) >= 0) {
                    assertArrayEquals(value, Memory.bytes(some + (long) i * width, width));
                }
            }
        }
        for (int bad : new int[] {size, Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
            int at = random.nextInt(count);
            RawMemory.putInt(codes + 4L * at, bad);
            assertThrows(TarnException.class, () -> Gather.requireCodes(codes, count, size));
            RawMemory.putInt(codes + 4L * at, expected[at]);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void copiesPlainValues(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        int count = random.between(1, 300);
        List<byte[]> values = new ArrayList<>();
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            byte[] value = randomBytes(random, random.nextInt(random.nextInt(10) == 0 ? 200 : 20));
            values.add(value);
            plain.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value.length)
                    .array());
            plain.writeBytes(value);
        }
        long source = memory.copyOf(plain.toByteArray());
        long end = source + plain.size();
        long offsets = memory.allocate(count * 4 + 4);
        assertEquals(end, ByteArrays.plainOffsets(source, end, count, offsets));
        assertEquals(end, ByteArrays.skipPlain(source, end, count));
        long bytes = memory.allocate(plain.size());
        ByteArrays.copyPlain(source, count, offsets, bytes);
        int[] all = IntStream.range(0, count).toArray();
        requireValues(values, all, offsets, bytes);

        int[] rows =
                IntStream.range(0, count).filter(i -> random.nextInt(5) == 0).toArray();
        long starts = memory.allocate(count * 4 + 4);
        assertEquals(end, ByteArrays.plainStarts(source, end, count, starts));
        long some = memory.allocate((int) ByteArrays.selectedBytes(starts, rows, rows.length));
        ByteArrays.copySelected(source, starts, rows, rows.length, count, offsets, some);
        requireValues(values, rows, offsets, some);
        for (int i = 0; i < count; i++) {
            if (Arrays.binarySearch(rows, i) < 0) {
                assertEquals(RawMemory.getInt(offsets + 4L * i), RawMemory.getInt(offsets + 4L * i + 4));
            }
        }
        for (long cut = source; cut < end; cut++) {
            long shorter = cut;
            assertThrows(TarnException.class, () -> ByteArrays.plainOffsets(source, shorter, count, offsets));
            assertThrows(TarnException.class, () -> ByteArrays.plainStarts(source, shorter, count, starts));
            assertThrows(TarnException.class, () -> ByteArrays.skipPlain(source, shorter, count));
        }
    }

    private static void requireValues(List<byte[]> values, int[] rows, long offsets, long bytes) {
        for (int row : rows) {
            int start = RawMemory.getInt(offsets + 4L * row);
            int length = RawMemory.getInt(offsets + 4L * row + 4) - start;
            assertArrayEquals(values.get(row), Memory.bytes(bytes + start, length), "row " + row);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void joinsByteStreams(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        for (int width : new int[] {2, 4, 8, 12, 16, 5}) {
            int count = random.between(0, 200);
            byte[] values = randomBytes(random, count * width);
            byte[] split = new byte[values.length];
            for (int i = 0; i < count; i++) {
                for (int k = 0; k < width; k++) {
                    split[k * count + i] = values[i * width + k];
                }
            }
            long target = memory.allocate(values.length);
            ByteStreamSplit.join(memory.copyOf(split), count, width, target);
            assertArrayEquals(values, Memory.bytes(target, values.length));
        }
    }
}
