package dev.tarn.format.parquet.write;

import dev.tarn.format.parquet.write.encode.Conversion;
import dev.tarn.spi.type.Type;
import java.util.List;

/**
 * A leaf of the schema that is written.
 *
 * @param path the names that lead to it
 * @param type its SQL type
 * @param physical its type in the file
 * @param length of every value in bytes if that type is FIXED_LEN_BYTE_ARRAY, else 0
 * @param conversion how values become those of the physical type
 * @param maxDefinition the definition level of a value
 * @param maxRepetition the repetition level of a value that is not the first of its innermost list
 */
record LeafSchema(
        List<String> path,
        Type type,
        org.apache.parquet.format.Type physical,
        int length,
        Conversion conversion,
        int maxDefinition,
        int maxRepetition) {
    /** Returns whether the leaf is a column of its own. */
    boolean isColumn() {
        return path.size() == 1;
    }
}
