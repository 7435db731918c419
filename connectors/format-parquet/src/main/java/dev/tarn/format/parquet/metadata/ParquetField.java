package dev.tarn.format.parquet.metadata;

import dev.tarn.format.parquet.metadata.ParquetColumn.Levels;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import java.util.List;

/**
 * A node of a file's schema as SQL sees it: the groups that only spell lists and maps are gone. Immutable.
 *
 * @param kind what it is
 * @param name as the file spells it; null for elements, keys and values
 * @param type its type in SQL, UNKNOWN if it has no value anywhere; null if it cannot be read
 * @param unsupported why it cannot be read, or null
 * @param slots the levels of what it is one value of: there is a value, or NULL, for each entry whose repetition level is at
 *     most {@code slots.maxRepetition} and whose definition level is at least {@code slots.slotDefinition}
 * @param validDefinition the definition level from which on it is not NULL
 * @param elementDefinition for LIST and MAP: the definition level from which on there is an element
 * @param children the element; the key and the value, or the key alone; the fields
 * @param leaf for PRIMITIVE: the leaf that it is
 * @param firstLeaf the first leaf below it, by chunk index, also of what cannot be read
 */
public record ParquetField(
        Kind kind,
        String name,
        Type type,
        String unsupported,
        Levels slots,
        int validDefinition,
        int elementDefinition,
        List<ParquetField> children,
        ParquetColumn leaf,
        ParquetColumn firstLeaf) {
    /** What a node can be. */
    public enum Kind {
        PRIMITIVE,
        LIST,
        MAP,
        ROW,
        /** A group that is read as text: its children are those of a ROW. */
        VARIANT
    }

    public ParquetField {
        children = List.copyOf(children);
    }

    static ParquetField primitive(String name, ParquetColumn leaf, String unsupported) {
        return new ParquetField(
                Kind.PRIMITIVE,
                name,
                unsupported == null ? type(leaf) : null,
                unsupported,
                leaf.levels(),
                leaf.levels().maxDefinition(),
                0,
                List.of(),
                leaf,
                leaf);
    }

    private static Type type(ParquetColumn leaf) {
        return leaf.logicalKind() == LogicalKind.ALWAYS_NULL ? Type.UNKNOWN : leaf.type();
    }

    /** Returns the child of a ROW of that name, regardless of case, or null. */
    public ParquetField child(String childName) {
        for (ParquetField child : children) {
            if (childName.equalsIgnoreCase(child.name)) {
                return child;
            }
        }
        return null;
    }

    ParquetField withType(Type newType) {
        return new ParquetField(
                kind, name, newType, unsupported, slots, validDefinition, elementDefinition, children, leaf, firstLeaf);
    }

    /** Returns the ROW type that the children make. */
    public Type rowType() {
        return Type.row(children.stream()
                .map(child -> new TypeField(child.name, child.type))
                .toList());
    }
}
