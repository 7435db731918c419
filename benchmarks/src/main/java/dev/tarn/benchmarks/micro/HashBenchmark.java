package dev.tarn.benchmarks.micro;

import dev.tarn.kernel.HashKernels;
import dev.tarn.spi.memory.RawMemory;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Hashing keys of words and of bytes. Per key. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HashBenchmark {
    private static final int ROWS = 4096;
    private static final int TEXT_BYTES = 18;

    private Memory memory;
    private long[] words;
    private long[] hashes;
    private long texts;

    @Setup
    public void setUp() {
        memory = new Memory();
        words = new long[ROWS];
        hashes = new long[ROWS];
        texts = memory.allocate((long) ROWS * TEXT_BYTES);
        SplittableRandom random = new SplittableRandom(1);
        Set<Long> different = new HashSet<>();
        Set<Long> differentHashes = new HashSet<>();
        for (int i = 0; i < ROWS; i++) {
            words[i] = random.nextLong(100_000);
            different.add(words[i]);
            differentHashes.add(HashKernels.mix(words[i]));
            for (int b = 0; b < TEXT_BYTES; b++) {
                RawMemory.putByte(texts + (long) i * TEXT_BYTES + b, (byte) random.nextInt('a', 'z'));
            }
        }
        Memory.require(different.size() == differentHashes.size(), "a hash of its own for each word");
    }

    @TearDown
    public void tearDown() {
        memory.close();
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long oneWord() {
        HashKernels.hash(words, ROWS, hashes);
        return hashes[ROWS - 1];
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long twoWords() {
        HashKernels.hash(words, ROWS, hashes);
        HashKernels.combine(words, ROWS, hashes);
        return hashes[ROWS - 1];
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long bytes() {
        long sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += HashKernels.hashBytes(texts + (long) i * TEXT_BYTES, TEXT_BYTES);
        }
        return sum;
    }
}
