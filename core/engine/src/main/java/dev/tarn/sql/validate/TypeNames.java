package dev.tarn.sql.validate;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.sql.parser.NestedTypeName;
import dev.tarn.sql.parser.Positions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.type.SqlTypeName;

/** The names of types in queries. */
final class TypeNames {
    private static final int DEFAULT_FRACTIONAL_DIGITS = 3;

    private TypeNames() {}

    /**
     * Returns a name of a type that is not nested as Calcite has it.
     *
     * @throws TarnException NOT_SUPPORTED, TYPE_MISMATCH for {@code string}
     */
    static SqlDataTypeSpec checked(SqlDataTypeSpec type) {
        if (!(type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec)) {
            String name = type.getTypeName() == null
                    ? type.toString()
                    : type.getTypeName().toString();
            if (name.equalsIgnoreCase("string")) {
                throw new TarnException(
                        ErrorCode.TYPE_MISMATCH,
                        Positions.of(type.getParserPosition()),
                        "there is no type string in a query; write varchar");
            }
            throw Unsupported.at(type, "the type " + name.toLowerCase(Locale.ROOT));
        }
        SqlTypeName name = SqlTypeName.get(type.getTypeName().getSimple());
        if (name == SqlTypeName.FLOAT) {
            return new SqlDataTypeSpec(
                    new SqlBasicTypeNameSpec(SqlTypeName.REAL, type.getParserPosition()), type.getParserPosition());
        }
        boolean known = name != null
                && switch (name) {
                    case BOOLEAN,
                            TINYINT,
                            SMALLINT,
                            INTEGER,
                            BIGINT,
                            REAL,
                            DOUBLE,
                            DECIMAL,
                            CHAR,
                            VARCHAR,
                            VARBINARY,
                            DATE,
                            TIMESTAMP -> true;
                    default -> false;
                };
        if (!known) {
            throw Unsupported.at(
                    type,
                    "the type "
                            + type.getTypeName()
                                    .getSimple()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', ' '));
        }
        if (name == SqlTypeName.DECIMAL) {
            plainDecimal(type);
        }
        return type;
    }

    /** Returns whether a name is one of a nested type. */
    static boolean isNested(SqlDataTypeSpec type) {
        return type.getTypeNameSpec() instanceof NestedTypeName;
    }

    /**
     * Returns the type of a name.
     *
     * @throws TarnException as {@link #checked} does
     */
    static Type type(SqlDataTypeSpec spec) {
        if (!(spec.getTypeNameSpec() instanceof NestedTypeName nested)) {
            return plainType(checked(spec));
        }
        List<TypeField> fields = new ArrayList<>();
        for (int i = 0; i < nested.parts().size(); i++) {
            String name = nested.names().get(i);
            boolean anonymous = nested.kind() == TypeKind.ROW && name == null;
            fields.add(new TypeField(
                    anonymous ? "field" + i : name, type(nested.parts().get(i))));
        }
        return new Type(nested.kind(), 0, 0, fields);
    }

    private static Type plainType(SqlDataTypeSpec spec) {
        SqlBasicTypeNameSpec basic = (SqlBasicTypeNameSpec) spec.getTypeNameSpec();
        int precision = basic.getPrecision();
        return switch (SqlTypeName.get(spec.getTypeName().getSimple())) {
            case BOOLEAN -> Type.BOOLEAN;
            case TINYINT -> Type.TINYINT;
            case SMALLINT -> Type.SMALLINT;
            case INTEGER -> Type.INTEGER;
            case BIGINT -> Type.BIGINT;
            case REAL -> Type.REAL;
            case DOUBLE -> Type.DOUBLE;
            case CHAR -> Type.charType(Math.max(1, precision));
            case VARCHAR -> precision < 0 ? Type.VARCHAR : Type.varchar(precision);
            case VARBINARY -> Type.VARBINARY;
            case DATE -> Type.DATE;
            case TIMESTAMP -> Type.timestamp(precision < 0 ? DEFAULT_FRACTIONAL_DIGITS : precision);
            default -> plainDecimal(spec);
        };
    }

    private static Type plainDecimal(SqlDataTypeSpec spec) {
        SqlBasicTypeNameSpec basic = (SqlBasicTypeNameSpec) spec.getTypeNameSpec();
        int precision = basic.getPrecision();
        return decimal(spec, precision < 0 ? Type.MAX_DECIMAL_PRECISION : precision, basic.getScale());
    }

    private static Type decimal(SqlDataTypeSpec spec, int precision, int scale) {
        if (precision < 1 || precision > Type.MAX_DECIMAL_PRECISION || scale > precision) {
            throw new TarnException(
                    ErrorCode.TYPE_MISMATCH,
                    Positions.of(spec.getParserPosition()),
                    "decimal(" + precision + ", " + scale + "): a decimal has 1 to " + Type.MAX_DECIMAL_PRECISION
                            + " digits, of which at most all are fractional");
        }
        return Type.decimal(precision, Math.max(0, scale));
    }
}
