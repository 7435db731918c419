package dev.tarn.format.parquet.metadata;

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
 * Turns a footer's schema, a tree in preorder, into columns: the top-level fields. Nested and repeated ones are named as
 * not supported.
 */
final class SchemaReader {
    private final List<SchemaElement> elements;
    private int next = 1;
    private int leaves;

    private SchemaReader(List<SchemaElement> elements) {
        this.elements = elements;
    }

    /** The columns and the number of leaves, that is of column chunks in a row group. */
    record Schema(List<ParquetColumn> columns, int leafCount) {}

    /** @throws TarnException HIVE_BAD_DATA if the tree is not one */
    static Schema read(List<SchemaElement> elements) {
        if (elements == null || elements.isEmpty()) {
            throw bad("the schema is empty");
        }
        SchemaReader reader = new SchemaReader(elements);
        List<ParquetColumn> columns = new ArrayList<>();
        int count = elements.get(0).getNum_children();
        for (int i = 0; i < count; i++) {
            columns.add(reader.field());
        }
        if (reader.next != elements.size()) {
            throw bad(
                    "the schema has " + elements.size() + " elements, and " + reader.next + " of them are in its tree");
        }
        return new Schema(columns, reader.leaves);
    }

    private ParquetColumn field() {
        SchemaElement element = take();
        int firstLeaf = leaves;
        if (element.getName() == null) {
            throw bad("a field of the schema has no name");
        }
        if (isGroup(element)) {
            skipChildren(element);
            return ParquetColumn.unsupported(
                    element.getName(), firstLeaf, "nested columns (" + describe(element) + ")");
        }
        leaves++;
        if (element.getRepetition_type() == FieldRepetitionType.REPEATED) {
            return ParquetColumn.unsupported(element.getName(), firstLeaf, "nested columns (repeated field)");
        }
        return primitive(element, firstLeaf);
    }

    private static String describe(SchemaElement group) {
        LogicalType logical = group.getLogicalType();
        if (logical != null && logical.isSetVARIANT()) {
            return "variant";
        }
        if (logical != null && logical.isSetLIST() || group.getConverted_type() == ConvertedType.LIST) {
            return "list";
        }
        if (logical != null && logical.isSetMAP()
                || group.getConverted_type() == ConvertedType.MAP
                || group.getConverted_type() == ConvertedType.MAP_KEY_VALUE) {
            return "map";
        }
        return "struct";
    }

    private SchemaElement take() {
        if (next >= elements.size()) {
            throw bad("the schema ends in the middle of its tree");
        }
        return elements.get(next++);
    }

    private static boolean isGroup(SchemaElement element) {
        return !element.isSetType() && element.isSetNum_children();
    }

    private void skipChildren(SchemaElement group) {
        long remaining = Math.max(0, group.getNum_children());
        while (remaining > 0) {
            remaining--;
            SchemaElement element = take();
            if (isGroup(element)) {
                remaining += Math.max(0, element.getNum_children());
            } else {
                leaves++;
            }
        }
    }

    private static ParquetColumn primitive(SchemaElement element, int chunkIndex) {
        String name = element.getName();
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
        boolean optional = element.getRepetition_type() != FieldRepetitionType.REQUIRED;
        if (kind == LogicalKind.INTERVAL) {
            return ParquetColumn.unsupported(name, chunkIndex, "the Parquet type INTERVAL");
        }
        if (kind == LogicalKind.DECIMAL) {
            int precision = LogicalKinds.precision(element);
            int scale = LogicalKinds.scale(element);
            if (precision < 1 || scale < 0 || scale > precision) {
                throw bad("column \"" + name + "\" is a decimal(" + precision + "," + scale + ")");
            }
            if (precision > Type.MAX_DECIMAL_PRECISION) {
                return ParquetColumn.unsupported(
                        name, chunkIndex, "decimal(" + precision + "," + scale + "), of more than 38 digits");
            }
            return new ParquetColumn(
                    name, chunkIndex, physical, length, optional, kind, Type.decimal(precision, scale), null);
        }
        return new ParquetColumn(name, chunkIndex, physical, length, optional, kind, sqlType(physical, kind), null);
    }

    private static Type sqlType(org.apache.parquet.format.Type physical, LogicalKind kind) {
        return switch (kind) {
            case STRING, ENUM, JSON, UUID -> Type.VARCHAR;
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
