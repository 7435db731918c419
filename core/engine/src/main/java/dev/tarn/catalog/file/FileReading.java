package dev.tarn.catalog.file;

import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FormatOptions;

/**
 * How files are read.
 *
 * @param options tell the columns that files without names have
 */
public record FileReading(FileFormat format, FormatOptions options) {}
