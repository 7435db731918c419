package dev.tarn.format.parquet.encoding;

import dev.tarn.spi.memory.RawMemory;

/**
 * Loops over repetition and definition levels, which are 32-bit integers, one an entry. An address of repetition levels
 * that is 0 says that all of them are 0. Bitmaps have room for whole bytes.
 */
public final class LevelLoops {
    private LevelLoops() {}

    /** Requires that none of {@code count} levels is above {@code max}. */
    public static void requireAtMost(long levels, int count, int max) {
        int highest = 0;
        for (int i = 0; i < count; i++) {
            highest = Math.max(highest, RawMemory.getInt(levels + ((long) i << 2)));
        }
        if (highest > max) {
            throw Corrupt.data("a level of " + highest + " where " + max + " is the highest");
        }
    }

    /** Sets {@code count} levels. */
    public static void fill(long levels, int count, int level) {
        for (int i = 0; i < count; i++) {
            RawMemory.putInt(levels + ((long) i << 2), level);
        }
    }

    /** Unpacks {@code count} levels of {@code width} bits that begin with the most significant bit. */
    public static void unpackFromHigh(long source, int width, int count, long target) {
        long bit = 0;
        for (int i = 0; i < count; i++) {
            int level = 0;
            for (int k = 0; k < width; k++) {
                level = level << 1 | RawMemory.getByte(source + (bit >>> 3)) >>> (7 - (bit & 7)) & 1;
                bit++;
            }
            RawMemory.putInt(target + ((long) i << 2), level);
        }
    }

    /** Returns the index of the entry, from {@code from} on, that begins a row after {@code rows} others, or {@code end}. */
    public static int findRow(long repetitions, int from, int end, int rows) {
        if (repetitions == 0) {
            return (int) Math.min(end, (long) from + rows);
        }
        int left = rows;
        for (int i = from; i < end; i++) {
            if (RawMemory.getInt(repetitions + ((long) i << 2)) == 0 && left-- == 0) {
                return i;
            }
        }
        return end;
    }

    /** Returns how many of the entries begin a row. */
    public static int countRows(long repetitions, int from, int end) {
        if (repetitions == 0) {
            return end - from;
        }
        int rows = 0;
        for (int i = from; i < end; i++) {
            rows += RawMemory.getInt(repetitions + ((long) i << 2)) == 0 ? 1 : 0;
        }
        return rows;
    }

    /** Returns how many of the levels are at least {@code min}. */
    public static int countAtLeast(long definitions, int from, int end, int min) {
        if (min <= 0) {
            return end - from;
        }
        int found = 0;
        for (int i = from; i < end; i++) {
            found += RawMemory.getInt(definitions + ((long) i << 2)) >= min ? 1 : 0;
        }
        return found;
    }

    /**
     * Finds a leaf's values among a page's entries: there is a slot where the definition level is at least {@code slot},
     * with a value where it is {@code max}.
     *
     * @param bits gets a bit for each slot, 1 where there is a value
     * @return the number of slots, times 2^32, and the number of values
     */
    public static long slotBits(long definitions, int count, int slot, int max, long bits) {
        int slots = 0;
        int values = 0;
        int bitsOfByte = 0;
        for (int i = 0; i < count; i++) {
            int definition = RawMemory.getInt(definitions + ((long) i << 2));
            if (definition >= slot) {
                int valid = definition == max ? 1 : 0;
                bitsOfByte |= valid << (slots & 7);
                values += valid;
                if ((++slots & 7) == 0) {
                    RawMemory.putByte(bits + (slots >>> 3) - 1, (byte) bitsOfByte);
                    bitsOfByte = 0;
                }
            }
        }
        RawMemory.putByte(bits + (slots >>> 3), (byte) bitsOfByte);
        return (long) slots << 32 | values;
    }

    /**
     * Finds the values of a node that is no leaf: there is one, or NULL, where the repetition level is at most
     * {@code maxRepetition} and the definition level at least {@code slot}; it is not NULL from {@code valid} on.
     *
     * @param bits gets a bit for each value, 1 where it is not NULL
     * @return the number of values, times 2^32, and the number of those that are not NULL
     */
    public static long valueBits(
            long repetitions, long definitions, int count, int maxRepetition, int slot, int valid, long bits) {
        int values = 0;
        int present = 0;
        int bitsOfByte = 0;
        for (int i = 0; i < count; i++) {
            int repetition = repetitions == 0 ? 0 : RawMemory.getInt(repetitions + ((long) i << 2));
            int definition = RawMemory.getInt(definitions + ((long) i << 2));
            if (repetition <= maxRepetition && definition >= slot) {
                int bit = definition >= valid ? 1 : 0;
                bitsOfByte |= bit << (values & 7);
                present += bit;
                if ((++values & 7) == 0) {
                    RawMemory.putByte(bits + (values >>> 3) - 1, (byte) bitsOfByte);
                    bitsOfByte = 0;
                }
            }
        }
        RawMemory.putByte(bits + (values >>> 3), (byte) bitsOfByte);
        return (long) values << 32 | present;
    }

    /**
     * Finds where the elements of lists begin and end. A list's own values are those that {@link #valueBits} finds; it has an
     * element where the repetition level is at most {@code maxRepetition + 1} and the definition level at least
     * {@code element}.
     *
     * @param offsets gets one more than there are lists; the first is 0
     * @return the number of lists
     * @throws dev.tarn.spi.error.TarnException HIVE_BAD_DATA for an element before the first list
     */
    public static int listOffsets(
            long repetitions, long definitions, int count, int maxRepetition, int slot, int element, long offsets) {
        int lists = 0;
        int elements = 0;
        for (int i = 0; i < count; i++) {
            int repetition = RawMemory.getInt(repetitions + ((long) i << 2));
            int definition = RawMemory.getInt(definitions + ((long) i << 2));
            if (definition >= slot) {
                if (repetition <= maxRepetition) {
                    RawMemory.putInt(offsets + ((long) lists << 2), elements);
                    lists++;
                }
                elements += definition >= element && repetition <= maxRepetition + 1 ? 1 : 0;
            }
        }
        if (lists == 0 && elements > 0) {
            throw Corrupt.data("a list goes on that did not begin");
        }
        RawMemory.putInt(offsets + ((long) lists << 2), elements);
        return lists;
    }
}
