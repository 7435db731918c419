package dev.tarn.benchmarks.micro;

import dev.tarn.kernel.RangeKernels;
import dev.tarn.kernel.text.LikeMatcher;
import dev.tarn.kernel.text.LikePattern;
import dev.tarn.kernel.text.TextReader;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Type;
import java.nio.charset.StandardCharsets;
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

/** Selecting rows by a range and by a pattern. Per row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FilterBenchmark {
    private static final int ROWS = 4096;
    private static final int TEXT_BYTES = 48;

    /** How many of a hundred rows stay. */
    @Param({"1", "50", "99"})
    private int percent;

    private Memory memory;
    private long values;
    private int[] positions;
    private LikeMatcher matcher;
    private TextReader texts;

    @Setup
    public void setUp() {
        memory = new Memory();
        values = memory.allocate(ROWS * 8L);
        long offsets = memory.allocate((ROWS + 1) * 4L);
        long bytes = memory.allocate((long) ROWS * TEXT_BYTES);
        positions = new int[ROWS];
        SplittableRandom random = new SplittableRandom(1);
        int within = 0;
        for (int i = 0; i < ROWS; i++) {
            int value = random.nextInt(100);
            within += value < percent ? 1 : 0;
            RawMemory.putLong(values + i * 8L, value);
            String text = value < percent
                    ? "blithely special packages; pending requests "
                    : "carefully final deposits sleep furiously    ";
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            int start = RawMemory.getInt(offsets + i * 4L);
            RawMemory.copyFromArray(utf8, 0, bytes + start, utf8.length);
            RawMemory.putInt(offsets + (i + 1) * 4L, start + utf8.length);
        }
        matcher = new LikeMatcher(memory.allocator(), LikePattern.parse("%special%requests%", null));
        texts = new TextReader();
        texts.reset(Column.flatBytes(Type.VARCHAR, ROWS, 0, offsets, bytes));
        Memory.require(range() == within, "rows in the range");
        Memory.require(like() == within, "rows like the pattern");
    }

    @TearDown
    public void tearDown() {
        matcher.close();
        memory.close();
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int range() {
        return RangeKernels.selectLongs(values, 0, percent - 1L, null, ROWS, positions, 0);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int like() {
        return matcher.select(texts, null, ROWS, positions, 0);
    }
}
