/** Values written as text. What reads text into values belongs to the formats that are text. */
package dev.tarn.spi.text;
