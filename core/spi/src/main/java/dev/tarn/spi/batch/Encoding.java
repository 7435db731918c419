package dev.tarn.spi.batch;

/** How a column's rows find their values. */
public enum Encoding {
    /** Row i has value i. */
    FLAT,
    /** Row i has the dictionary's value at the i-th 32-bit code. */
    DICTIONARY,
    /** Every row has the dictionary's value 0. */
    CONSTANT
}
