package dev.tarn.format.avro.schema;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The SQL types of Avro's schemas. */
public final class AvroTypes {
    /** A logical type that orders three 32-bit numbers without a sign. */
    public static final String DURATION = "duration";

    private static final Type DURATION_TYPE = Type.row(
            new TypeField("months", Type.BIGINT),
            new TypeField("days", Type.BIGINT),
            new TypeField("millis", Type.BIGINT));

    private AvroTypes() {}

    /**
     * Returns the type that values are read as where nothing else is asked for.
     *
     * @throws TarnException NOT_SUPPORTED for a type that contains itself
     */
    public static Type typeOf(Schema schema) {
        return typeOf(schema, new HashSet<>());
    }

    private static Type typeOf(Schema schema, Set<String> around) {
        return switch (schema.getType()) {
            case NULL -> Type.UNKNOWN;
            case BOOLEAN -> Type.BOOLEAN;
            case INT -> ofInt(logical(schema));
            case LONG -> ofLong(logical(schema));
            case FLOAT -> Type.REAL;
            case DOUBLE -> Type.DOUBLE;
            case STRING, ENUM -> Type.VARCHAR;
            case BYTES, FIXED -> ofBytes(schema);
            case ARRAY -> Type.array(typeOf(schema.getElementType(), around));
            case MAP -> Type.map(Type.VARCHAR, typeOf(schema.getValueType(), around));
            case UNION -> ofUnion(branches(schema), around);
            case RECORD -> {
                if (!around.add(schema.getFullName())) {
                    throw new TarnException(
                            ErrorCode.NOT_SUPPORTED,
                            "the Avro record " + schema.getFullName() + ", which contains itself");
                }
                List<TypeField> fields = new ArrayList<>();
                for (Schema.Field field : schema.getFields()) {
                    fields.add(new TypeField(field.name(), typeOf(field.schema(), around)));
                }
                around.remove(schema.getFullName());
                yield Type.row(fields);
            }
        };
    }

    /** Returns the name of a schema's logical type, or an empty text. */
    public static String logical(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        String name = logical == null ? schema.getProp(LogicalType.LOGICAL_TYPE_PROP) : logical.getName();
        return name == null ? "" : name;
    }

    private static Type ofInt(String logical) {
        return switch (logical) {
            case "date" -> Type.DATE;
            case "time-millis" -> new Type(TypeKind.TIME, 3, 0);
            default -> Type.INTEGER;
        };
    }

    private static Type ofLong(String logical) {
        return switch (logical) {
            case "time-micros" -> new Type(TypeKind.TIME, 6, 0);
            case "timestamp-millis", "local-timestamp-millis" -> Type.timestamp(3);
            case "timestamp-micros", "local-timestamp-micros", "timestamp-nanos", "local-timestamp-nanos" ->
                Type.timestamp(6);
            default -> Type.BIGINT;
        };
    }

    private static Type ofBytes(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                && decimal.getPrecision() <= Type.MAX_DECIMAL_PRECISION) {
            return Type.decimal(decimal.getPrecision(), decimal.getScale());
        }
        if (schema.getType() == Schema.Type.FIXED) {
            if (isUuid(schema)) {
                return Type.VARCHAR;
            }
            if (isDuration(schema)) {
                return DURATION_TYPE;
            }
        }
        return Type.VARBINARY;
    }

    public static boolean isUuid(Schema schema) {
        return schema.getType() == Schema.Type.FIXED
                && schema.getFixedSize() == 16
                && logical(schema).equals("uuid");
    }

    public static boolean isDuration(Schema schema) {
        return schema.getType() == Schema.Type.FIXED
                && schema.getFixedSize() == 12
                && logical(schema).equals(DURATION);
    }

    /** Returns the branches of a union that are not null. */
    public static List<Schema> branches(Schema union) {
        return union.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
    }

    private static Type ofUnion(List<Schema> branches, Set<String> around) {
        List<Type> types = new ArrayList<>();
        for (Schema branch : branches) {
            types.add(typeOf(branch, around));
        }
        Type common = common(types);
        return common != null ? common : unionRow(types);
    }

    /** Returns the ROW of a union without a common type: which branch it is, null not counted, and a field for each. */
    private static Type unionRow(List<Type> branches) {
        List<TypeField> fields = new ArrayList<>();
        fields.add(new TypeField("tag", Type.TINYINT));
        for (Type branch : branches) {
            fields.add(new TypeField("field" + (fields.size() - 1), branch));
        }
        return Type.row(fields);
    }

    /** Returns the type that all widen to without a loss that numbers in Avro do not have anyway, or null. */
    private static Type common(List<Type> types) {
        Type common = types.isEmpty() ? Type.UNKNOWN : types.get(0);
        for (Type type : types) {
            common = common.equals(type) ? common : wider(common, type);
            if (common == null) {
                return null;
            }
        }
        return common;
    }

    private static Type wider(Type left, Type right) {
        if (!isNumber(left) || !isNumber(right)) {
            return null;
        }
        return left.isInteger() && right.isInteger() ? Type.BIGINT : Type.DOUBLE;
    }

    private static boolean isNumber(Type type) {
        return type.isInteger() || type.kind() == TypeKind.REAL || type.kind() == TypeKind.DOUBLE;
    }
}
