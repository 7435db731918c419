package dev.tarn.format.parquet.metadata;

import dev.tarn.spi.type.Type;

/**
 * A leaf of a file's schema: what has a column chunk in each row group.
 *
 * @param name as the file spells it; for a leaf within a field the field's name, a dot, and so on
 * @param chunkIndex which of a row group's column chunks is its
 * @param physicalType how values are stored
 * @param fixedLength the bytes of a FIXED_LEN_BYTE_ARRAY value, 0 otherwise
 * @param levels how it lies in its tree
 * @param logicalKind what values mean
 * @param type the type it has in SQL; null if it cannot be read
 */
public record ParquetColumn(
        String name,
        int chunkIndex,
        org.apache.parquet.format.Type physicalType,
        int fixedLength,
        Levels levels,
        LogicalKind logicalKind,
        Type type) {

    /**
     * Where a leaf lies in its tree.
     *
     * @param maxDefinition the definition level of a value, 0 if nothing on the way to it may be missing
     * @param maxRepetition the number of repeated nodes on the way to it
     * @param slotDefinition the definition level from which on the innermost repeated node has an element, 0 without one
     */
    public record Levels(int maxDefinition, int maxRepetition, int slotDefinition) {
        static final Levels ROOT = new Levels(0, 0, 0);

        Levels optional() {
            return new Levels(maxDefinition + 1, maxRepetition, slotDefinition);
        }

        Levels repeated() {
            return new Levels(maxDefinition + 1, maxRepetition + 1, maxDefinition + 1);
        }
    }

    /** Returns whether a value may be missing. */
    public boolean optional() {
        return levels.maxDefinition > 0;
    }

    /** Returns whether there is one value, or NULL, for each row. */
    public boolean isFlat() {
        return levels.maxRepetition == 0;
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
