package dev.tarn.exec.hash;

import dev.tarn.exec.store.ColumnShape;
import dev.tarn.spi.type.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the columns of a key lie in its 64-bit words. Immutable.
 *
 * <p>LONG and DOUBLE take a word, INT and FLOAT half a word, BYTE a bit, INT128 and BYTES (see
 * {@link dev.tarn.kernel.KeyKernels}) two words. Each column but those of BYTES has a bit that says NULL, put where there
 * is room; a key that is one LONG or DOUBLE has none, and its NULL is word 0 under the hash {@link #NULL_HASH}, which no
 * other key has together with word 0.
 */
public final class KeyLayout {
    /** The hash of a NULL that is a key of one word without a bit for it. */
    public static final long NULL_HASH = 0x5BD1E9955BD1E995L;

    static final int NO_NULL_BIT = -1;

    /**
     * A column's place.
     *
     * @param word its (first) word
     * @param shift its lowest bit there
     * @param nullWord the word of its NULL bit, or {@link #NO_NULL_BIT}
     * @param nullShift the place of that bit
     */
    record Field(ColumnShape shape, int word, int shift, int nullWord, int nullShift) {
        boolean isText() {
            return shape.layout() == Layout.BYTES;
        }
    }

    private final List<Field> fields;
    private final int wordCount;
    private final boolean[] textWords;
    private final boolean hasText;

    private KeyLayout(List<Field> fields, int wordCount) {
        this.fields = List.copyOf(fields);
        this.wordCount = wordCount;
        this.textWords = new boolean[wordCount];
        boolean anyText = false;
        for (Field field : fields) {
            if (field.isText()) {
                textWords[field.word()] = true;
                anyText = true;
            }
        }
        this.hasText = anyText;
    }

    /** Lays out the columns of a key; none is a key that all rows have. */
    public static KeyLayout of(List<ColumnShape> columns) {
        int[] word = new int[columns.size()];
        int[] shift = new int[columns.size()];
        int words = 0;
        int halfWord = -1;
        for (int c = 0; c < word.length; c++) {
            switch (columns.get(c).layout()) {
                case LONG, DOUBLE -> word[c] = words++;
                case INT128, BYTES -> {
                    word[c] = words;
                    words += 2;
                }
                case INT, FLOAT -> {
                    if (halfWord < 0) {
                        halfWord = words++;
                        word[c] = halfWord;
                    } else {
                        word[c] = halfWord;
                        shift[c] = 32;
                        halfWord = -1;
                    }
                }
                case BYTE -> word[c] = -1;
            }
        }
        return placeBits(columns, word, shift, words, halfWord);
    }

    private static KeyLayout placeBits(List<ColumnShape> columns, int[] word, int[] shift, int words, int halfWord) {
        boolean lone = columns.size() == 1 && words == 1 && halfWord < 0;
        BitPlaces bits = new BitPlaces(words, halfWord);
        List<Field> fields = new ArrayList<>();
        for (int c = 0; c < word.length; c++) {
            Layout layout = columns.get(c).layout();
            if (layout == Layout.BYTE) {
                bits.next();
                word[c] = bits.word;
                shift[c] = bits.shift;
            }
            if (layout == Layout.BYTES || lone) {
                fields.add(new Field(columns.get(c), word[c], shift[c], NO_NULL_BIT, 0));
            } else {
                bits.next();
                fields.add(new Field(columns.get(c), word[c], shift[c], bits.word, bits.shift));
            }
        }
        return new KeyLayout(fields, Math.max(1, bits.words));
    }

    /** Gives out single bits: of the half word that is free, then of new words. */
    private static final class BitPlaces {
        private int words;
        private int word;
        private int shift;

        BitPlaces(int words, int halfWord) {
            this.words = words;
            this.word = halfWord;
            this.shift = halfWord < 0 ? 63 : 31;
        }

        void next() {
            shift++;
            if (shift == 64) {
                word = words++;
                shift = 0;
            }
        }
    }

    List<Field> fields() {
        return fields;
    }

    /** Returns how many words a key takes; at least one. */
    public int wordCount() {
        return wordCount;
    }

    /** Returns whether {@code word} is the first of a text. */
    boolean isText(int word) {
        return textWords[word];
    }

    boolean hasText() {
        return hasText;
    }

    /** Returns whether a NULL key is told by its hash. */
    boolean nullByHash() {
        return fields.size() == 1
                && fields.get(0).nullWord() == NO_NULL_BIT
                && !fields.get(0).isText();
    }
}
