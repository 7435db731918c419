package dev.tarn.spi.nested;

import dev.tarn.spi.type.Type;

/**
 * Takes values of one type one after the other: the way by which formats that read row by row fill columns and nested
 * values alike. Only the method that fits the type's default layout may be called. One thread at a time.
 */
public interface ValueAppender {
    Type type();

    /** Returns how many values were appended since it was last emptied. */
    int count();

    void appendNull();

    /** Appends to a BYTE layout. */
    void appendBoolean(boolean value);

    /** Appends to an INT layout. */
    void appendInt(int value);

    /** Appends to a LONG layout. */
    void appendLong(long value);

    /** Appends to an INT128 layout. */
    void appendInt128(long high, long low);

    /** Appends to a FLOAT layout. */
    void appendFloat(float value);

    /** Appends to a DOUBLE layout. */
    void appendDouble(double value);

    /** Appends to a BYTES layout, which is copied. */
    void appendBytes(byte[] bytes, int offset, int length);

    /** Appends {@code length} bytes of memory at {@code address} to a BYTES layout; they are copied. */
    void appendBytes(long address, int length);

    /** Appends the value at {@code address}, laid out as its layout says; {@code length} counts for BYTES only. */
    void appendRaw(long address, int length);

    /**
     * Returns the writer of this appender's nested values: fill its parts, then call {@link #appendCell}. Always the same
     * one.
     *
     * @throws IllegalStateException if the type is not nested
     */
    CellWriter cell();

    /** Appends what was written to {@link #cell} since the last time, and empties it. */
    void appendCell();
}
