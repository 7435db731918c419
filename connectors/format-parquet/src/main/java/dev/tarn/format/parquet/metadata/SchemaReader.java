package dev.tarn.format.parquet.metadata;

import dev.tarn.format.parquet.metadata.ParquetColumn.Levels;
import dev.tarn.format.parquet.metadata.ParquetField.Kind;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;

/**
 * Turns a footer's schema, a tree in preorder, into fields, by the specification's rules for what old writers wrote: lists
 * of two and of three levels, maps of any names, repeated nodes without an annotation.
 */
final class SchemaReader {
    private static final int MAX_DEPTH = 100;

    private final List<SchemaElement> elements;
    private final List<ParquetColumn> leaves = new ArrayList<>();
    private int next = 1;
    private int depth;

    private SchemaReader(List<SchemaElement> elements) {
        this.elements = elements;
    }

    /** The top-level fields, and the leaves by the index of their column chunk in a row group. */
    record Schema(List<ParquetField> fields, List<ParquetColumn> leaves) {}

    /** @throws TarnException HIVE_BAD_DATA if the tree is not one; NOT_SUPPORTED if it is deeper than anybody needs */
    static Schema read(List<SchemaElement> elements) {
        if (elements == null || elements.isEmpty()) {
            throw bad("the schema is empty");
        }
        SchemaReader reader = new SchemaReader(elements);
        List<ParquetField> fields = new ArrayList<>();
        int count = elements.get(0).getNum_children();
        for (int i = 0; i < count; i++) {
            fields.add(reader.node(Levels.ROOT, ""));
        }
        if (reader.next != elements.size()) {
            throw bad(
                    "the schema has " + elements.size() + " elements, and " + reader.next + " of them are in its tree");
        }
        return new Schema(fields, reader.leaves);
    }

    /** Reads a node with what is below it; a repeated one is a list. */
    private ParquetField node(Levels parent, String path) {
        SchemaElement element = take();
        if (element.getRepetition_type() != FieldRepetitionType.REPEATED) {
            boolean required = element.getRepetition_type() == FieldRepetitionType.REQUIRED;
            return value(element, required ? parent : parent.optional(), path);
        }
        ParquetField item = value(element, parent.repeated(), path);
        return list(element.getName(), item, parent, parent.repeated());
    }

    /** Reads what is below an element, whose own levels are known. */
    private ParquetField value(SchemaElement element, Levels levels, String path) {
        String name = path + element.getName();
        if (!isGroup(element)) {
            return primitive(element, levels, name);
        }
        if (++depth > MAX_DEPTH) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, "columns nested more than " + MAX_DEPTH + " deep");
        }
        ParquetField field;
        if (isVariant(element)) {
            field = row(element, levels, name + ".", true);
        } else if (isList(element) && hasRepeatedChild(element)) {
            field = list(
                    element.getName(), listItem(element, levels.repeated(), name + "."), levels, levels.repeated());
        } else if (isMap(element) && hasRepeatedChild(element) && isKeyAndValue(elements.get(next))) {
            field = map(element, levels, name + ".");
        } else {
            field = row(element, levels, name + ".", false);
        }
        depth--;
        return field;
    }

    private static boolean isVariant(SchemaElement element) {
        LogicalType logical = element.getLogicalType();
        return logical != null && logical.isSetVARIANT();
    }

    private static boolean isList(SchemaElement element) {
        LogicalType logical = element.getLogicalType();
        return logical != null && logical.isSetLIST() || element.getConverted_type() == ConvertedType.LIST;
    }

    private static boolean isMap(SchemaElement element) {
        LogicalType logical = element.getLogicalType();
        return logical != null && logical.isSetMAP()
                || element.getConverted_type() == ConvertedType.MAP
                || element.getConverted_type() == ConvertedType.MAP_KEY_VALUE;
    }

    /** Returns whether the element that was just taken has one child, a repeated one. */
    private boolean hasRepeatedChild(SchemaElement element) {
        return element.getNum_children() == 1
                && next < elements.size()
                && elements.get(next).getRepetition_type() == FieldRepetitionType.REPEATED;
    }

    private static boolean isKeyAndValue(SchemaElement entry) {
        return isGroup(entry) && (entry.getNum_children() == 1 || entry.getNum_children() == 2);
    }

    /** Reads the repeated node of a list: the element itself, as old writers have it, or a wrapper of the element. */
    private ParquetField listItem(SchemaElement list, Levels levels, String path) {
        SchemaElement repeated = take();
        boolean isWrapper = isGroup(repeated)
                && repeated.getNum_children() == 1
                && !isList(repeated)
                && !isMap(repeated)
                && !repeated.getName().equals("array")
                && !repeated.getName().equals(list.getName() + "_tuple")
                && !hasRepeatedChild(repeated);
        return isWrapper ? node(levels, path + repeated.getName() + ".") : value(repeated, levels, path);
    }

    private static ParquetField list(String name, ParquetField item, Levels levels, Levels itemLevels) {
        String why = item.unsupported();
        return new ParquetField(
                Kind.LIST,
                name,
                why == null ? Type.array(item.type()) : null,
                why,
                levels,
                levels.maxDefinition(),
                itemLevels.maxDefinition(),
                List.of(item),
                null,
                item.firstLeaf());
    }

    private ParquetField map(SchemaElement element, Levels levels, String path) {
        SchemaElement entry = take();
        Levels entryLevels = levels.repeated();
        String below = path + entry.getName() + ".";
        ParquetField key = node(entryLevels, below);
        if (entry.getNum_children() == 1) {
            // A map without values is the set of its keys.
            return list(element.getName(), key, levels, entryLevels);
        }
        ParquetField value = node(entryLevels, below);
        String why = key.unsupported() != null ? key.unsupported() : value.unsupported();
        return new ParquetField(
                Kind.MAP,
                element.getName(),
                why == null ? Type.map(key.type(), value.type()) : null,
                why,
                levels,
                levels.maxDefinition(),
                entryLevels.maxDefinition(),
                List.of(key, value),
                null,
                key.firstLeaf());
    }

    private ParquetField row(SchemaElement element, Levels levels, String path, boolean variant) {
        List<ParquetField> fields = new ArrayList<>();
        String why = null;
        ParquetColumn firstLeaf = null;
        for (int i = 0; i < element.getNum_children(); i++) {
            ParquetField field = node(levels, path);
            why = why == null ? field.unsupported() : why;
            firstLeaf = firstLeaf == null ? field.firstLeaf() : firstLeaf;
            fields.add(field);
        }
        if (firstLeaf == null) {
            why = "a group without fields";
        } else if (variant && fields.stream().noneMatch(field -> "metadata".equals(field.name()))) {
            why = "a VARIANT without metadata";
        }
        ParquetField row = new ParquetField(
                variant ? Kind.VARIANT : Kind.ROW,
                element.getName(),
                Type.VARCHAR,
                why,
                levels,
                levels.maxDefinition(),
                0,
                fields,
                null,
                firstLeaf);
        return variant && why == null ? row : row.withType(why == null ? row.rowType() : null);
    }

    private SchemaElement take() {
        if (next >= elements.size()) {
            throw bad("the schema ends in the middle of its tree");
        }
        SchemaElement element = elements.get(next++);
        if (element.getName() == null) {
            throw bad("a field of the schema has no name");
        }
        return element;
    }

    private static boolean isGroup(SchemaElement element) {
        return !element.isSetType() && element.isSetNum_children();
    }

    private ParquetField primitive(SchemaElement element, Levels levels, String name) {
        org.apache.parquet.format.Type physical = element.getType();
        if (physical == null) {
            throw bad("the type of column \"" + name + "\" is none of Parquet's");
        }
        int length = 0;
        if (physical == org.apache.parquet.format.Type.FIXED_LEN_BYTE_ARRAY) {
            length = element.getType_length();
            if (length <= 0) {
                throw bad("column \"" + name + "\" has fixed-length values of " + length + " bytes");
            }
        }
        LogicalKind kind = LogicalKinds.of(element);
        Type type = sqlType(physical, kind);
        String unsupported = null;
        if (kind == LogicalKind.DECIMAL) {
            int precision = LogicalKinds.precision(element);
            int scale = LogicalKinds.scale(element);
            if (precision < 1 || scale < 0 || scale > precision) {
                throw bad("column \"" + name + "\" is a decimal(" + precision + "," + scale + ")");
            }
            if (precision > Type.MAX_DECIMAL_PRECISION) {
                unsupported = "decimal(" + precision + "," + scale + "), of more than 38 digits";
            } else {
                type = Type.decimal(precision, scale);
            }
        }
        ParquetColumn leaf = new ParquetColumn(name, leaves.size(), physical, length, levels, kind, type);
        leaves.add(leaf);
        return ParquetField.primitive(element.getName(), leaf, unsupported);
    }

    private static Type sqlType(org.apache.parquet.format.Type physical, LogicalKind kind) {
        return switch (kind) {
            case STRING, ENUM, JSON, UUID, INTERVAL -> Type.VARCHAR;
            case BSON, GEOSPATIAL -> Type.VARBINARY;
            case DATE -> Type.DATE;
            case TIME_MILLIS -> Type.TIME;
            case TIME_MICROS, TIME_NANOS -> new Type(dev.tarn.spi.type.TypeKind.TIME, 6, 0);
            case TIMESTAMP_MILLIS -> Type.TIMESTAMP;
            case TIMESTAMP_MICROS, TIMESTAMP_NANOS -> Type.timestamp(6);
            case INT8 -> Type.TINYINT;
            case INT16, UINT8 -> Type.SMALLINT;
            case INT32, UINT16 -> Type.INTEGER;
            case INT64, UINT32 -> Type.BIGINT;
            case UINT64 -> Type.decimal(20, 0);
            case FLOAT16 -> Type.REAL;
            default ->
                switch (physical) {
                    case BOOLEAN -> Type.BOOLEAN;
                    case INT32 -> Type.INTEGER;
                    case INT64 -> Type.BIGINT;
                    case INT96 -> Type.timestamp(6);
                    case FLOAT -> Type.REAL;
                    case DOUBLE -> Type.DOUBLE;
                    case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> Type.VARBINARY;
                };
        };
    }

    static TarnException bad(String detail) {
        return new TarnException(ErrorCode.HIVE_BAD_DATA, detail);
    }
}
