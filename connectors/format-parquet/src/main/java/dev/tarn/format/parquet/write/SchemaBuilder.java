package dev.tarn.format.parquet.write;

import dev.tarn.format.parquet.write.encode.Conversion;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MapType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;

/**
 * Makes a file's schema of columns: the footer's elements, in preorder, and the leaves. Every column is optional; lists have
 * three levels, as the specification wants them.
 */
final class SchemaBuilder {
    private final List<SchemaElement> elements = new ArrayList<>();
    private final List<LeafSchema> leaves = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();

    /**
     * A column, or a part of one.
     *
     * @param type the SQL type
     * @param definition the definition level of a value that is not NULL
     * @param repetition the repetition level of an element that is not the first (ARRAY, MAP), else of the value
     * @param parts the parts of a nested type, in the order of its fields; empty otherwise
     * @param leafIndex of the leaf, or of the first one
     */
    record Node(Type type, int definition, int repetition, List<Node> parts, int leafIndex) {}

    private SchemaBuilder() {}

    /** @throws TarnException NOT_SUPPORTED for a type that is not written, naming the column */
    static SchemaBuilder of(List<ColumnSchema> columns) {
        SchemaBuilder builder = new SchemaBuilder();
        builder.elements.add(new SchemaElement("schema").setNum_children(columns.size()));
        for (ColumnSchema column : columns) {
            if (column.type() == null) {
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED, "writing column \"" + column.name() + "\" without a type");
            }
            builder.nodes.add(builder.add(
                    column.name(), column.type(), FieldRepetitionType.OPTIONAL, List.of(), 0, 0, column.name()));
        }
        return builder;
    }

    List<SchemaElement> elements() {
        return elements;
    }

    List<LeafSchema> leaves() {
        return leaves;
    }

    /** Returns the columns. */
    List<Node> nodes() {
        return nodes;
    }

    private Node add(
            String name,
            Type type,
            FieldRepetitionType repetitionType,
            List<String> parent,
            int parentDefinition,
            int repetition,
            String column) {
        int definition = parentDefinition + (repetitionType == FieldRepetitionType.OPTIONAL ? 1 : 0);
        List<String> path = new ArrayList<>(parent);
        path.add(name);
        SchemaElement element = new SchemaElement(name).setRepetition_type(repetitionType);
        elements.add(element);
        int leafIndex = leaves.size();
        List<Node> parts = new ArrayList<>();
        switch (type.kind()) {
            case ARRAY -> {
                element.setConverted_type(ConvertedType.LIST).setLogicalType(LogicalType.LIST(new ListType()));
                repeated(element, "list", 1, path);
                parts.add(part("element", type, 0, FieldRepetitionType.OPTIONAL, path, definition, repetition, column));
            }
            case MAP -> {
                element.setConverted_type(ConvertedType.MAP).setLogicalType(LogicalType.MAP(new MapType()));
                repeated(element, "key_value", 2, path);
                parts.add(part("key", type, 0, FieldRepetitionType.REQUIRED, path, definition, repetition, column));
                parts.add(part("value", type, 1, FieldRepetitionType.OPTIONAL, path, definition, repetition, column));
            }
            case ROW -> {
                element.setNum_children(type.fields().size());
                for (int i = 0; i < type.fields().size(); i++) {
                    String field = type.fields().get(i).name();
                    parts.add(add(
                            field == null ? "field" + i : field,
                            type.fieldType(i),
                            FieldRepetitionType.OPTIONAL,
                            path,
                            definition,
                            repetition,
                            column));
                }
                if (parts.isEmpty()) {
                    throw unsupported(type, column);
                }
            }
            default -> leaves.add(leaf(element, type, path, definition, repetition, column));
        }
        boolean repeats = type.isNested() && type.kind() != dev.tarn.spi.type.TypeKind.ROW;
        return new Node(type, definition, repeats ? repetition + 1 : repetition, List.copyOf(parts), leafIndex);
    }

    private void repeated(SchemaElement outer, String name, int children, List<String> path) {
        outer.setNum_children(1);
        elements.add(new SchemaElement(name)
                .setRepetition_type(FieldRepetitionType.REPEATED)
                .setNum_children(children));
        path.add(name);
    }

    private Node part(
            String name,
            Type type,
            int index,
            FieldRepetitionType repetitionType,
            List<String> path,
            int definition,
            int repetition,
            String column) {
        return add(name, type.fieldType(index), repetitionType, path, definition + 1, repetition + 1, column);
    }

    private static LeafSchema leaf(
            SchemaElement element, Type type, List<String> path, int definition, int repetition, String column) {
        Conversion conversion = annotate(element, type, column);
        return new LeafSchema(
                List.copyOf(path),
                type,
                element.getType(),
                element.isSetType_length() ? element.getType_length() : 0,
                conversion,
                definition,
                repetition);
    }

    private static Conversion annotate(SchemaElement element, Type type, String column) {
        switch (type.kind()) {
            case BOOLEAN -> element.setType(org.apache.parquet.format.Type.BOOLEAN);
            case TINYINT -> small(element, 8, ConvertedType.INT_8);
            case SMALLINT -> small(element, 16, ConvertedType.INT_16);
            case INTEGER -> element.setType(org.apache.parquet.format.Type.INT32);
            case BIGINT -> element.setType(org.apache.parquet.format.Type.INT64);
            case REAL -> element.setType(org.apache.parquet.format.Type.FLOAT);
            case DOUBLE -> element.setType(org.apache.parquet.format.Type.DOUBLE);
            case DATE ->
                element.setType(org.apache.parquet.format.Type.INT32)
                        .setConverted_type(ConvertedType.DATE)
                        .setLogicalType(LogicalType.DATE(new DateType()));
            case CHAR, VARCHAR ->
                element.setType(org.apache.parquet.format.Type.BYTE_ARRAY)
                        .setConverted_type(ConvertedType.UTF8)
                        .setLogicalType(LogicalType.STRING(new StringType()));
            case VARBINARY -> element.setType(org.apache.parquet.format.Type.BYTE_ARRAY);
            case DECIMAL -> {
                return decimal(element, type);
            }
            case TIMESTAMP -> {
                return timestamp(element, type);
            }
            case TIME -> {
                return time(element, type);
            }
            default -> throw unsupported(type, column);
        }
        return Conversion.NONE;
    }

    private static void small(SchemaElement element, int bits, ConvertedType converted) {
        element.setType(org.apache.parquet.format.Type.INT32)
                .setConverted_type(converted)
                .setLogicalType(LogicalType.INTEGER(new IntType((byte) bits, true)));
    }

    private static Conversion decimal(SchemaElement element, Type type) {
        element.setConverted_type(ConvertedType.DECIMAL)
                .setPrecision(type.precision())
                .setScale(type.scale())
                .setLogicalType(LogicalType.DECIMAL(new DecimalType(type.scale(), type.precision())));
        if (type.precision() <= 9) {
            element.setType(org.apache.parquet.format.Type.INT32);
            return Conversion.TO_INT;
        }
        if (type.precision() <= Type.MAX_SHORT_DECIMAL_PRECISION) {
            element.setType(org.apache.parquet.format.Type.INT64);
            return Conversion.TO_LONG;
        }
        int bits = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE).bitLength() + 1;
        element.setType(org.apache.parquet.format.Type.FIXED_LEN_BYTE_ARRAY).setType_length(bits + 7 >>> 3);
        return Conversion.TO_FIXED;
    }

    private static Conversion timestamp(SchemaElement element, Type type) {
        boolean millis = type.precision() <= 3;
        element.setType(org.apache.parquet.format.Type.INT64)
                .setConverted_type(millis ? ConvertedType.TIMESTAMP_MILLIS : ConvertedType.TIMESTAMP_MICROS)
                .setLogicalType(LogicalType.TIMESTAMP(new TimestampType(false, unit(millis))));
        return millis ? Conversion.TO_MILLIS : Conversion.NONE;
    }

    private static Conversion time(SchemaElement element, Type type) {
        boolean millis = type.precision() <= 3;
        element.setType(millis ? org.apache.parquet.format.Type.INT32 : org.apache.parquet.format.Type.INT64)
                .setConverted_type(millis ? ConvertedType.TIME_MILLIS : ConvertedType.TIME_MICROS)
                .setLogicalType(LogicalType.TIME(new TimeType(false, unit(millis))));
        return millis ? Conversion.TO_INT_MILLIS : Conversion.NONE;
    }

    private static TimeUnit unit(boolean millis) {
        return millis ? TimeUnit.MILLIS(new MilliSeconds()) : TimeUnit.MICROS(new MicroSeconds());
    }

    private static TarnException unsupported(Type type, String column) {
        return new TarnException(
                ErrorCode.NOT_SUPPORTED, "writing the type " + type + " as Parquet, of column \"" + column + "\"");
    }
}
