package dev.tarn.format.parquet.encoding;

import dev.tarn.spi.memory.RawMemory;

/**
 * Decodes the hybrid of runs and bit-packed groups that dictionary codes, levels and booleans are written in (the format's
 * encoding RLE, number 3). Goes on where the last call ended. One thread at a time.
 *
 * <p>Every value it gives is below {@code 1 << width}. A run that claims more bytes than there are is cut to what there is;
 * who asks for more values than that gets HIVE_BAD_DATA.
 */
public final class RunLengthDecoder {
    private long position;
    private long end;
    private int width;
    private long remaining;
    private boolean packed;
    private int value;
    private long packedAddress;
    private long packedIndex;

    /** Starts at {@code length} bytes at {@code address}, of values of {@code width} bits. */
    public void reset(long address, long length, int bitWidth) {
        if (bitWidth < 0 || bitWidth > 32) {
            throw Corrupt.data("values of " + bitWidth + " bits");
        }
        position = address;
        end = address + length;
        width = bitWidth;
        remaining = 0;
    }

    /** Decodes {@code count} values into 32-bit integers. */
    public void read(int count, long target) {
        int done = 0;
        while (done < count) {
            if (remaining == 0) {
                nextRun(count - done);
            }
            int now = (int) Math.min(remaining, count - done);
            long out = target + ((long) done << 2);
            if (packed) {
                BitUnpacker.unpack(packedAddress, packedIndex, width, now, out);
                packedIndex += now;
            } else {
                fill(out, now, value);
            }
            remaining -= now;
            done += now;
        }
    }

    /**
     * Decodes those of the next {@code count} values that {@code rows} names, and passes over the others.
     *
     * @param rows ascending positions among the values, {@code selected} of them
     * @param target address of {@code count} integers, of which those at the positions are written
     */
    public void readSelected(int count, int[] rows, int selected, long target) {
        int done = 0;
        int k = 0;
        while (done < count) {
            if (remaining == 0) {
                nextRun(count - done);
            }
            int end = done + (int) Math.min(remaining, count - done);
            int first = k;
            while (k < selected && rows[k] < end) {
                k++;
            }
            if (packed) {
                BitUnpacker.unpackSelected(packedAddress, packedIndex - done, width, rows, first, k, target);
                packedIndex += end - done;
            } else {
                for (int i = first; i < k; i++) {
                    RawMemory.putInt(target + ((long) rows[i] << 2), value);
                }
            }
            remaining -= end - done;
            done = end;
        }
    }

    /** Decodes {@code count} values of one bit into bytes of 0 and 1. */
    public void readBytes(int count, long target) {
        int done = 0;
        while (done < count) {
            if (remaining == 0) {
                nextRun(count - done);
            }
            int now = (int) Math.min(remaining, count - done);
            if (packed) {
                BitUnpacker.unpackBits(packedAddress, packedIndex, now, target + done);
                packedIndex += now;
            } else {
                RawMemory.fill(target + done, now, (byte) value);
            }
            remaining -= now;
            done += now;
        }
    }

    /** Decodes {@code count} values of one bit into a bitmap from its bit 0, and returns how many are 1. */
    public int readBitmap(int count, long target) {
        int done = 0;
        int ones = 0;
        while (done < count) {
            if (remaining == 0) {
                nextRun(count - done);
            }
            int now = (int) Math.min(remaining, count - done);
            if (packed) {
                BitRanges.copy(packedAddress, packedIndex, target, done, now);
                packedIndex += now;
            } else {
                BitRanges.fill(target, done, now, value);
                ones += value * now;
            }
            if (packed) {
                ones += BitRanges.countOnes(target, done, now);
            }
            remaining -= now;
            done += now;
        }
        return ones;
    }

    /** Passes over {@code count} values. */
    public void skip(int count) {
        int left = count;
        while (left > 0) {
            if (remaining == 0) {
                nextRun(left);
            }
            int now = (int) Math.min(remaining, left);
            packedIndex += now;
            remaining -= now;
            left -= now;
        }
    }

    private static void fill(long target, int count, int value) {
        for (int i = 0; i < count; i++) {
            RawMemory.putInt(target + ((long) i << 2), value);
        }
    }

    private void nextRun(int wanted) {
        while (remaining == 0) {
            if (position >= end) {
                throw Corrupt.data("the page ends " + wanted + " values too early");
            }
            long header = header();
            if ((header & 1) != 0) {
                startPacked(header >>> 1);
            } else {
                startRun(header >>> 1);
            }
        }
    }

    private void startPacked(long groups) {
        packed = true;
        packedAddress = position;
        packedIndex = 0;
        long available = end - position;
        if (groups * width <= available) {
            remaining = groups << 3;
            position += groups * width;
        } else {
            remaining = (available << 3) / width;
            position = end;
        }
    }

    private void startRun(long count) {
        packed = false;
        int bytes = width + 7 >>> 3;
        if (end - position < bytes) {
            throw Corrupt.data("the page ends in the middle of a run");
        }
        long read = 0;
        for (int i = 0; i < bytes; i++) {
            read |= (RawMemory.getByte(position + i) & 0xFFL) << (i << 3);
        }
        if (read >>> width != 0) {
            throw Corrupt.data("a run of the value " + read + ", which is wider than " + width + " bits");
        }
        position += bytes;
        value = (int) read;
        remaining = count;
    }

    private long header() {
        long header = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            if (position >= end) {
                throw Corrupt.data("the page ends in the middle of a run's header");
            }
            byte next = RawMemory.getByte(position++);
            header |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return header & 0xFFFFFFFFL;
            }
        }
        throw Corrupt.data("a run's header is longer than 5 bytes");
    }
}
