package dev.tarn.exec.hash;

import dev.tarn.spi.memory.RawMemory;
import java.util.Arrays;

/** The keys of a batch's rows, a word of the key an array, and their hashes. Reused; one thread. */
public final class KeyBatch {
    private final KeyLayout layout;
    private final long[][] words;
    private long[] hashes;
    private int count;

    public KeyBatch(KeyLayout layout) {
        this.layout = layout;
        this.words = new long[layout.wordCount()][0];
        this.hashes = new long[0];
    }

    KeyLayout layout() {
        return layout;
    }

    /** Makes room for {@code newCount} keys, whose words are undefined until written. */
    void reset(int newCount) {
        count = newCount;
        if (hashes.length < newCount) {
            int capacity = Math.max(newCount, 64);
            hashes = new long[capacity];
            for (int w = 0; w < words.length; w++) {
                words[w] = new long[capacity];
            }
        }
    }

    /** Returns how many keys there are. */
    public int count() {
        return count;
    }

    /** Returns word {@code word} of all keys; not a copy. */
    public long[] words(int word) {
        return words[word];
    }

    /** Returns the hashes of all keys; not a copy. */
    public long[] hashes() {
        return hashes;
    }

    /** Loads the keys and hashes of records, which begin with their words and then the hash. */
    public void loadRecords(long[] records, int recordCount) {
        reset(recordCount);
        for (int w = 0; w < words.length; w++) {
            load(records, recordCount, w << 3, words[w]);
        }
        load(records, recordCount, words.length << 3, hashes);
    }

    private static void load(long[] records, int count, int offset, long[] out) {
        for (int k = 0; k < count; k++) {
            out[k] = RawMemory.getLong(records[k] + offset);
        }
    }

    void fillWord(int word, long value) {
        Arrays.fill(words[word], 0, count, value);
    }
}
