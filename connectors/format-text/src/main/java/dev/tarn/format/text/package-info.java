/** Text files: bytes, compressed or not, to batches. What each format is stands in the packages below. */
package dev.tarn.format.text;
