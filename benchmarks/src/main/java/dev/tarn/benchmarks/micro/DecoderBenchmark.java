package dev.tarn.benchmarks.micro;

import dev.tarn.format.parquet.encoding.BitUnpacker;
import dev.tarn.format.parquet.encoding.ByteArrays;
import dev.tarn.format.parquet.encoding.Gather;
import dev.tarn.format.parquet.encoding.RunLengthDecoder;
import dev.tarn.spi.memory.RawMemory;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Decoding Parquet pages: bit-packed codes, the dictionary behind them, plain texts. Per value. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecoderBenchmark {
    private static final int ROWS = 4096;
    private static final int TEXT_BYTES = 27;

    /** The bits of a code. */
    @Param({"3", "12", "19"})
    private int width;

    private final RunLengthDecoder decoder = new RunLengthDecoder();
    private Memory memory;
    private long packed;
    private long hybrid;
    private long hybridBytes;
    private long codes;
    private long dictionary;
    private long values;
    private long texts;
    private long textsEnd;
    private long offsets;
    private long bytes;

    @Setup
    public void setUp() {
        memory = new Memory();
        long packedBytes = (long) ROWS * width / 8;
        hybrid = memory.allocate(packedBytes + 8);
        // One bit-packed run: the number of groups of 8 values, shifted, and 1, as a varint.
        int header = ROWS / 8 << 1 | 1;
        RawMemory.putByte(hybrid, (byte) (header & 0x7F | 0x80));
        RawMemory.putByte(hybrid + 1, (byte) (header >>> 7));
        packed = hybrid + 2;
        hybridBytes = packedBytes + 2;
        codes = memory.allocate(ROWS * 4L);
        dictionary = memory.allocate((1L << width) * 8);
        values = memory.allocate(ROWS * 8L);
        texts = memory.allocate(ROWS * (TEXT_BYTES + 4L));
        textsEnd = texts + ROWS * (TEXT_BYTES + 4L);
        offsets = memory.allocate((ROWS + 1) * 4L);
        bytes = memory.allocate((long) ROWS * TEXT_BYTES);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1 << width; i++) {
            RawMemory.putLong(dictionary + i * 8L, i * 3L);
        }
        int[] expected = random.ints(ROWS, 0, 1 << width).toArray();
        for (int i = 0; i < ROWS; i++) {
            pack(i, expected[i]);
            RawMemory.putInt(texts + i * (TEXT_BYTES + 4L), TEXT_BYTES);
        }
        unpack();
        check(expected);
        RawMemory.fill(codes, ROWS * 4L, (byte) 0);
        runLength();
        check(expected);
        dictionary();
        for (int i = 0; i < ROWS; i++) {
            Memory.require(RawMemory.getLong(values + i * 8L) == expected[i] * 3L, "value " + i);
        }
        plainTexts();
        Memory.require(RawMemory.getInt(offsets + ROWS * 4L) == ROWS * TEXT_BYTES, "bytes of the texts");
    }

    private void pack(int index, int code) {
        for (int b = 0; b < width; b++) {
            long bit = (long) index * width + b;
            long at = packed + (bit >>> 3);
            RawMemory.putByte(at, (byte) (RawMemory.getByte(at) | (code >>> b & 1) << (bit & 7)));
        }
    }

    private void check(int[] expected) {
        for (int i = 0; i < ROWS; i++) {
            Memory.require(RawMemory.getInt(codes + i * 4L) == expected[i], "code " + i);
        }
    }

    @TearDown
    public void tearDown() {
        memory.close();
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long unpack() {
        BitUnpacker.unpack(packed, 0, width, ROWS, codes);
        return RawMemory.getInt(codes);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long runLength() {
        decoder.reset(hybrid, hybridBytes, width);
        decoder.read(ROWS, codes);
        return RawMemory.getInt(codes);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long dictionary() {
        Gather.values(dictionary, codes, ROWS, 8, values);
        return RawMemory.getLong(values);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long plainTexts() {
        ByteArrays.plainOffsets(texts, textsEnd, ROWS, offsets);
        ByteArrays.copyPlain(texts, ROWS, offsets, bytes);
        return RawMemory.getInt(offsets + ROWS * 4L);
    }
}
