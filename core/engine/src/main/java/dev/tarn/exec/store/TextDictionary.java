package dev.tarn.exec.store;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.ByteCopy;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.Arrays;
import org.apache.arrow.memory.BufferAllocator;

/** Distinct texts, numbered in the order of their first appearance. One thread writes; views may be taken by any. */
final class TextDictionary implements AutoCloseable {
    private static final int INITIAL_SLOTS = 64;

    private final ColumnBuffer entries;
    private int[] slots = new int[INITIAL_SLOTS];
    private int[] hashes = new int[INITIAL_SLOTS / 2];
    private int count;
    private Column view;
    private long viewId;

    TextDictionary(BufferAllocator allocator, Type type) {
        entries = new ColumnBuffer(allocator, type, Layout.BYTES);
        entries.ensureRows(INITIAL_SLOTS);
        entries.ensureBytes(INITIAL_SLOTS);
        RawMemory.putInt(entries.offsetsAddress(), 0);
    }

    /** Returns how many texts there are. */
    int count() {
        return count;
    }

    /** Returns the number of the text of {@code length} bytes at {@code bytes}, which is added if it is new. */
    int intern(long bytes, int length) {
        int hash = hash(bytes, length);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int code = slots[slot] - 1;
            if (hashes[code] == hash && isEntry(code, bytes, length)) {
                return code;
            }
            slot = slot + 1 & mask;
        }
        return add(bytes, length, hash, slot);
    }

    private int add(long bytes, int length, int hash, int slot) {
        int code = count++;
        int start = RawMemory.getInt(entries.offsetsAddress() + ((long) code << 2));
        entries.ensureRows(count);
        entries.ensureBytes((long) start + length);
        ByteCopy.copy(bytes, entries.valuesAddress() + start, length);
        RawMemory.putInt(entries.offsetsAddress() + ((long) count << 2), start + length);
        slots[slot] = count;
        hashes[code] = hash;
        view = null;
        if (count * 2 >= slots.length) {
            grow();
        }
        return code;
    }

    private void grow() {
        int[] larger = new int[slots.length * 2];
        int mask = larger.length - 1;
        for (int code = 0; code < count; code++) {
            int slot = hashes[code] & mask;
            while (larger[slot] != 0) {
                slot = slot + 1 & mask;
            }
            larger[slot] = code + 1;
        }
        slots = larger;
        hashes = Arrays.copyOf(hashes, larger.length / 2);
    }

    private boolean isEntry(int code, long bytes, int length) {
        long at = entries.offsetsAddress() + ((long) code << 2);
        int start = RawMemory.getInt(at);
        if (RawMemory.getInt(at + 4) - start != length) {
            return false;
        }
        long entry = entries.valuesAddress() + start;
        int i = 0;
        for (; i <= length - 8; i += 8) {
            if (RawMemory.getLong(entry + i) != RawMemory.getLong(bytes + i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (RawMemory.getByte(entry + i) != RawMemory.getByte(bytes + i)) {
                return false;
            }
        }
        return true;
    }

    private static int hash(long bytes, int length) {
        long hash = length;
        int i = 0;
        for (; i <= length - 8; i += 8) {
            hash = mix(hash ^ RawMemory.getLong(bytes + i));
        }
        long rest = 0;
        for (; i < length; i++) {
            rest = rest << 8 | RawMemory.getByte(bytes + i) & 0xFF;
        }
        hash = mix(hash ^ rest);
        return (int) (hash ^ hash >>> 32);
    }

    private static long mix(long bits) {
        long mixed = bits * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 29;
    }

    /** Returns the texts as a FLAT column, valid until the next {@link #intern} of a new one. */
    synchronized Column view() {
        if (view == null) {
            view = entries.column(count, false);
            viewId = Column.nextDictionaryId();
        }
        return view;
    }

    /** Returns the id of {@link #view}. */
    synchronized long viewId() {
        view();
        return viewId;
    }

    long sizeBytes() {
        return entries.sizeBytes();
    }

    @Override
    public void close() {
        entries.close();
    }
}
