package dev.tarn.spi.memory;

import java.util.Arrays;

/**
 * The codes of distinct values, from 0 on in the order in which they were added, found by the values' hashes. The values
 * themselves are the owner's, who compares:
 *
 * <pre>{@code
 * int code = table.first(hash);
 * while (code >= 0 && !isValueOf(code)) {
 *     code = table.next(hash);
 * }
 * if (code < 0) {
 *     code = table.add(hash);
 *     // ... keep the value
 * }
 * }</pre>
 *
 * One thread at a time.
 */
public final class CodeTable {
    private static final int FIRST_CODES = 128;

    private int[] hashes = new int[FIRST_CODES];
    /** Code + 1 by hash, 0 where nothing is; at most half full. */
    private int[] slots = new int[2 * FIRST_CODES];

    private int size;
    /** Where the last search ended. */
    private int slot;

    /** Returns how many codes there are. */
    public int size() {
        return size;
    }

    /** Returns how many bytes the table takes on the heap. */
    public long memoryBytes() {
        return 4L * (hashes.length + slots.length);
    }

    /** Forgets all codes and keeps the memory. */
    public void clear() {
        if (size > 0) {
            Arrays.fill(slots, 0);
            size = 0;
        }
    }

    /** Begins a search; returns the first code of a value with this hash, or -1. */
    public int first(int hash) {
        return from(hash & slots.length - 1, hash);
    }

    /** Goes on with the search for this hash behind the code that it found last; returns the next one, or -1. */
    public int next(int hash) {
        return from(slot + 1 & slots.length - 1, hash);
    }

    private int from(int begin, int hash) {
        int[] table = slots;
        int mask = table.length - 1;
        int at = begin;
        int found = table[at];
        while (found != 0 && hashes[found - 1] != hash) {
            at = at + 1 & mask;
            found = table[at];
        }
        slot = at;
        return found - 1;
    }

    /** Returns a new code for a value with this hash, whose search has just ended with -1. */
    public int add(int hash) {
        int code = size;
        if (code == hashes.length) {
            hashes = Arrays.copyOf(hashes, code * 2);
        }
        hashes[code] = hash;
        size++;
        slots[slot] = size;
        if (size * 2 > slots.length) {
            rehash();
        }
        return code;
    }

    private void rehash() {
        int[] larger = new int[slots.length * 4];
        int mask = larger.length - 1;
        for (int code = 0; code < size; code++) {
            int at = hashes[code] & mask;
            while (larger[at] != 0) {
                at = at + 1 & mask;
            }
            larger[at] = code + 1;
        }
        slots = larger;
    }
}
