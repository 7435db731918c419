package dev.tarn.catalog.type;

import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/** Tells Calcite the limits of types and the types of results, by Trino's rules. */
public final class TarnTypeSystem extends RelDataTypeSystemImpl {
    public static final TarnTypeSystem INSTANCE = new TarnTypeSystem();

    private static final int MAX_FRACTIONAL_DIGITS = 6;
    private static final int DEFAULT_FRACTIONAL_DIGITS = 3;

    private TarnTypeSystem() {}

    @Override
    public int getMaxPrecision(SqlTypeName name) {
        return switch (name) {
            case DECIMAL -> Type.MAX_DECIMAL_PRECISION;
            case CHAR, VARCHAR, BINARY, VARBINARY -> Integer.MAX_VALUE;
            case TIME, TIMESTAMP -> MAX_FRACTIONAL_DIGITS;
            default -> super.getMaxPrecision(name);
        };
    }

    @Override
    public int getMaxScale(SqlTypeName name) {
        return name == SqlTypeName.DECIMAL ? Type.MAX_DECIMAL_PRECISION : super.getMaxScale(name);
    }

    @Override
    public int getMinScale(SqlTypeName name) {
        return name == SqlTypeName.DECIMAL ? 0 : super.getMinScale(name);
    }

    @Override
    public int getDefaultPrecision(SqlTypeName name) {
        return switch (name) {
            case DECIMAL -> Type.MAX_DECIMAL_PRECISION;
            case TIME, TIMESTAMP -> DEFAULT_FRACTIONAL_DIGITS;
            case VARCHAR, VARBINARY -> RelDataType.PRECISION_NOT_SPECIFIED;
            default -> super.getDefaultPrecision(name);
        };
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
        return true;
    }

    @Override
    public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
        Type type = SqlTypes.find(argument).orElse(Type.UNKNOWN);
        Type result =
                switch (type.kind()) {
                    case TINYINT, SMALLINT, INTEGER, BIGINT -> Type.BIGINT;
                    case DECIMAL -> Type.decimal(Type.MAX_DECIMAL_PRECISION, type.scale());
                    default -> type;
                };
        return SqlTypes.toCalcite(factory, result, argument.isNullable());
    }

    @Override
    public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
        Type type = SqlTypes.find(argument).orElse(Type.UNKNOWN);
        Type result = type.isInteger() || type.kind() == TypeKind.UNKNOWN ? Type.DOUBLE : type;
        return SqlTypes.toCalcite(factory, result, argument.isNullable());
    }

    @Override
    public RelDataType deriveDecimalPlusType(RelDataTypeFactory factory, RelDataType left, RelDataType right) {
        return decimal(factory, left, right, DecimalTypes::sum);
    }

    @Override
    public RelDataType deriveDecimalMultiplyType(RelDataTypeFactory factory, RelDataType left, RelDataType right) {
        return decimal(factory, left, right, DecimalTypes::product);
    }

    @Override
    public RelDataType deriveDecimalDivideType(RelDataTypeFactory factory, RelDataType left, RelDataType right) {
        return decimal(factory, left, right, DecimalTypes::quotient);
    }

    @Override
    public RelDataType deriveDecimalModType(RelDataTypeFactory factory, RelDataType left, RelDataType right) {
        return decimal(factory, left, right, DecimalTypes::remainder);
    }

    @Override
    public boolean shouldUseDoubleMultiplication(RelDataTypeFactory factory, RelDataType left, RelDataType right) {
        return false;
    }

    private interface Rule {
        Type apply(Type left, Type right);
    }

    private static RelDataType decimal(RelDataTypeFactory factory, RelDataType left, RelDataType right, Rule rule) {
        Type a = SqlTypes.find(left).orElse(Type.UNKNOWN);
        Type b = SqlTypes.find(right).orElse(Type.UNKNOWN);
        boolean exact = (a.isDecimal() || a.isInteger()) && (b.isDecimal() || b.isInteger());
        if (!exact || !(a.isDecimal() || b.isDecimal())) {
            return null;
        }
        Type result = rule.apply(a, b);
        return result == null ? null : SqlTypes.toCalcite(factory, result, left.isNullable() || right.isNullable());
    }
}
