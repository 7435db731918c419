package dev.tarn.catalog.type;

import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Turns Tarn's types into Calcite's and back. */
public final class SqlTypes {
    private SqlTypes() {}

    /** Returns Calcite's type for {@code type}. */
    public static RelDataType toCalcite(RelDataTypeFactory factory, Type type, boolean nullable) {
        RelDataType made =
                switch (type.kind()) {
                    case UNKNOWN -> factory.createSqlType(SqlTypeName.NULL);
                    case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
                    case TINYINT -> factory.createSqlType(SqlTypeName.TINYINT);
                    case SMALLINT -> factory.createSqlType(SqlTypeName.SMALLINT);
                    case INTEGER -> factory.createSqlType(SqlTypeName.INTEGER);
                    case BIGINT -> factory.createSqlType(SqlTypeName.BIGINT);
                    case REAL -> factory.createSqlType(SqlTypeName.REAL);
                    case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
                    case DECIMAL -> factory.createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
                    case CHAR -> factory.createSqlType(SqlTypeName.CHAR, type.precision());
                    case VARCHAR ->
                        type.precision() == Type.UNBOUNDED_LENGTH
                                ? factory.createSqlType(SqlTypeName.VARCHAR)
                                : factory.createSqlType(SqlTypeName.VARCHAR, type.precision());
                    case VARBINARY -> factory.createSqlType(SqlTypeName.VARBINARY);
                    case DATE -> factory.createSqlType(SqlTypeName.DATE);
                    case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP, type.precision());
                    case TIME -> factory.createSqlType(SqlTypeName.TIME, type.precision());
                    case INTERVAL_YEAR_MONTH ->
                        factory.createSqlIntervalType(
                                new SqlIntervalQualifier(TimeUnit.YEAR, TimeUnit.MONTH, SqlParserPos.ZERO));
                    case INTERVAL_DAY_SECOND ->
                        factory.createSqlIntervalType(
                                new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO));
                    case ARRAY -> factory.createArrayType(toCalcite(factory, type.fieldType(0), true), -1);
                    case MAP ->
                        factory.createMapType(
                                toCalcite(factory, type.fieldType(0), false),
                                toCalcite(factory, type.fieldType(1), true));
                    case ROW -> row(factory, type);
                };
        return factory.createTypeWithNullability(made, nullable || type.kind() == TypeKind.UNKNOWN);
    }

    private static RelDataType row(RelDataTypeFactory factory, Type type) {
        RelDataTypeFactory.Builder builder = factory.builder();
        for (int i = 0; i < type.fields().size(); i++) {
            String name = type.fields().get(i).name();
            builder.add(name == null ? "field" + i : name, toCalcite(factory, type.fieldType(i), true));
        }
        return builder.build();
    }

    /**
     * Returns Tarn's type for Calcite's.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Type fromCalcite(RelDataType type) {
        return find(type).orElseThrow(() -> new IllegalArgumentException("no type for " + type.getFullTypeString()));
    }

    /** Returns Tarn's type for Calcite's, or empty if there is none. */
    public static Optional<Type> find(RelDataType type) {
        SqlTypeName name = type.getSqlTypeName();
        if (name == null) {
            return Optional.empty();
        }
        if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(name)) {
            return Optional.of(Type.INTERVAL_YEAR_MONTH);
        }
        if (SqlTypeName.DAY_INTERVAL_TYPES.contains(name)) {
            return Optional.of(Type.INTERVAL_DAY_SECOND);
        }
        return Optional.ofNullable(
                switch (name) {
                    case NULL, UNKNOWN -> Type.UNKNOWN;
                    case BOOLEAN -> Type.BOOLEAN;
                    case TINYINT -> Type.TINYINT;
                    case SMALLINT -> Type.SMALLINT;
                    case INTEGER -> Type.INTEGER;
                    case BIGINT -> Type.BIGINT;
                    case REAL -> Type.REAL;
                    case DOUBLE, FLOAT -> Type.DOUBLE;
                    case DECIMAL -> Type.decimal(type.getPrecision(), type.getScale());
                    case CHAR -> Type.charType(Math.max(0, type.getPrecision()));
                    case VARCHAR -> type.getPrecision() < 0 ? Type.VARCHAR : Type.varchar(type.getPrecision());
                    case VARBINARY, BINARY -> Type.VARBINARY;
                    case DATE -> Type.DATE;
                    case TIMESTAMP -> Type.timestamp(Math.max(0, type.getPrecision()));
                    case TIME -> new Type(TypeKind.TIME, Math.max(0, type.getPrecision()), 0);
                    case ARRAY -> find(type.getComponentType()).map(Type::array).orElse(null);
                    case MAP ->
                        find(type.getKeyType())
                                .flatMap(key -> find(type.getValueType()).map(value -> Type.map(key, value)))
                                .orElse(null);
                    case ROW -> findRow(type);
                    default -> null;
                });
    }

    private static Type findRow(RelDataType type) {
        List<TypeField> fields = new ArrayList<>();
        for (RelDataTypeField field : type.getFieldList()) {
            Type fieldType = find(field.getType()).orElse(null);
            if (fieldType == null) {
                return null;
            }
            fields.add(new TypeField(field.getName(), fieldType));
        }
        return Type.row(fields);
    }
}
