package dev.tarn.kernel.text;

import dev.tarn.spi.memory.ByteCompare;
import dev.tarn.spi.memory.RawMemory;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Selects the rows whose text fulfils a condition that is known beforehand. Each kind has a loop of its own.
 *
 * <p>{@code text[positions[count]] -> out[k <= count]}: positions ascending, null for all below {@code count}; {@code out}
 * may be {@code positions}; {@code outside} is 0 to keep the rows that fulfil the condition, 1 to keep the others. Rows must
 * not be null. Immutable once made; {@link #close} frees the texts it compares with.
 */
public abstract sealed class TextMatcher implements AutoCloseable
        permits TextMatcher.Equal, TextMatcher.Interval, TextMatcher.OneOf, LikeMatcher {
    private final ArrowBuf constants;

    /** Copies the texts it compares with off the heap, one after the other. */
    TextMatcher(BufferAllocator allocator, List<byte[]> texts) {
        long bytes = texts.stream().mapToLong(text -> text.length).sum();
        constants = allocator.buffer(Math.max(8, bytes));
        long at = constants.memoryAddress();
        for (byte[] text : texts) {
            RawMemory.copyFromArray(text, 0, at, text.length);
            at += text.length;
        }
    }

    /** Returns where the texts it compares with stand. */
    final long constants() {
        return constants.memoryAddress();
    }

    /** Selects rows; see the class. */
    public abstract int select(TextReader text, int[] positions, int count, int[] out, int outside);

    @Override
    public void close() {
        constants.close();
    }

    /** Texts equal to one. */
    public static final class Equal extends TextMatcher {
        private final int length;

        public Equal(BufferAllocator allocator, byte[] wanted) {
            super(allocator, List.of(wanted));
            length = wanted.length;
        }

        @Override
        public int select(TextReader text, int[] positions, int count, int[] out, int outside) {
            long wanted = constants();
            int k = 0;
            for (int j = 0; j < count; j++) {
                int row = positions == null ? j : positions[j];
                out[k] = row;
                boolean equal = text.length(row) == length && ByteCompare.equal(text.address(row), wanted, length);
                k += (equal ? 1 : 0) ^ outside;
            }
            return k;
        }
    }

    /** Texts between two, by unsigned bytes. */
    public static final class Interval extends TextMatcher {
        private final boolean hasLow;
        private final boolean hasHigh;
        private final int lowLength;
        private final int highLength;
        private final int leastOverLow;
        private final int mostOverHigh;

        /** Makes an interval; a bound that is null does not bound. */
        public Interval(
                BufferAllocator allocator, byte[] low, boolean lowInclusive, byte[] high, boolean highInclusive) {
            super(allocator, List.of(low == null ? new byte[0] : low, high == null ? new byte[0] : high));
            hasLow = low != null;
            hasHigh = high != null;
            lowLength = hasLow ? low.length : 0;
            highLength = hasHigh ? high.length : 0;
            leastOverLow = lowInclusive ? 0 : 1;
            mostOverHigh = highInclusive ? 0 : -1;
        }

        @Override
        public int select(TextReader text, int[] positions, int count, int[] out, int outside) {
            long low = constants();
            long high = low + lowLength;
            int k = 0;
            for (int j = 0; j < count; j++) {
                int row = positions == null ? j : positions[j];
                out[k] = row;
                long address = text.address(row);
                int length = text.length(row);
                boolean within = (!hasLow || ByteCompare.compare(address, length, low, lowLength) >= leastOverLow)
                        && (!hasHigh || ByteCompare.compare(address, length, high, highLength) <= mostOverHigh);
                k += (within ? 1 : 0) ^ outside;
            }
            return k;
        }
    }

    /** Texts equal to one of several. */
    public static final class OneOf extends TextMatcher {
        private final int[] table;
        private final int[] starts;
        private final int mask;

        public OneOf(BufferAllocator allocator, List<byte[]> wanted) {
            super(allocator, wanted);
            starts = new int[wanted.size() + 1];
            for (int i = 0; i < wanted.size(); i++) {
                starts[i + 1] = starts[i] + wanted.get(i).length;
            }
            table = new int[Integer.highestOneBit(Math.max(4, wanted.size() * 4)) * 2];
            mask = table.length - 1;
            for (int i = 0; i < wanted.size(); i++) {
                int slot = (int) ByteCompare.hash(constants() + starts[i], starts[i + 1] - starts[i]) & mask;
                while (table[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                table[slot] = i + 1;
            }
        }

        @Override
        public int select(TextReader text, int[] positions, int count, int[] out, int outside) {
            int k = 0;
            for (int j = 0; j < count; j++) {
                int row = positions == null ? j : positions[j];
                out[k] = row;
                k += (contains(text.address(row), text.length(row)) ? 1 : 0) ^ outside;
            }
            return k;
        }

        private boolean contains(long address, int length) {
            int slot = (int) ByteCompare.hash(address, length) & mask;
            for (int entry = table[slot]; entry != 0; entry = table[slot]) {
                int start = starts[entry - 1];
                if (starts[entry] - start == length && ByteCompare.equal(constants() + start, address, length)) {
                    return true;
                }
                slot = (slot + 1) & mask;
            }
            return false;
        }
    }
}
