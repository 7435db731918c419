package dev.tarn.kernel.nested;

import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.type.Type;
import java.util.Arrays;

/**
 * A set of elements of arrays, NULL among them, that are told apart as GROUP BY does. Knows them by where they lie, so the
 * arrays must stay valid. One thread at a time.
 */
final class ValueSet {
    private final ValueComparator comparator;
    private long[] addresses = new long[16];
    private int[] lengths = new int[16];
    private int[] slots = new int[32];
    private int count;
    private boolean hasNull;

    ValueSet(Type element) {
        comparator = new ValueComparator(element);
    }

    void clear() {
        count = 0;
        hasNull = false;
        Arrays.fill(slots, 0);
    }

    /** Adds an element and returns whether it was not there. */
    boolean add(CellBlock block, int index) {
        if (block.isNull(index)) {
            boolean added = !hasNull;
            hasNull = true;
            return added;
        }
        return add(block.address(index), block.length(index));
    }

    /** Adds a value that is not NULL and returns whether it was not there. */
    boolean add(long address, int length) {
        int slot = find(address, length);
        if (slots[slot] != 0) {
            return false;
        }
        if (count == addresses.length) {
            grow();
            slot = find(address, length);
        }
        addresses[count] = address;
        lengths[count] = length;
        slots[slot] = ++count;
        return true;
    }

    boolean contains(CellBlock block, int index) {
        return block.isNull(index) ? hasNull : slots[find(block.address(index), block.length(index))] != 0;
    }

    /** Returns the slot of the value, which is 0 if it is not there. */
    private int find(long address, int length) {
        int mask = slots.length - 1;
        int slot = (int) comparator.hash(address, length) & mask;
        while (slots[slot] != 0) {
            int at = slots[slot] - 1;
            if (comparator.same(addresses[at], lengths[at], address, length)) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        addresses = Arrays.copyOf(addresses, count * 2);
        lengths = Arrays.copyOf(lengths, count * 2);
        slots = new int[count * 4];
        for (int i = 0; i < count; i++) {
            int mask = slots.length - 1;
            int slot = (int) comparator.hash(addresses[i], lengths[i]) & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = i + 1;
        }
    }
}
