package dev.tarn.format.parquet.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.testkit.Randomness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What parquet-java's writers encode comes out as it went in. */
class DeltaDecoderTest {
    private static final HeapByteBufferAllocator HEAP = new HeapByteBufferAllocator();

    private final Memory memory = new Memory();

    private static byte[] bytes(ValuesWriter writer) throws IOException {
        return writer.getBytes().toInputStream().readAllBytes();
    }

    private static long number(Randomness random, int kind, int index) {
        return switch (kind) {
            case 0 -> index;
            case 1 -> random.nextLong();
            case 2 -> random.between(-1000L, 1000L);
            case 3 -> index % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
            case 4 -> 42;
            default -> random.nextLong() >>> random.nextInt(64);
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void decodesLongsAndInts(long seed) throws IOException {
        Randomness random = Randomness.ofSeed(seed);
        for (int kind = 0; kind < 6; kind++) {
            int count = random.between(1, 1000);
            int miniblocks = List.of(1, 2, 4, 8).get(random.nextInt(4));
            var longWriter = new DeltaBinaryPackingValuesWriterForLong(256, miniblocks, 100, 100_000, HEAP);
            var intWriter =
                    new DeltaBinaryPackingValuesWriterForInteger(128, Math.min(4, miniblocks), 100, 100_000, HEAP);
            long[] longs = new long[count];
            int[] ints = new int[count];
            for (int i = 0; i < count; i++) {
                longs[i] = number(random, kind, i);
                ints[i] = (int) longs[i];
                longWriter.writeLong(longs[i]);
                intWriter.writeInteger(ints[i]);
            }
            byte[] longBytes = bytes(longWriter);
            long address = memory.copyOf(longBytes);
            long target = memory.allocate(count * 8);
            long end = address + longBytes.length;
            assertEquals(end, DeltaDecoder.decode(address, end, count, 8, target));
            assertArrayEquals(longs, Memory.longs(target, count));

            byte[] intBytes = bytes(intWriter);
            long intAddress = memory.copyOf(intBytes);
            long intEnd = intAddress + intBytes.length;
            assertEquals(intEnd, DeltaDecoder.decode(intAddress, intEnd, count, 4, target));
            assertArrayEquals(ints, Memory.ints(target, count));

            refusesOtherCountsAndShorterInput(address, end, count, target);
        }
    }

    private static void refusesOtherCountsAndShorterInput(long address, long end, int count, long target) {
        for (int wrong : new int[] {count - 1, count + 1, Integer.MAX_VALUE}) {
            assertEquals(
                    ErrorCode.HIVE_BAD_DATA,
                    assertThrows(TarnException.class, () -> DeltaDecoder.requireCount(address, end, wrong))
                            .code());
        }
        // The last miniblock, of up to 256 values, may be padding for the most part.
        for (long cut = address; cut < end - 256 * 8; cut += 1 + (end - address) / 20) {
            long shorter = cut;
            assertThrows(TarnException.class, () -> DeltaDecoder.decode(address, shorter, count, 8, target));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void joinsPrefixesAndSuffixes(long seed) throws IOException {
        Randomness random = Randomness.ofSeed(seed);
        int count = random.between(1, 500);
        DeltaByteArrayWriter writer = new DeltaByteArrayWriter(100, 100_000, HEAP);
        List<byte[]> values = new ArrayList<>();
        byte[] last = {};
        for (int i = 0; i < count; i++) {
            byte[] value = Arrays.copyOf(last, random.between(0, last.length) + random.between(0, 5));
            for (int k = Math.max(0, value.length - 4); k < value.length; k++) {
                value[k] = (byte) random.nextInt();
            }
            values.add(value);
            writer.writeBytes(Binary.fromConstantByteArray(value));
            last = value;
        }
        byte[] bytes = bytes(writer);
        long address = memory.copyOf(bytes);
        long end = address + bytes.length;
        long prefixes = memory.allocate(count * 4);
        long suffixes = memory.allocate(count * 4 + 4);
        long offsets = memory.allocate(count * 4 + 4);
        long afterPrefixes = DeltaDecoder.decode(address, end, count, 4, prefixes);
        long afterLengths = DeltaDecoder.decode(afterPrefixes, end, count, 4, suffixes + 4);
        ByteArrays.lengthsToOffsets(suffixes, count, end - afterLengths);
        long total = ByteArrays.joinedOffsets(prefixes, suffixes, count, offsets);
        long target = memory.allocate((int) total);
        ByteArrays.join(prefixes, suffixes, afterLengths, count, offsets, target);
        for (int i = 0; i < count; i++) {
            int start = RawMemory.getInt(offsets + 4L * i);
            int length = RawMemory.getInt(offsets + 4L * i + 4) - start;
            assertArrayEquals(values.get(i), Memory.bytes(target + start, length), "value " + i);
        }
        RawMemory.putInt(prefixes, 1);
        assertThrows(TarnException.class, () -> ByteArrays.joinedOffsets(prefixes, suffixes, count, offsets));
    }
}
