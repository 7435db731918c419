package dev.tarn.exec.operator.analyze;

import dev.tarn.kernel.HashKernels;
import dev.tarn.kernel.Int128;
import dev.tarn.kernel.LoadKernels;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.memory.ByteCompare;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.metastore.CollectedColumn;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.type.Type;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import org.apache.datasketches.theta.UpdateSketch;

/** Counts the NULLs of a column, keeps its bounds and, if asked to, sketches its values. One thread. */
public final class ColumnCollector {
    /** Longer texts are no bounds: they would be kept in the catalog. */
    private static final int LONGEST_BOUND = CollectedColumn.LONGEST_BOUND;

    /** Room for one batch's values, which collectors of one thread share. */
    public static final class Scratch {
        private int[] split = new int[0];
        private int[] kept = new int[0];
        private long[] words = new long[0];
        private long[] highs = new long[0];
        private int[] lengths = new int[0];
        private double[] doubles = new double[0];

        private void ensure(int count) {
            if (split.length < count) {
                split = new int[count];
                kept = new int[count];
                words = new long[count];
                highs = new long[count];
                lengths = new int[count];
                doubles = new double[count];
            }
        }
    }

    private final Type type;
    private final Scratch scratch;
    /** Null if only bounds are wanted. */
    private final UpdateSketch sketch;

    private final BitSet seenCodes = new BitSet();
    private long seenDictionary;
    private long nullCount;
    private boolean any;
    private boolean bounded;
    private long minLong = Long.MAX_VALUE;
    private long maxLong = Long.MIN_VALUE;
    private double minDouble = Double.POSITIVE_INFINITY;
    private double maxDouble = Double.NEGATIVE_INFINITY;
    private BigInteger minWide;
    private BigInteger maxWide;
    private byte[] minBytes;
    private byte[] maxBytes;

    private ColumnCollector(Type type, Scratch scratch, UpdateSketch sketch) {
        this.type = type;
        this.scratch = scratch;
        this.sketch = sketch;
        this.bounded = hasOrder(type);
    }

    /** Makes one that sketches values, too. */
    static ColumnCollector withSketch(Type type, Scratch scratch) {
        return new ColumnCollector(
                type,
                scratch,
                UpdateSketch.builder()
                        .setNominalEntries(ColumnSummary.SKETCH_ENTRIES)
                        .build());
    }

    /** Makes one of bounds and NULLs, which stops to look once it is known that a column has no bounds worth keeping. */
    public static ColumnCollector ofBounds(Type type, Scratch scratch) {
        return new ColumnCollector(type, scratch, null);
    }

    /** Returns whether columns of a type have bounds. */
    public static boolean hasOrder(Type type) {
        return switch (type.kind()) {
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, DATE, TIMESTAMP, CHAR, VARCHAR ->
                true;
            default -> false;
        };
    }

    /** Brings in the rows of a column at {@code positions}, or the first ones if that is null. */
    public void add(Column column, int[] positions, int count) {
        scratch.ensure(count);
        int[] rows = positions;
        int left = count;
        if (column.mayHaveNulls()) {
            int[] split = scratch.split;
            int[] kept = scratch.kept;
            left = LoadKernels.notNull(column, positions, count, split);
            nullCount += count - left;
            for (int k = 0; k < left; k++) {
                kept[k] = positions == null ? split[k] : positions[split[k]];
            }
            rows = kept;
        }
        if (left == 0 || !bounded && sketch == null) {
            return;
        }
        any = true;
        if (column.encoding() == Encoding.CONSTANT) {
            left = 1;
        } else if (column.encoding() == Encoding.DICTIONARY) {
            left = unseen(column, rows, left);
            rows = scratch.kept;
        }
        switch (column.layout()) {
            case BYTE, INT, LONG -> addLongs(column, rows, left);
            case FLOAT, DOUBLE -> addDoubles(column, rows, left);
            case INT128 -> addWide(column, rows, left);
            case BYTES -> addBytes(column, rows, left);
        }
    }

    /** Compacts to one row of each value that did not come before from the same dictionary. */
    private int unseen(Column column, int[] rows, int count) {
        if (column.dictionaryId() == 0 || column.dictionaryId() != seenDictionary) {
            seenCodes.clear();
            seenDictionary = column.dictionaryId();
        }
        int[] kept = scratch.kept;
        int left = 0;
        for (int k = 0; k < count; k++) {
            int row = rows == null ? k : rows[k];
            int code = column.valueIndex(row);
            if (!seenCodes.get(code)) {
                seenCodes.set(code);
                kept[left++] = row;
            }
        }
        return left;
    }

    private void addLongs(Column column, int[] rows, int count) {
        long[] words = scratch.words;
        LoadKernels.longs(column, rows, count, words);
        long min = minLong;
        long max = maxLong;
        for (int k = 0; k < count; k++) {
            long value = words[k];
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        minLong = min;
        maxLong = max;
        for (int k = 0; sketch != null && k < count; k++) {
            sketch.update(words[k]);
        }
    }

    private void addDoubles(Column column, int[] rows, int count) {
        double[] doubles = scratch.doubles;
        LoadKernels.doubles(column, rows, count, doubles);
        double min = minDouble;
        double max = maxDouble;
        for (int k = 0; k < count; k++) {
            min = Math.min(min, doubles[k]);
            max = Math.max(max, doubles[k]);
        }
        minDouble = min;
        maxDouble = max;
        // Either is NaN once a value is.
        bounded &= !Double.isNaN(min);
        for (int k = 0; sketch != null && k < count; k++) {
            sketch.update(doubles[k]);
        }
    }

    private void addWide(Column column, int[] rows, int count) {
        long[] words = scratch.words;
        long[] highs = scratch.highs;
        LoadKernels.int128s(column, rows, count, words, highs);
        int least = 0;
        int greatest = 0;
        for (int k = 0; k < count; k++) {
            least = Int128.compare(highs[k], words[k], highs[least], words[least]) < 0 ? k : least;
            greatest = Int128.compare(highs[k], words[k], highs[greatest], words[greatest]) > 0 ? k : greatest;
        }
        if (count > 0) {
            minWide = least(minWide, wide(highs[least], words[least]));
            maxWide = greatest(maxWide, wide(highs[greatest], words[greatest]));
        }
        for (int k = 0; sketch != null && k < count; k++) {
            // A DECIMAL that fits 64 bits may come in either layout.
            boolean fits = highs[k] == words[k] >> 63;
            sketch.update(fits ? words[k] : HashKernels.combine(HashKernels.mix(words[k]), highs[k]));
        }
    }

    private static BigInteger wide(long high, long word) {
        BigInteger low = BigInteger.valueOf(word);
        BigInteger unsigned = word < 0 ? low.add(BigInteger.ONE.shiftLeft(64)) : low;
        return BigInteger.valueOf(high).shiftLeft(64).add(unsigned);
    }

    private static BigInteger least(BigInteger left, BigInteger right) {
        return left == null ? right : left.min(right);
    }

    private static BigInteger greatest(BigInteger left, BigInteger right) {
        return left == null ? right : left.max(right);
    }

    private void addBytes(Column column, int[] rows, int count) {
        long[] words = scratch.words;
        int[] lengths = scratch.lengths;
        LoadKernels.bytes(column, rows, count, words, lengths);
        for (int k = 0; sketch != null && k < count; k++) {
            sketch.update(HashKernels.hashBytes(words[k], lengths[k]));
        }
        if (!bounded || count == 0) {
            return;
        }
        int least = 0;
        int greatest = 0;
        for (int k = 1; k < count; k++) {
            if (compare(k, least) < 0) {
                least = k;
            }
            if (compare(k, greatest) > 0) {
                greatest = k;
            }
        }
        byte[] low = bytes(least);
        byte[] high = bytes(greatest);
        minBytes = minBytes == null || Arrays.compareUnsigned(low, minBytes) < 0 ? low : minBytes;
        maxBytes = maxBytes == null || Arrays.compareUnsigned(high, maxBytes) > 0 ? high : maxBytes;
        bounded = minBytes.length <= LONGEST_BOUND && maxBytes.length <= LONGEST_BOUND;
    }

    private int compare(int left, int right) {
        long[] words = scratch.words;
        int[] lengths = scratch.lengths;
        return ByteCompare.compare(words[left], lengths[left], words[right], lengths[right]);
    }

    private byte[] bytes(int k) {
        byte[] copy = new byte[scratch.lengths[k]];
        RawMemory.copyToArray(scratch.words[k], copy, 0, copy.length);
        return copy;
    }

    /** Returns what was found, without a number of distinct values. */
    public ColumnStatistics statistics() {
        Object min = bound(minLong, minDouble, minWide, minBytes, false);
        Object max = bound(maxLong, maxDouble, maxWide, maxBytes, true);
        return new ColumnStatistics(min, max, min != null, nullCount, -1);
    }

    /** Returns what was found and sketched. */
    ColumnSummary summary() {
        ColumnStatistics found = statistics();
        return new ColumnSummary(found.min(), found.max(), bounded, nullCount, sketch.compact());
    }

    private Object bound(long number, double fraction, BigInteger wide, byte[] bytes, boolean greatest) {
        if (!any || !bounded) {
            return null;
        }
        return switch (type.kind()) {
            case REAL, DOUBLE -> fraction;
            case CHAR, VARCHAR -> new ByteText(bytes);
            case DECIMAL -> {
                // Files of one table may bring 64 bits or 128.
                boolean narrow = minLong <= maxLong;
                BigInteger value = narrow ? BigInteger.valueOf(number) : wide;
                yield narrow && wide != null ? greatest ? value.max(wide) : value.min(wide) : value;
            }
            default -> number;
        };
    }
}
