/**
 * Conversions from stored values to the type and layout that a scan asks for.
 *
 * <p>Belongs here: which types widen to which, and one loop for each conversion. Does not belong here: pages, encodings.
 */
package dev.tarn.format.parquet.convert;
