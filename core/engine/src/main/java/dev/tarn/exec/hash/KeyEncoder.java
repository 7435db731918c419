package dev.tarn.exec.hash;

import dev.tarn.kernel.HashKernels;
import dev.tarn.kernel.KeyKernels;
import dev.tarn.kernel.LoadKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.type.Layout;
import java.util.Arrays;
import java.util.List;

/**
 * Packs the key columns of batches into words and hashes them, column by column. Long texts are not copied: their words
 * point into the batch. One thread.
 */
public final class KeyEncoder {
    private final KeyLayout layout;
    private final int[] columns;
    private final KeyBatch keys;
    private final boolean[] sharedWords;
    private long[] scratch = new long[0];
    private double[] doubles = new double[0];
    private int[] split = new int[0];
    private int[] lengths = new int[0];
    private final long[][] hashWords;

    /** @param columns indices of the key's columns in the batches */
    public KeyEncoder(KeyLayout layout, List<Integer> columns) {
        this.layout = layout;
        this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
        this.keys = new KeyBatch(layout);
        this.hashWords = new long[layout.wordCount()][];
        this.sharedWords = new boolean[layout.wordCount()];
        Arrays.fill(sharedWords, true);
        for (KeyLayout.Field field : layout.fields()) {
            Layout form = field.shape().layout();
            if (form == Layout.LONG || form == Layout.DOUBLE) {
                sharedWords[field.word()] = false;
            } else if (form == Layout.BYTES || form == Layout.INT128) {
                sharedWords[field.word()] = false;
                sharedWords[field.word() + 1] = false;
            }
        }
    }

    /**
     * Packs rows.
     *
     * @param positions the rows, or null for rows 0 to {@code count - 1}
     * @return the keys, the same object each time
     */
    public KeyBatch encode(Batch batch, int[] positions, int count) {
        keys.reset(count);
        ensureScratch(count);
        for (int w = 0; w < sharedWords.length; w++) {
            if (sharedWords[w]) {
                keys.fillWord(w, 0);
            }
        }
        for (int c = 0; c < columns.length; c++) {
            Column column = batch.column(columns[c]);
            KeyLayout.Field field = layout.fields().get(c);
            int valid = column.mayHaveNulls() ? LoadKernels.notNull(column, positions, count, split) : count;
            load(column, positions, count, field, valid);
            if (valid < count && field.nullWord() != KeyLayout.NO_NULL_BIT) {
                KeyKernels.orBit(split, valid, count, field.nullShift(), keys.words(field.nullWord()));
            }
            if (c == 0 && layout.nullByHash()) {
                HashKernels.hash(keys.words(0), count, keys.hashes());
                KeyKernels.set(split, valid, count, KeyLayout.NULL_HASH, keys.hashes());
                return keys;
            }
        }
        hash(count);
        return keys;
    }

    private void ensureScratch(int count) {
        if (scratch.length < count) {
            scratch = new long[Math.max(count, 64)];
            doubles = new double[scratch.length];
            split = new int[scratch.length];
            lengths = new int[scratch.length];
            for (int w = 0; w < hashWords.length; w++) {
                if (layout.isText(w)) {
                    hashWords[w] = new long[scratch.length];
                }
            }
        }
    }

    private void load(Column column, int[] positions, int count, KeyLayout.Field field, int valid) {
        long[] word = keys.words(field.word());
        switch (column.layout()) {
            case LONG -> {
                LoadKernels.longs(column, positions, count, word);
                KeyKernels.set(split, valid, count, 0, word);
            }
            case DOUBLE -> {
                LoadKernels.doubles(column, positions, count, doubles);
                KeyKernels.doubleBits(doubles, count, word);
                KeyKernels.set(split, valid, count, 0, word);
            }
            case INT, BYTE -> {
                LoadKernels.longs(column, positions, count, scratch);
                KeyKernels.set(split, valid, count, 0, scratch);
                KeyKernels.orBits(scratch, count, column.layout() == Layout.INT ? 32 : 1, field.shift(), word);
            }
            case FLOAT -> {
                LoadKernels.doubles(column, positions, count, doubles);
                KeyKernels.floatBits(doubles, count, scratch);
                KeyKernels.set(split, valid, count, 0, scratch);
                KeyKernels.orBits(scratch, count, 32, field.shift(), word);
            }
            case INT128 -> {
                long[] high = keys.words(field.word() + 1);
                LoadKernels.int128s(column, positions, count, word, high);
                KeyKernels.set(split, valid, count, 0, word);
                KeyKernels.set(split, valid, count, 0, high);
            }
            case BYTES -> loadText(column, positions, count, field.word(), valid);
        }
    }

    private void loadText(Column column, int[] positions, int count, int word, int valid) {
        LoadKernels.bytes(column, positions, count, scratch, lengths);
        for (int j = valid; j < count; j++) {
            lengths[split[j]] = 0;
        }
        KeyKernels.texts(scratch, lengths, count, keys.words(word), keys.words(word + 1), hashWords[word]);
        KeyKernels.set(split, valid, count, KeyKernels.NULL_TEXT, keys.words(word));
    }

    private void hash(int count) {
        long[] hashes = keys.hashes();
        HashKernels.hash(keys.words(0), count, hashes);
        for (int w = 1; w < layout.wordCount(); w++) {
            HashKernels.combine(layout.isText(w - 1) ? hashWords[w - 1] : keys.words(w), count, hashes);
        }
    }
}
