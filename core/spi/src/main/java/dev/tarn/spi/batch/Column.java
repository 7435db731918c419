package dev.tarn.spi.batch;

import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.Objects;

/**
 * A column of a batch: a logical type, a layout, an encoding, and the addresses of its parts.
 *
 * <p>It is a view: it owns no memory. The memory belongs to whoever made the batch (a source, an operator) and is valid
 * as long as the batch is, that is until its producer is asked for its next one; who keeps values longer copies them.
 *
 * <ul>
 *   <li>FLAT: {@code values} holds {@code rowCount} values of the layout's width; for BYTES it holds the bytes, and
 *       {@code offsets} holds {@code rowCount + 1} ascending 32-bit offsets into it (the first need not be 0). A value
 *       whose validity bit is 0 is undefined; for BYTES its offsets are still in order.
 *   <li>DICTIONARY: {@code codes} holds {@code rowCount} 32-bit indices into {@code dictionary}, a FLAT column. Nulls:
 *       the column's own validity bits count, and so do the dictionary's ({@link #isNull} asks both). A code under a
 *       validity bit of 0 is undefined unless the dictionary is empty, but always within the dictionary if that is not
 *       empty. {@code dictionaryId} names the dictionary's content: as long as it is the same non-zero number, the
 *       dictionary is the same one, so results computed for its entries may be kept from batch to batch.
 *   <li>CONSTANT: {@code dictionary} is a FLAT column of one row, which every row has.
 * </ul>
 */
public final class Column {
    private final Type type;
    private final Layout layout;
    private final Encoding encoding;
    private final int rowCount;
    private final long validity;
    private final long values;
    private final long offsets;
    private final Column dictionary;
    private final long dictionaryId;

    private Column(
            Type type,
            Layout layout,
            Encoding encoding,
            int rowCount,
            long validity,
            long values,
            long offsets,
            Column dictionary,
            long dictionaryId) {
        this.type = Objects.requireNonNull(type, "type");
        this.layout = Objects.requireNonNull(layout, "layout");
        this.encoding = encoding;
        this.rowCount = rowCount;
        this.validity = validity;
        this.values = values;
        this.offsets = offsets;
        this.dictionary = dictionary;
        this.dictionaryId = dictionaryId;
    }

    /**
     * Makes a FLAT column of fixed-width values.
     *
     * @param validity address of the validity bitmap, or 0 if no row is null
     * @param values address of {@code rowCount} values
     */
    public static Column flat(Type type, Layout layout, int rowCount, long validity, long values) {
        if (!layout.isFixedWidth()) {
            throw new IllegalArgumentException("a column of bytes needs offsets");
        }
        return new Column(type, layout, Encoding.FLAT, rowCount, validity, values, 0, null, 0);
    }

    /**
     * Makes a FLAT column of variable-length values.
     *
     * @param validity address of the validity bitmap, or 0 if no row is null
     * @param offsets address of {@code rowCount + 1} offsets
     * @param bytes address that the offsets count from
     */
    public static Column flatBytes(Type type, int rowCount, long validity, long offsets, long bytes) {
        return new Column(type, Layout.BYTES, Encoding.FLAT, rowCount, validity, bytes, offsets, null, 0);
    }

    /**
     * Makes a DICTIONARY column.
     *
     * @param validity address of the validity bitmap, or 0 if no row is null but for nulls in the dictionary
     * @param codes address of {@code rowCount} 32-bit codes
     * @param dictionary a FLAT column
     * @param dictionaryId a number that no other dictionary in this process has ({@link #nextDictionaryId}), or 0 if
     *     nobody should keep results for it
     */
    public static Column dictionary(int rowCount, long validity, long codes, Column dictionary, long dictionaryId) {
        if (dictionary.encoding != Encoding.FLAT) {
            throw new IllegalArgumentException("a dictionary is FLAT, not " + dictionary.encoding);
        }
        return new Column(
                dictionary.type,
                dictionary.layout,
                Encoding.DICTIONARY,
                rowCount,
                validity,
                codes,
                0,
                dictionary,
                dictionaryId);
    }

    /** Makes a CONSTANT column whose every row is row 0 of {@code value}, a FLAT column of one row. */
    public static Column constant(int rowCount, Column value) {
        if (value.encoding != Encoding.FLAT || value.rowCount != 1) {
            throw new IllegalArgumentException("a constant is FLAT with one row");
        }
        return new Column(value.type, value.layout, Encoding.CONSTANT, rowCount, 0, 0, 0, value, 0);
    }

    private static final java.util.concurrent.atomic.AtomicLong DICTIONARY_IDS =
            new java.util.concurrent.atomic.AtomicLong();

    /** Returns a dictionary id that was never returned before. */
    public static long nextDictionaryId() {
        return DICTIONARY_IDS.incrementAndGet();
    }

    public Type type() {
        return type;
    }

    public Layout layout() {
        return layout;
    }

    public Encoding encoding() {
        return encoding;
    }

    public int rowCount() {
        return rowCount;
    }

    /** Returns the address of the column's own validity bitmap, or 0 if it has none. */
    public long validityAddress() {
        return validity;
    }

    /** Returns the address of the values (FLAT only). */
    public long valuesAddress() {
        requireEncoding(Encoding.FLAT);
        return values;
    }

    /** Returns the address of the offsets (FLAT BYTES only). */
    public long offsetsAddress() {
        requireEncoding(Encoding.FLAT);
        return offsets;
    }

    /** Returns the address of the codes (DICTIONARY only). */
    public long codesAddress() {
        requireEncoding(Encoding.DICTIONARY);
        return values;
    }

    /** Returns the dictionary, a FLAT column; for CONSTANT that of one row. */
    public Column dictionary() {
        if (dictionary == null) {
            throw new IllegalStateException("a FLAT column has no dictionary");
        }
        return dictionary;
    }

    /** Returns the number that names the dictionary's content, or 0. */
    public long dictionaryId() {
        return dictionaryId;
    }

    /** Returns false only if no row is null. */
    public boolean mayHaveNulls() {
        return validity != 0 || dictionary != null && dictionary.validity != 0;
    }

    /** Returns the same column under another logical type of the same layout. */
    public Column withType(Type newType) {
        Column newDictionary = dictionary == null ? null : dictionary.withType(newType);
        return new Column(newType, layout, encoding, rowCount, validity, values, offsets, newDictionary, dictionaryId);
    }

    /** Returns the row of {@link #dictionary()} (or of this column if it is FLAT) that row {@code row} has. */
    public int valueIndex(int row) {
        return switch (encoding) {
            case FLAT -> row;
            case DICTIONARY -> RawMemory.getInt(values + ((long) row << 2));
            case CONSTANT -> 0;
        };
    }

    /** Returns whether row {@code row} is null. Convenience for slow paths, as are the accessors below. */
    public boolean isNull(int row) {
        if (validity != 0 && !Bitmap.get(validity, row)) {
            return true;
        }
        return dictionary != null && dictionary.validity != 0 && !Bitmap.get(dictionary.validity, valueIndex(row));
    }

    /** Returns row {@code row} of a BYTE, INT or LONG column, widened. */
    public long longAt(int row) {
        Column flat = dictionary == null ? this : dictionary;
        int index = valueIndex(row);
        return switch (layout) {
            case BYTE -> RawMemory.getByte(flat.values + index);
            case INT -> RawMemory.getInt(flat.values + ((long) index << 2));
            case LONG -> RawMemory.getLong(flat.values + ((long) index << 3));
            default -> throw new IllegalStateException("not an integer layout: " + layout);
        };
    }

    /** Returns the high 64 bits of row {@code row} of an INT128 column. */
    public long highAt(int row) {
        Column flat = dictionary == null ? this : dictionary;
        return RawMemory.getLong(flat.values + ((long) valueIndex(row) << 4) + 8);
    }

    /** Returns the low 64 bits of row {@code row} of an INT128 column. */
    public long lowAt(int row) {
        Column flat = dictionary == null ? this : dictionary;
        return RawMemory.getLong(flat.values + ((long) valueIndex(row) << 4));
    }

    /** Returns row {@code row} of a FLOAT or DOUBLE column. */
    public double doubleAt(int row) {
        Column flat = dictionary == null ? this : dictionary;
        int index = valueIndex(row);
        return layout == Layout.FLOAT
                ? RawMemory.getFloat(flat.values + ((long) index << 2))
                : RawMemory.getDouble(flat.values + ((long) index << 3));
    }

    /** Returns a copy of row {@code row} of a BYTES column. */
    public byte[] bytesAt(int row) {
        Column flat = dictionary == null ? this : dictionary;
        long at = flat.offsets + ((long) valueIndex(row) << 2);
        int start = RawMemory.getInt(at);
        byte[] copy = new byte[RawMemory.getInt(at + 4) - start];
        RawMemory.copyToArray(flat.values + start, copy, 0, copy.length);
        return copy;
    }

    private void requireEncoding(Encoding expected) {
        if (encoding != expected) {
            throw new IllegalStateException("the column is " + encoding + ", not " + expected);
        }
    }
}
