package dev.tarn.format.avro.decode;

/** Counts of items and branches of unions, as far as they can be believed. */
final class Blocks {
    /** The most items that take no bytes. */
    private static final long MAX_EMPTY_ITEMS = 1 << 20;

    private Blocks() {}

    /** Reads how many items follow; 0 at the end. */
    static long next(Input in) {
        long count = in.readLong();
        if (count < 0) {
            in.readLong();
            count = -count;
        }
        return check(count, in);
    }

    static long check(long count, Input in) {
        if (count < 0 || count > in.remaining() + MAX_EMPTY_ITEMS) {
            throw Input.corrupt(count + " items, where " + in.remaining() + " bytes are left");
        }
        return count;
    }

    /** Reads which of a union's branches a value is of. */
    static int branch(Input in, int branches) {
        long branch = in.readLong();
        if (branch < 0 || branch >= branches) {
            throw Input.corrupt("branch " + branch + " of a union that has " + branches);
        }
        return (int) branch;
    }
}
