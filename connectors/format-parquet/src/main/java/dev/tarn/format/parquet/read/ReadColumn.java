package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.convert.Conversion;
import dev.tarn.format.parquet.metadata.ChunkMetadata;
import dev.tarn.format.parquet.metadata.ParquetColumn;
import dev.tarn.spi.split.ScanColumn;

/**
 * A leaf to read.
 *
 * @param column the leaf
 * @param chunk its part of the row group
 * @param wanted type and layout to deliver
 * @param conversion from the leaf's type to that
 * @param verifiesChecksums whether the pages' checksums are compared with their bytes
 */
record ReadColumn(
        ParquetColumn column,
        ChunkMetadata chunk,
        ScanColumn wanted,
        Conversion conversion,
        boolean verifiesChecksums) {}
