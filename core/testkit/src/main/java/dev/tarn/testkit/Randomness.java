package dev.tarn.testkit;

import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

/**
 * Random values for property tests, all of them following from one seed. One thread at a time.
 *
 * <p>A test takes its seeds from {@link #seeds} as a parameterised test does, so that the seed stands in the test's name:
 *
 * <pre>{@code
 * @ParameterizedTest(name = "seed {0}")
 * @MethodSource("dev.tarn.testkit.Randomness#seeds")
 * void addsAsTheInterpreterDoes(long seed) {
 *     Randomness random = Randomness.ofSeed(seed);
 * }</pre>
 *
 * or takes a {@code Randomness} as a parameter under {@link RandomnessExtension}, which prints the seed on a failure.
 * {@code -Dtarn.test.seed=N} replays a seed and nothing else; {@code -Dtarn.test.seeds=N} sets how many there are.
 */
public final class Randomness {
    /** The system property that names the one seed to replay. */
    public static final String SEED_PROPERTY = "tarn.test.seed";
    /** The system property that says how many seeds {@link #seeds} gives. */
    public static final String COUNT_PROPERTY = "tarn.test.seeds";

    /** The system property that asks for the full counts of tests. */
    private static final String FULL_PROPERTY = "tarn.test.full";

    private static final int DEFAULT_COUNT = 10;

    private final long seed;
    private long state;

    private Randomness(long seed) {
        this.seed = seed;
        this.state = seed;
    }

    public static Randomness ofSeed(long seed) {
        return new Randomness(seed);
    }

    /** Makes one from the first of the {@link #seeds}. */
    public static Randomness create() {
        return new Randomness(seeds().findFirst().orElseThrow());
    }

    /**
     * Returns the seed to replay, or several seeds, 10 unless a property says otherwise: the same ones in every build, new
     * ones where {@code -Dtarn.test.full=true} asks for the full counts.
     */
    public static LongStream seeds() {
        Long replayed = Long.getLong(SEED_PROPERTY);
        if (replayed != null) {
            return LongStream.of(replayed);
        }
        int count = Integer.getInteger(COUNT_PROPERTY, DEFAULT_COUNT);
        return Boolean.getBoolean(FULL_PROPERTY)
                ? LongStream.generate(Randomness::freshSeed).limit(count)
                : LongStream.rangeClosed(1, count);
    }

    private static long freshSeed() {
        return ThreadLocalRandom.current().nextLong(1_000_000_000L);
    }

    /** Returns what every value follows from. */
    public long seed() {
        return seed;
    }

    /** Returns any 64 bits (SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators"). */
    public long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    /** Returns any 32 bits. */
    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    /** Returns a number from 0 to {@code bound - 1}; {@code bound} is positive. */
    public int nextInt(int bound) {
        return (int) Math.floorMod(nextLong() >>> 16, (long) bound);
    }

    /** Returns a number from {@code low} to {@code high}, both inclusive. */
    public long between(long low, long high) {
        long span = high - low + 1;
        if (span > 0) {
            return low + Math.floorMod(nextLong(), span);
        }
        long value = nextLong();
        while (value < low || value > high) {
            value = nextLong();
        }
        return value;
    }

    /** Returns a number from {@code low} to {@code high}, both inclusive. */
    public int between(int low, int high) {
        return (int) between((long) low, (long) high);
    }

    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    /** Returns a number from 0 (inclusive) to 1 (exclusive). */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Returns true with the probability {@code share}. */
    public boolean chance(double share) {
        return nextDouble() < share;
    }

    @SafeVarargs
    public final <T> T pick(T... values) {
        return values[nextInt(values.length)];
    }

    public <T> T pick(List<T> values) {
        return values.get(nextInt(values.size()));
    }

    /** Returns a number of up to {@code bits} bits and a sign, where edges and small numbers come often. */
    public long edgyLong(int bits) {
        long max = bits == 64 ? Long.MAX_VALUE : (1L << bits - 1) - 1;
        long min = -max - 1;
        long value =
                switch (nextInt(8)) {
                    case 0 -> pick(min, min + 1, max, max - 1, 0L, 1L, -1L);
                    case 1 -> between(-10L, 10L);
                    case 2 -> (1L << nextInt(63)) + between(-1L, 1L);
                    case 3 -> nextLong() >> 64 - bits + nextInt(bits);
                    default -> nextLong() >> 64 - bits;
                };
        return Math.max(min, Math.min(max, value));
    }

    /** Returns a double, where zeros, NaN, infinities, subnormal and whole numbers come often. */
    public double edgyDouble() {
        return switch (nextInt(8)) {
            case 0 ->
                pick(
                        0.0,
                        -0.0,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        -Double.MAX_VALUE);
            case 1 -> between(-100, 100);
            case 2 -> Double.longBitsToDouble(nextLong());
            default -> (nextDouble() - 0.5) * Math.pow(10, between(-10, 10));
        };
    }

    /** Returns a float, where zeros, NaN, infinities and whole numbers come often. */
    public float edgyFloat() {
        return switch (nextInt(6)) {
            case 0 ->
                pick(
                        0.0f,
                        -0.0f,
                        Float.NaN,
                        Float.POSITIVE_INFINITY,
                        Float.NEGATIVE_INFINITY,
                        Float.MIN_VALUE,
                        Float.MAX_VALUE);
            case 1 -> between(-100, 100);
            case 2 -> Float.intBitsToFloat(nextInt());
            default -> (float) ((nextDouble() - 0.5) * Math.pow(10, between(-10, 10)));
        };
    }

    /** Returns an unscaled decimal of at most {@code digits} digits and a sign, where edges come often. */
    public BigInteger edgyDecimal(int digits) {
        BigInteger bound = BigInteger.TEN.pow(digits);
        BigInteger magnitude =
                switch (nextInt(6)) {
                    case 0 -> bound.subtract(BigInteger.ONE);
                    case 1 -> BigInteger.valueOf(nextInt(10)).mod(bound);
                    case 2 -> BigInteger.TEN.pow(nextInt(digits));
                    default -> new BigInteger(1, bytes(17)).mod(BigInteger.TEN.pow(between(1, digits)));
                };
        return nextBoolean() ? magnitude : magnitude.negate();
    }

    /** Returns {@code length} bytes. */
    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) nextLong();
        }
        return bytes;
    }

    /** Returns a text of up to {@code maxLength} characters: often ASCII, at times of two to four UTF-8 bytes each. */
    public String text(int maxLength) {
        int length = nextInt(maxLength + 1);
        boolean ascii = chance(0.7);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(ascii ? between(' ', '~') : pick('a' + nextInt(26), 0xE9, 0x142, 0x4E2D, 0x1F600));
        }
        return text.toString();
    }

    /**
     * Returns which of {@code count} rows are null: none, all, single ones or runs.
     *
     * @return true where the row is null
     */
    public boolean[] nulls(int count) {
        boolean[] nulls = new boolean[count];
        int shape = nextInt(4);
        double share = nextDouble();
        boolean runIsNull = nextBoolean();
        int runLeft = 0;
        for (int i = 0; i < count; i++) {
            if (runLeft-- == 0) {
                runIsNull = !runIsNull;
                runLeft = nextInt(100);
            }
            nulls[i] = switch (shape) {
                case 0 -> false;
                case 1 -> chance(share);
                case 2 -> runIsNull;
                default -> share > 0.8 || chance(0.1);
            };
        }
        return nulls;
    }

    @Override
    public String toString() {
        return "seed " + seed;
    }
}
