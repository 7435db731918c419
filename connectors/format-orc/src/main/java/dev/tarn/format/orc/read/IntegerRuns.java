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
    private static final int SLACK = 16;
    private static final int[] WIDE_BITS = {26, 28, 30, 32, 40, 48, 56, 64};

    private final InStream in;
    private final boolean signed;
    private final byte[] window = new byte[(1 << 13) + SLACK];
    private final long[] patches = new long[32];
    private final long[] run = new long[MAX_RUN];
    private int at;
    private int limit;
    private int used;
    private int count;
    /** Whether the values of the run are all the same. */
    private boolean constant;

    IntegerRuns(InStream in, boolean signed) {
        this.in = in;
        this.signed = signed;
    }

    /** Makes sure of {@code bytes} bytes in the window, at most 4 KiB and a little. */
    private void require(int bytes) throws IOException {
        if (limit - at >= bytes) {
            return;
        }
        System.arraycopy(window, at, window, 0, limit - at);
        limit -= at;
        at = 0;
        while (limit < bytes) {
            int read = in.read(window, limit, window.length - SLACK - limit);
            if (read < 0) {
                throw Corrupt.data("a run of integers ends before its values do");
            }
            limit += read;
        }
    }

    private int readByte() throws IOException {
        require(1);
        return window[at++] & 0xFF;
    }

    private long readVarint() throws IOException {
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

    private long readBigEndian(int bytes) throws IOException {
        require(bytes);
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

    private void unpack(long[] target, int from, int values, int bits) throws IOException {
        int bytes = (values * bits + 7) >>> 3;
        require(bytes);
        byte[] source = window;
        if (bits <= 56) {
            long position = (long) at << 3;
            int drop = 64 - bits;
            for (int i = 0; i < values; i++) {
                long word = (long) LONG.get(source, (int) (position >>> 3));
                target[from + i] = word << (position & 7) >>> drop;
                position += bits;
            }
        } else {
            for (int i = 0; i < values; i++) {
                target[from + i] = (long) LONG.get(source, at + (i << 3));
            }
        }
        at += bytes;
    }

    private void nextRun() throws IOException {
        int first = readByte();
        used = 0;
        constant = false;
        switch (first >>> 6) {
            case 0 -> shortRepeat(first);
            case 1 -> direct(first);
            case 2 -> patched(first);
            default -> delta(first);
        }
    }

    private void shortRepeat(int first) throws IOException {
        long value = readBigEndian((first >>> 3 & 7) + 1);
        count = (first & 7) + 3;
        Arrays.fill(run, 0, count, signed ? unzigzag(value) : value);
        constant = true;
    }

    private void direct(int first) throws IOException {
        int bits = bitsOf(first >>> 1 & 31);
        count = ((first & 1) << 8 | readByte()) + 1;
        unpack(run, 0, count, bits);
        if (signed) {
            for (int i = 0; i < count; i++) {
                run[i] = unzigzag(run[i]);
            }
        }
    }

    private void delta(int first) throws IOException {
        int code = first >>> 1 & 31;
        count = ((first & 1) << 8 | readByte()) + 1;
        long base = readVarint();
        long value = signed ? unzigzag(base) : base;
        long step = unzigzag(readVarint());
        run[0] = value;
        if (code == 0) {
            for (int i = 1; i < count; i++) {
                value += step;
                run[i] = value;
            }
            constant = step == 0;
            return;
        }
        if (count < 2) {
            throw Corrupt.data("a run of deltas with one value");
        }
        value += step;
        run[1] = value;
        unpack(run, 2, count - 2, bitsOf(code));
        for (int i = 2; i < count; i++) {
            value = step < 0 ? value - run[i] : value + run[i];
            run[i] = value;
        }
    }

    private void patched(int first) throws IOException {
        int bits = bitsOf(first >>> 1 & 31);
        int values = ((first & 1) << 8 | readByte()) + 1;
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
        unpack(run, 0, values, bits);
        unpack(patches, 0, patchCount, closestBits(patchBits + gapBits));
        long patchMask = patchBits == 64 ? -1 : (1L << patchBits) - 1;
        int position = 0;
        for (int i = 0; i < patchCount; i++) {
            position += (int) (patches[i] >>> patchBits);
            long patch = patches[i] & patchMask;
            if (patch != 0) {
                if (position >= values) {
                    throw Corrupt.data("a patch behind its run");
                }
                run[position] |= patch << bits;
            }
        }
        for (int i = 0; i < values; i++) {
            run[i] += base;
        }
        count = values;
    }

    @Override
    public long next() throws IOException {
        if (used == count) {
            nextRun();
        }
        return run[used++];
    }

    @Override
    public void skip(long values) throws IOException {
        long left = values;
        while (left > 0) {
            if (used == count) {
                nextRun();
            }
            int passed = (int) Math.min(left, count - used);
            used += passed;
            left -= passed;
        }
    }

    /** Reads {@code values} values and returns whether they are surely all the same. */
    private boolean read(long[] target, int values) throws IOException {
        boolean same = true;
        int done = 0;
        while (done < values) {
            if (used == count) {
                nextRun();
            }
            int copied = Math.min(values - done, count - used);
            System.arraycopy(run, used, target, done, copied);
            same &= constant && target[done] == target[0];
            used += copied;
            done += copied;
        }
        return same;
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
        read(target, values);
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
