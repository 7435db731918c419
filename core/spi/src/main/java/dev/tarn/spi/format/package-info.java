/** File formats: from the bytes of a file to batches, and back. Storages and tables are not known here. */
package dev.tarn.spi.format;
