/**
 * Decompression and compression of pages.
 *
 * <p>Belongs here: one class a codec, native where the platform has it, pure Java otherwise. Does not belong here: what the
 * bytes mean.
 */
package dev.tarn.format.parquet.codec;
