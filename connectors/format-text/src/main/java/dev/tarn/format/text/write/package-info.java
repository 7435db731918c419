/**
 * Writing text: rows to lines, and their compression.
 *
 * <p>Belongs here: what all text formats write alike, delimited lines, JSON lines. Does not belong here: which properties a
 * SerDe has, reading.
 */
package dev.tarn.format.text.write;
