/**
 * The bytes of text files: compression, character sets, reading ahead of those who parse. What the bytes mean belongs to
 * the formats.
 */
package dev.tarn.format.text.io;
