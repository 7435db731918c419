/**
 * Nested values: how an ARRAY, a MAP or a ROW lies in memory, how it is written and how it is read.
 *
 * <p>A nested value is one <em>cell</em>: a run of bytes in a column of the BYTES layout, so that whatever moves, keeps,
 * hashes or spills strings does the same for nested values. A cell is made of <em>blocks</em>. A block of n values of
 * one type is
 *
 * <ul>
 *   <li>(n + 7) / 8 bytes of validity: bit i % 8 of byte i / 8 is 1 if value i is not NULL; bits past n are 0;
 *   <li>for a fixed-width type n values of its {@linkplain dev.tarn.spi.type.Type#defaultLayout default layout}; for
 *       others n + 1 ascending 32-bit offsets, the first 0, then the bytes. A NULL is all zeros, or no bytes.
 * </ul>
 *
 * The cells are
 *
 * <ul>
 *   <li>ARRAY: the count of elements (32 bits), then a block of them;
 *   <li>MAP: the count of entries (32 bits), the number of bytes of the block of keys (32 bits), that block, then the
 *       block of values;
 *   <li>ROW of n fields: (n + 7) / 8 bytes of validity, n + 1 32-bit offsets, the first 0, then the fields' values, each a
 *       value of its default layout, a string's bytes or a cell; a NULL has no bytes.
 * </ul>
 *
 * All is little-endian and nothing is aligned. Equal values of one type have equal bytes, but for the zeros and NaNs of
 * floating-point numbers and the order of a MAP's entries. A block within a cell is a FLAT column's memory and can be
 * seen as one ({@link dev.tarn.spi.nested.CellBlock#column}).
 */
package dev.tarn.spi.nested;
