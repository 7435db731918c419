package dev.tarn.format.parquet.metadata;

import dev.tarn.spi.type.Type;

/**
 * A top-level field of a file.
 *
 * @param name as the file spells it
 * @param chunkIndex which of a row group's column chunks is its (the first one, for a nested field)
 * @param physicalType how values are stored; null for a nested field
 * @param fixedLength the bytes of a FIXED_LEN_BYTE_ARRAY value, 0 otherwise
 * @param optional whether values may be null
 * @param logicalKind what values mean
 * @param type the type it has in SQL; null if it cannot be read
 * @param unsupported why it cannot be read, or null
 */
public record ParquetColumn(
        String name,
        int chunkIndex,
        org.apache.parquet.format.Type physicalType,
        int fixedLength,
        boolean optional,
        LogicalKind logicalKind,
        Type type,
        String unsupported) {

    static ParquetColumn unsupported(String name, int chunkIndex, String why) {
        return new ParquetColumn(name, chunkIndex, null, 0, true, LogicalKind.NONE, null, why);
    }

    /** Returns the bytes that a stored value takes in PLAIN encoding, or -1 for BYTE_ARRAY; 1 for BOOLEAN, unpacked. */
    public int physicalWidth() {
        return switch (physicalType) {
            case BOOLEAN -> 1;
            case INT32, FLOAT -> 4;
            case INT64, DOUBLE -> 8;
            case INT96 -> 12;
            case FIXED_LEN_BYTE_ARRAY -> fixedLength;
            case BYTE_ARRAY -> -1;
        };
    }
}
