package dev.tarn.exec.hash;

import dev.tarn.kernel.KeyKernels;
import dev.tarn.spi.memory.ByteCopy;
import dev.tarn.spi.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Numbers distinct keys 0, 1, 2 and so on, and keeps a record of each: the key's words, its hash, and the bytes that the
 * owner asked for, zero at first. Open addressing over words that hold half of the hash and the record's number.
 *
 * <p>Records move when the table grows: addresses are to be computed anew after each {@link #find} or {@link #append}.
 * One thread.
 */
public final class KeyTable implements AutoCloseable {
    private static final int FIRST_SLOTS = 256;
    private static final int FIRST_RECORDS = 64;
    private static final int LARGEST_SIZE = 1 << 30;

    private final BufferAllocator allocator;
    private final KeyLayout layout;
    private final ByteArena arena;
    private final int wordCount;
    private final int stride;
    private ArrowBuf slots;
    private ArrowBuf records;
    private int mask;
    private int capacity;
    private int size;

    /**
     * Makes an empty table.
     *
     * @param stateBytes how many bytes a record has after the hash, a multiple of 8
     * @param arena where long texts of new keys are copied to; null if they outlive the table where they are
     */
    public KeyTable(BufferAllocator allocator, KeyLayout layout, int stateBytes, ByteArena arena) {
        this.allocator = allocator;
        this.layout = layout;
        this.arena = arena;
        this.wordCount = layout.wordCount();
        this.stride = stateOffset(layout) + stateBytes;
    }

    /** Returns where the owner's bytes begin in a record. */
    public static int stateOffset(KeyLayout layout) {
        return (layout.wordCount() + 1) << 3;
    }

    /** Returns how many keys there are. */
    public int size() {
        return size;
    }

    /** Returns the bytes from record to record. */
    public int stride() {
        return stride;
    }

    /** Returns the address of the first record. */
    public long recordsAddress() {
        return records == null ? 0 : records.memoryAddress();
    }

    /** Returns the bytes of memory it holds, texts excluded. */
    public long sizeBytes() {
        return (slots == null ? 0 : slots.capacity()) + (records == null ? 0 : records.capacity());
    }

    /** Sets {@code numbers[k]} to the number of key k, new keys included. */
    public void find(KeyBatch keys, int[] numbers) {
        if (slots == null) {
            slots = allocator.buffer((long) FIRST_SLOTS << 3);
            mask = FIRST_SLOTS - 1;
            RawMemory.fill(slots.memoryAddress(), slots.capacity(), (byte) 0);
        }
        if (layout.hasText()) {
            findAny(keys, numbers);
        } else if (wordCount == 1) {
            findOne(keys, numbers);
        } else if (wordCount == 2) {
            findTwo(keys, numbers);
        } else {
            findAny(keys, numbers);
        }
    }

    private void findOne(KeyBatch keys, int[] numbers) {
        long[] words = keys.words(0);
        long[] hashes = keys.hashes();
        int count = keys.count();
        for (int k = 0; k < count; k++) {
            long hash = hashes[k];
            long word = words[k];
            long base = recordsAddress();
            long table = slots.memoryAddress();
            int slot = (int) hash & mask;
            while (true) {
                long entry = RawMemory.getLong(table + ((long) slot << 3));
                if (entry == 0) {
                    numbers[k] = insert(keys, k, slot);
                    break;
                }
                if ((entry ^ hash) >>> 32 == 0) {
                    int number = (int) entry - 1;
                    long record = base + (long) number * stride;
                    if (RawMemory.getLong(record) == word && RawMemory.getLong(record + 8) == hash) {
                        numbers[k] = number;
                        break;
                    }
                }
                slot = slot + 1 & mask;
            }
        }
    }

    private void findTwo(KeyBatch keys, int[] numbers) {
        long[] first = keys.words(0);
        long[] second = keys.words(1);
        long[] hashes = keys.hashes();
        int count = keys.count();
        for (int k = 0; k < count; k++) {
            long hash = hashes[k];
            long base = recordsAddress();
            long table = slots.memoryAddress();
            int slot = (int) hash & mask;
            while (true) {
                long entry = RawMemory.getLong(table + ((long) slot << 3));
                if (entry == 0) {
                    numbers[k] = insert(keys, k, slot);
                    break;
                }
                if ((entry ^ hash) >>> 32 == 0) {
                    int number = (int) entry - 1;
                    long record = base + (long) number * stride;
                    if (RawMemory.getLong(record) == first[k] && RawMemory.getLong(record + 8) == second[k]) {
                        numbers[k] = number;
                        break;
                    }
                }
                slot = slot + 1 & mask;
            }
        }
    }

    private void findAny(KeyBatch keys, int[] numbers) {
        long[] hashes = keys.hashes();
        int count = keys.count();
        for (int k = 0; k < count; k++) {
            long hash = hashes[k];
            int slot = (int) hash & mask;
            while (true) {
                long entry = RawMemory.getLong(slots.memoryAddress() + ((long) slot << 3));
                if (entry == 0) {
                    numbers[k] = insert(keys, k, slot);
                    break;
                }
                if ((entry ^ hash) >>> 32 == 0) {
                    int number = (int) entry - 1;
                    if (isSame(keys, k, recordsAddress() + (long) number * stride)) {
                        numbers[k] = number;
                        break;
                    }
                }
                slot = slot + 1 & mask;
            }
        }
    }

    private boolean isSame(KeyBatch keys, int k, long record) {
        for (int w = 0; w < wordCount; w++) {
            long word = keys.words(w)[k];
            if (RawMemory.getLong(record + ((long) w << 3)) != word) {
                return false;
            }
            if (layout.isText(w)) {
                w++;
                long mine = RawMemory.getLong(record + ((long) w << 3));
                if (word != KeyKernels.NULL_TEXT && !KeyKernels.sameText(word, mine, keys.words(w)[k])) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Sets {@code numbers[k]} to the number of key k, or -1 if it is not in the table. Any number of threads may look up
     * side by side while none finds or appends.
     */
    public void lookUp(KeyBatch keys, int[] numbers) {
        long[] hashes = keys.hashes();
        int count = keys.count();
        for (int k = 0; k < count; k++) {
            numbers[k] = slots == null ? -1 : lookUp(keys, k, hashes[k]);
        }
    }

    private int lookUp(KeyBatch keys, int k, long hash) {
        long table = slots.memoryAddress();
        int slot = (int) hash & mask;
        while (true) {
            long entry = RawMemory.getLong(table + ((long) slot << 3));
            if (entry == 0) {
                return -1;
            }
            if ((entry ^ hash) >>> 32 == 0) {
                int number = (int) entry - 1;
                if (isSame(keys, k, recordsAddress() + (long) number * stride)) {
                    return number;
                }
            }
            slot = slot + 1 & mask;
        }
    }

    private int insert(KeyBatch keys, int k, int slot) {
        int number = addRecord(keys, k);
        RawMemory.putLong(
                slots.memoryAddress() + ((long) slot << 3), keys.hashes()[k] & 0xFFFFFFFF00000000L | (number + 1));
        if (size > mask >>> 1) {
            growSlots();
        }
        return number;
    }

    /** Adds records for keys that are not looked up: numbers go on from {@link #size}, and no key is found any more. */
    public void append(KeyBatch keys) {
        for (int k = 0; k < keys.count(); k++) {
            addRecord(keys, k);
        }
    }

    private int addRecord(KeyBatch keys, int k) {
        if (size == capacity) {
            growRecords();
        }
        long record = records.memoryAddress() + (long) size * stride;
        for (int w = 0; w < wordCount; w++) {
            RawMemory.putLong(record + ((long) w << 3), keys.words(w)[k]);
        }
        RawMemory.putLong(record + ((long) wordCount << 3), keys.hashes()[k]);
        if (arena != null && layout.hasText()) {
            keepTexts(record);
        }
        return size++;
    }

    private void keepTexts(long record) {
        for (int w = 0; w < wordCount; w++) {
            if (layout.isText(w)) {
                long first = RawMemory.getLong(record + ((long) w << 3));
                int length = KeyKernels.textLength(first);
                if (length > KeyKernels.INLINE_BYTES) {
                    long second = record + ((w + 1L) << 3);
                    long copy = arena.allocate(length);
                    ByteCopy.copy(RawMemory.getLong(second), copy, length);
                    RawMemory.putLong(second, copy);
                }
            }
        }
    }

    private void growRecords() {
        if (capacity >= LARGEST_SIZE) {
            throw new IllegalStateException("a table has too many keys");
        }
        int newCapacity = Math.max(FIRST_RECORDS, capacity * 2);
        ArrowBuf larger = allocator.buffer((long) newCapacity * stride);
        long used = (long) size * stride;
        if (records != null) {
            RawMemory.copy(records.memoryAddress(), larger.memoryAddress(), used);
            records.close();
        }
        records = larger;
        RawMemory.fill(larger.memoryAddress() + used, (long) newCapacity * stride - used, (byte) 0);
        capacity = newCapacity;
    }

    private void growSlots() {
        int newMask = (mask << 2) | 3;
        ArrowBuf larger = allocator.buffer((newMask + 1L) << 3);
        slots.close();
        slots = larger;
        mask = newMask;
        long table = slots.memoryAddress();
        RawMemory.fill(table, slots.capacity(), (byte) 0);
        long hashAt = records.memoryAddress() + ((long) wordCount << 3);
        for (int number = 0; number < size; number++) {
            long hash = RawMemory.getLong(hashAt + (long) number * stride);
            int slot = (int) hash & mask;
            while (RawMemory.getLong(table + ((long) slot << 3)) != 0) {
                slot = slot + 1 & mask;
            }
            RawMemory.putLong(table + ((long) slot << 3), hash & 0xFFFFFFFF00000000L | (number + 1));
        }
    }

    /** Forgets all keys; keeps the memory. */
    public void clear() {
        if (records != null) {
            RawMemory.fill(records.memoryAddress(), (long) size * stride, (byte) 0);
        }
        if (slots != null) {
            RawMemory.fill(slots.memoryAddress(), (mask + 1L) << 3, (byte) 0);
        }
        size = 0;
    }

    @Override
    public void close() {
        if (slots != null) {
            slots.close();
            slots = null;
        }
        if (records != null) {
            records.close();
            records = null;
        }
        size = 0;
        capacity = 0;
    }
}
