/**
 * VARIANT values as JSON text.
 *
 * <p>Belongs here: the binary form of VARIANT values, and how shredded ones are put together. Does not belong here: how
 * their columns are read.
 */
package dev.tarn.format.parquet.variant;
