/**
 * Values written as text, and names that people mistyped. What reads text into values belongs to the formats that are text.
 */
package dev.tarn.spi.text;
