/** Splits and how their rows are read. What a table is belongs to spi.catalog, what a file contains to spi.format. */
package dev.tarn.spi.split;
