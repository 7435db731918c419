package dev.tarn.format.parquet.encoding;

import dev.tarn.spi.memory.RawMemory;

/**
 * Decodes DELTA_BINARY_PACKED: blocks of differences, each less the block's smallest, bit-packed by miniblocks. Sums wrap
 * around, as the format defines.
 */
public final class DeltaDecoder {
    private long position;
    private final long end;
    private int valuesPerMiniblock;
    private int miniblocks;
    private long value;

    private DeltaDecoder(long address, long end) {
        this.position = address;
        this.end = end;
    }

    /**
     * Requires that there are {@code count} values, before room is made for them.
     *
     * @throws dev.tarn.spi.error.TarnException HIVE_BAD_DATA if there are not
     */
    public static void requireCount(long address, long end, int count) {
        new DeltaDecoder(address, end).header(count);
    }

    /**
     * Decodes exactly {@code count} values of {@code width} bytes (4 or 8) and returns the address after the last block.
     *
     * @throws dev.tarn.spi.error.TarnException HIVE_BAD_DATA if there is another number of values, or they are cut short
     */
    public static long decode(long address, long end, int count, int width, long target) {
        DeltaDecoder decoder = new DeltaDecoder(address, end);
        decoder.header(count);
        if (count > 0) {
            decoder.put(target, 0, width);
            if (width == 4) {
                decoder.blocks(count, target, true);
            } else {
                decoder.blocks(count, target, false);
            }
        }
        return decoder.position;
    }

    private void header(int count) {
        long blockSize = varint();
        long perBlock = varint();
        long total = varint();
        value = zigzag();
        boolean whole = blockSize > 0
                && blockSize <= Integer.MAX_VALUE
                && perBlock > 0
                && perBlock <= blockSize
                && blockSize % perBlock == 0
                && blockSize / perBlock % 8 == 0;
        if (!whole) {
            throw Corrupt.data("delta blocks of " + blockSize + " values in " + perBlock + " miniblocks");
        }
        if (total != count) {
            throw Corrupt.data("delta-encoded values are " + total + ", and the page has " + count);
        }
        miniblocks = (int) perBlock;
        valuesPerMiniblock = (int) (blockSize / perBlock);
    }

    private void put(long target, int index, int width) {
        if (width == 4) {
            RawMemory.putInt(target + ((long) index << 2), (int) value);
        } else {
            RawMemory.putLong(target + ((long) index << 3), value);
        }
    }

    private void blocks(int count, long target, boolean narrow) {
        int done = 1;
        while (done < count) {
            long minDelta = zigzag();
            long widths = position;
            if (end - position < miniblocks) {
                throw Corrupt.data("delta-encoded values end in the middle of a block");
            }
            position += miniblocks;
            for (int i = 0; i < miniblocks && done < count; i++) {
                int width = RawMemory.getByte(widths + i) & 0xFF;
                int now = Math.min(valuesPerMiniblock, count - done);
                requireBytes(width, now);
                if (narrow) {
                    value = ints(position, width, now, minDelta, value, target + ((long) done << 2));
                } else {
                    value = longs(position, width, now, minDelta, value, target + ((long) done << 3));
                }
                // The last miniblock may be cut after its last value.
                position = Math.min(end, position + ((long) valuesPerMiniblock * width >>> 3));
                done += now;
            }
        }
    }

    private void requireBytes(int width, int count) {
        if (width > 64) {
            throw Corrupt.data("delta-encoded values of " + width + " bits");
        }
        if (end - position < ((long) count * width + 7 >>> 3)) {
            throw Corrupt.data("delta-encoded values end in the middle of a miniblock");
        }
    }

    private static long ints(long source, int width, int count, long minDelta, long first, long target) {
        if (width > 57) {
            return wide(source, width, count, minDelta, first, target, true);
        }
        int sum = (int) first;
        int min = (int) minDelta;
        long mask = (1L << width) - 1;
        long bit = 0;
        for (int i = 0; i < count; i++) {
            sum += min + (int) (RawMemory.getLong(source + (bit >>> 3)) >>> (bit & 7) & mask);
            RawMemory.putInt(target + ((long) i << 2), sum);
            bit += width;
        }
        return sum;
    }

    private static long longs(long source, int width, int count, long minDelta, long first, long target) {
        if (width > 57) {
            return wide(source, width, count, minDelta, first, target, false);
        }
        long sum = first;
        long mask = (1L << width) - 1;
        long bit = 0;
        for (int i = 0; i < count; i++) {
            sum += minDelta + (RawMemory.getLong(source + (bit >>> 3)) >>> (bit & 7) & mask);
            RawMemory.putLong(target + ((long) i << 3), sum);
            bit += width;
        }
        return sum;
    }

    /** Takes values of 58 to 64 bits from up to 9 bytes. */
    private static long wide(
            long source, int width, int count, long minDelta, long first, long target, boolean narrow) {
        long sum = first;
        long mask = -1L >>> 64 - width;
        for (int i = 0; i < count; i++) {
            long bit = (long) i * width;
            long at = source + (bit >>> 3);
            int shift = (int) (bit & 7);
            long delta = RawMemory.getLong(at) >>> shift;
            if (shift != 0) {
                delta |= (RawMemory.getByte(at + 8) & 0xFFL) << 64 - shift;
            }
            sum += minDelta + (delta & mask);
            if (narrow) {
                RawMemory.putInt(target + ((long) i << 2), (int) sum);
            } else {
                RawMemory.putLong(target + ((long) i << 3), sum);
            }
        }
        return sum;
    }

    private long zigzag() {
        long raw = varint();
        return raw >>> 1 ^ -(raw & 1);
    }

    private long varint() {
        long read = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (position >= end) {
                throw Corrupt.data("delta-encoded values end in the middle of a number");
            }
            byte next = RawMemory.getByte(position++);
            read |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return read;
            }
        }
        throw Corrupt.data("a number of delta-encoded values is longer than 10 bytes");
    }
}
