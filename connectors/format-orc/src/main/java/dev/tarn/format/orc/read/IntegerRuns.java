package dev.tarn.format.orc.read;

import dev.tarn.format.orc.metadata.Corrupt;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.orc.impl.InStream;
import org.apache.orc.impl.IntegerReader;
import org.apache.orc.impl.PositionProvider;

/**
 * Decodes the second version of ORC's run-length encoding of integers, by the specification of the format: a run at a time,
 * which is copied to where its values are wanted.
 */
final class IntegerRuns implements IntegerReader {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int MAX_RUN = 512;
    private static final int MAX_SHORT_RUN = 10;
    /** More bytes than a run has: its values at 8 bytes each, its patches and its header. */
    private static final int MAX_RUN_BYTES = MAX_RUN * 8 + 32 * 8 + 64;

    private static final int WINDOW_BYTES = 1 << 14;
    private static final int[] WIDE_BITS = {26, 28, 30, 32, 40, 48, 56, 64};

    private final InStream in;
    private final boolean signed;
    /** Bytes of the stream from {@link #at} to {@link #limit}; a run that goes on behind is read as far as it may go. */
    private final byte[] window = new byte[WINDOW_BYTES + MAX_RUN_BYTES];

    private final long[] patches = new long[32];
    private final long[] run = new long[MAX_RUN];
    private int at;
    private int limit;
    /** How many values of the run at hand are used, of how many; they are in {@link #run}, or all {@link #constant}. */
    private int used;

    private int count;
    private boolean isConstant;
    private long constant;

    IntegerRuns(InStream in, boolean signed) {
        this.in = in;
        this.signed = signed;
    }

    /** Makes the next run's bytes be in the window, as far as there are bytes. */
    private void fill() throws IOException {
        System.arraycopy(window, at, window, 0, limit - at);
        limit -= at;
        at = 0;
        while (limit < MAX_RUN_BYTES && hasMore()) {
            limit += in.read(window, limit, WINDOW_BYTES - limit);
        }
        if (limit == 0) {
            throw ended();
        }
    }

    /** What is read ahead may be cut off where the row groups end that are wanted; no run of theirs reaches there. */
    private boolean hasMore() throws IOException {
        return limit > 0 && in instanceof MemoryStream stream ? stream.hasWholeChunk() : in.available() > 0;
    }

    private static RuntimeException ended() {
        return Corrupt.data("a run of integers ends before its values do");
    }

    private int readByte() {
        return window[at++] & 0xFF;
    }

    private long readVarint() {
        long value = 0;
        int shift = 0;
        int next;
        do {
            next = readByte();
            value |= shift < 64 ? (next & 0x7FL) << shift : 0;
            shift += 7;
            if (shift > 70) {
                throw Corrupt.data("an integer of more than 64 bits");
            }
        } while (next >= 0x80);
        return value;
    }

    private static long unzigzag(long value) {
        return value >>> 1 ^ -(value & 1);
    }

    private long readBigEndian(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | window[at++] & 0xFF;
        }
        return value;
    }

    private static int bitsOf(int code) {
        return code < 24 ? code + 1 : WIDE_BITS[code - 24];
    }

    /** Returns the least width of the format that has {@code bits} bits. */
    private static int closestBits(int bits) {
        if (bits <= 24) {
            return Math.max(1, bits);
        }
        for (int wide : WIDE_BITS) {
            if (bits <= wide) {
                return wide;
            }
        }
        throw Corrupt.data("patches of " + bits + " bits");
    }

    /** Reads values of {@code bits} bits each, the first in the highest bits, to {@code target} from {@code from} on. */
    private void unpack(long[] target, int from, int values, int bits) {
        int end = from + values;
        if (bits == 8) {
            for (int i = from; i < end; i++) {
                target[i] = window[at++] & 0xFF;
            }
            return;
        }
        int start = at;
        at += (values * bits + 7) >>> 3;
        if (bits > 56) {
            for (int i = from; i < end; i++, start += 8) {
                target[i] = (long) LONG.get(window, start);
            }
            return;
        }
        long position = (long) start << 3;
        int drop = 64 - bits;
        int together = 57 / bits;
        int i = from;
        if (together > 1) {
            for (; i <= end - together; position += (long) together * bits) {
                long word = (long) LONG.get(window, (int) (position >>> 3)) << (position & 7);
                for (int last = i + together; i < last; i++) {
                    target[i] = word >>> drop;
                    word <<= bits;
                }
            }
        }
        for (; i < end; i++, position += bits) {
            long word = (long) LONG.get(window, (int) (position >>> 3));
            target[i] = word << (position & 7) >>> drop;
        }
    }

    /**
     * Reads a run. One that fits is written to {@code target}; another is kept, to be used piece by piece.
     *
     * @param target where values are wanted, or null if they are passed over
     * @param from the index of the next value there
     * @param room how many values are wanted
     * @return how many values were written or passed over; 0 if the run is kept
     */
    private int nextRun(long[] target, int from, int room) throws IOException {
        if (limit - at < MAX_RUN_BYTES) {
            fill();
        }
        int first = readByte();
        used = 0;
        count = 0;
        int values;
        if (first >>> 6 == 0) {
            values = (first & 7) + 3;
            long value = readBigEndian((first >>> 3 & 7) + 1);
            keepConstant(signed ? unzigzag(value) : value);
        } else {
            isConstant = false;
            values = ((first & 1) << 8 | readByte()) + 1;
            boolean fits = values <= room;
            long[] to = fits && target != null ? target : run;
            int start = fits && target != null ? from : 0;
            switch (first >>> 6) {
                case 1 -> direct(bitsOf(first >>> 1 & 31), values, to, start, fits && target == null);
                case 2 -> patched(bitsOf(first >>> 1 & 31), values, to, start);
                default -> delta(first >>> 1 & 31, values, to, start);
            }
            if (fits && !isConstant) {
                requireEnd();
                return values;
            }
        }
        requireEnd();
        count = values;
        return 0;
    }

    private void requireEnd() {
        if (at > limit) {
            throw ended();
        }
    }

    private void keepConstant(long value) {
        isConstant = true;
        constant = value;
    }

    private void direct(int bits, int values, long[] to, int from, boolean isPassed) {
        if (isPassed) {
            at += (values * bits + 7) >>> 3;
            return;
        }
        unpack(to, from, values, bits);
        if (signed) {
            for (int i = from; i < from + values; i++) {
                to[i] = unzigzag(to[i]);
            }
        }
    }

    private void delta(int code, int values, long[] to, int from) {
        long base = readVarint();
        long value = signed ? unzigzag(base) : base;
        long step = unzigzag(readVarint());
        if (code == 0) {
            if (step == 0) {
                keepConstant(value);
                return;
            }
            for (int i = from; i < from + values; i++) {
                to[i] = value;
                value += step;
            }
            return;
        }
        if (values < 2) {
            throw Corrupt.data("a run of deltas with one value");
        }
        to[from] = value;
        value += step;
        to[from + 1] = value;
        unpack(to, from + 2, values - 2, bitsOf(code));
        for (int i = from + 2; i < from + values; i++) {
            value = step < 0 ? value - to[i] : value + to[i];
            to[i] = value;
        }
    }

    private void patched(int bits, int values, long[] to, int from) {
        int third = readByte();
        int fourth = readByte();
        int baseBytes = (third >>> 5) + 1;
        int patchBits = bitsOf(third & 31);
        int gapBits = (fourth >>> 5) + 1;
        int patchCount = fourth & 31;
        if (patchBits + gapBits > 64 || bits == 64) {
            throw Corrupt.data("patches of " + patchBits + " bits with gaps of " + gapBits);
        }
        long base = readBigEndian(baseBytes);
        long sign = 1L << (baseBytes * 8 - 1);
        base = (base & sign) != 0 ? -(base & ~sign) : base;
        unpack(to, from, values, bits);
        unpack(patches, 0, patchCount, closestBits(patchBits + gapBits));
        long patchMask = (1L << patchBits) - 1;
        int position = 0;
        for (int i = 0; i < patchCount; i++) {
            position += (int) (patches[i] >>> patchBits);
            long patch = patches[i] & patchMask;
            if (patch != 0) {
                if (position >= values) {
                    throw Corrupt.data("a patch behind its run");
                }
                to[from + position] |= patch << bits;
            }
        }
        for (int i = from; i < from + values; i++) {
            to[i] += base;
        }
    }

    @Override
    public long next() throws IOException {
        if (used == count) {
            nextRun(run, 0, 0);
        }
        long value = isConstant ? constant : run[used];
        used++;
        return value;
    }

    @Override
    public void skip(long values) throws IOException {
        long left = values;
        while (left > 0) {
            int passed = used == count ? nextRun(null, 0, (int) Math.min(left, MAX_RUN)) : 0;
            if (passed == 0) {
                passed = (int) Math.min(left, count - used);
                used += passed;
            }
            left -= passed;
        }
    }

    /**
     * Reads {@code values} values, at least one.
     *
     * @return whether they are surely all the same; then only the first is written
     */
    private boolean read(long[] target, int values) throws IOException {
        boolean same = true;
        int done = 0;
        while (done < values) {
            if (!same && used == count) {
                done = shortRuns(target, done, values);
                if (done == values) {
                    break;
                }
            }
            int written = used == count ? nextRun(target, done, values - done) : 0;
            if (written > 0) {
                // What was the same so far stands at the begin only.
                same = same && done > 0 && spread(target, done);
                done += written;
                continue;
            }
            int taken = Math.min(values - done, count - used);
            if (isConstant && same && (done == 0 || target[0] == constant)) {
                target[0] = constant;
            } else {
                same = same && done > 0 && spread(target, done);
                take(target, done, taken);
            }
            used += taken;
            done += taken;
        }
        return same;
    }

    /**
     * Reads runs that repeat a value of one byte a few times, as long as there are such and they fit for sure: codes of small
     * dictionaries are hardly anything else.
     *
     * @return the index behind the last value that was written
     */
    private int shortRuns(long[] target, int from, int values) {
        int done = from;
        int last = values - MAX_SHORT_RUN;
        while (done <= last && limit - at >= MAX_RUN_BYTES) {
            int first = window[at];
            if ((first & 0xF8) != 0) {
                break;
            }
            long value = window[at + 1] & 0xFF;
            value = signed ? unzigzag(value) : value;
            for (int i = 0; i < MAX_SHORT_RUN; i++) {
                target[done + i] = value;
            }
            done += (first & 7) + 3;
            at += 2;
        }
        return done;
    }

    /** Writes the first value {@code values} times; returns false, as what follows is another. */
    private static boolean spread(long[] target, int values) {
        Arrays.fill(target, 1, values, target[0]);
        return false;
    }

    private void take(long[] target, int from, int values) {
        if (!isConstant) {
            System.arraycopy(run, used, target, from, values);
            return;
        }
        long value = constant;
        if (values <= MAX_SHORT_RUN && from + MAX_SHORT_RUN <= target.length) {
            // As many as there may be: a loop without a condition, and what is too much is written over by what
            // follows.
            for (int i = 0; i < MAX_SHORT_RUN; i++) {
                target[from + i] = value;
            }
            return;
        }
        Arrays.fill(target, from, from + values, value);
    }

    @Override
    public void nextVector(ColumnVector nulls, long[] target, int rows) throws IOException {
        if (nulls.noNulls) {
            nulls.isRepeating = rows > 0 && read(target, rows);
            return;
        }
        boolean[] isNull = nulls.isNull;
        int values = 0;
        for (int i = 0; i < rows; i++) {
            values += isNull[i] ? 0 : 1;
        }
        if (values > 0 && read(target, values)) {
            spread(target, values);
        }
        for (int i = rows - 1; i >= 0; i--) {
            target[i] = isNull[i] ? 0 : target[--values];
        }
        nulls.isRepeating = false;
    }

    @Override
    public void nextVector(ColumnVector nulls, int[] target, int rows) {
        throw new UnsupportedOperationException("vectors of int");
    }

    @Override
    public boolean hasNext() throws IOException {
        return used != count || limit != at || in.available() > 0;
    }

    @Override
    public void seek(PositionProvider index) throws IOException {
        in.seek(index);
        at = 0;
        limit = 0;
        used = 0;
        count = 0;
        skip(index.getNext());
    }
}
