package dev.tarn.benchmarks.micro;

import dev.tarn.kernel.LongArithmetic;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Arithmetic over 64-bit columns, with and without a look at overflow. Per value. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ArithmeticBenchmark {
    private static final int ROWS = 4096;

    private Memory memory;
    private long left;
    private long right;
    private long out;

    @Setup
    public void setUp() {
        memory = new Memory();
        left = memory.allocate(ROWS * 8L);
        right = memory.allocate(ROWS * 8L);
        out = memory.allocate(ROWS * 8L);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < ROWS; i++) {
            RawMemory.putLong(left + i * 8L, random.nextLong(-10_000_000, 10_000_000));
            RawMemory.putLong(right + i * 8L, random.nextLong(-10_000_000, 10_000_000));
        }
        Memory.require(!LongArithmetic.multiplyChecked(left, right, out, ROWS), "there is no overflow");
        for (int i = 0; i < ROWS; i++) {
            long product = RawMemory.getLong(left + i * 8L) * RawMemory.getLong(right + i * 8L);
            Memory.require(RawMemory.getLong(out + i * 8L) == product, "product of row " + i);
        }
    }

    @TearDown
    public void tearDown() {
        memory.close();
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long add() {
        LongArithmetic.add(left, right, out, ROWS);
        return RawMemory.getLong(out);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public boolean addChecked() {
        return LongArithmetic.addChecked(left, right, out, ROWS);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long multiply() {
        LongArithmetic.multiply(left, right, out, ROWS);
        return RawMemory.getLong(out);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public boolean multiplyChecked() {
        return LongArithmetic.multiplyChecked(left, right, out, ROWS);
    }
}
