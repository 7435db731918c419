package dev.tarn.spi.type;

/**
 * How a column's values lie in memory, little-endian and without gaps.
 *
 * <p>The logical type says what a value means, the layout says where it is. One logical type has one layout, but for
 * DECIMAL: its unscaled values are LONG wherever value ranges prove that 64 bits are enough, whatever the declared
 * precision, and INT128 otherwise.
 */
public enum Layout {
    /** One byte, 0 or 1. */
    BYTE(1),
    /** 32-bit signed. */
    INT(4),
    /** 64-bit signed. */
    LONG(8),
    /** 128-bit signed: the low 64 bits, then the high ones. */
    INT128(16),
    /** IEEE 754 binary32. */
    FLOAT(4),
    /** IEEE 754 binary64. */
    DOUBLE(8),
    /** Variable length: n + 1 offsets of 32 bits into a data buffer. */
    BYTES(-1);

    private final int width;

    Layout(int width) {
        this.width = width;
    }

    /** Returns the bytes a value takes, or -1 for {@link #BYTES}. */
    public int width() {
        return width;
    }

    /** Returns whether every value takes the same number of bytes. */
    public boolean isFixedWidth() {
        return width > 0;
    }
}
