package dev.tarn.sql.validate;

import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.catalog.type.UnreadableType;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.sql.function.Functions;
import dev.tarn.sql.function.LambdaFunction;
import dev.tarn.sql.function.ParameterTyping;
import dev.tarn.sql.function.TarnOperatorTable;
import dev.tarn.sql.parser.Positions;
import dev.tarn.sql.parser.TarnConformance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** Calcite's validator with Trino's rules where they are stricter. One statement, one thread. */
final class TarnValidator extends SqlValidatorImpl implements ParameterTyping {
    private final StatementParameters parameters;

    TarnValidator(SqlValidatorCatalogReader reader, RelDataTypeFactory factory, StatementParameters parameters) {
        super(
                TarnOperatorTable.INSTANCE,
                reader,
                factory,
                SqlValidator.Config.DEFAULT
                        .withDefaultNullCollation(NullCollation.LAST)
                        .withConformance(TarnConformance.INSTANCE)
                        .withTypeCoercionFactory(TarnCoercion::new)
                        .withIdentifierExpansion(true)
                        .withCallRewrite(false));
        this.parameters = parameters;
    }

    /** Returns the types of the parameters that have no values, after validation. */
    List<Type> parameterTypes() {
        List<Type> types = new ArrayList<>();
        SortedMap<Integer, SqlDynamicParam> unbound = parameters.kept();
        if (!unbound.isEmpty()) {
            for (int i = 0; i <= unbound.lastKey(); i++) {
                SqlDynamicParam parameter = unbound.get(i);
                RelDataType type = parameter == null ? null : getValidatedNodeTypeIfKnown(parameter);
                types.add(type == null ? Type.UNKNOWN : SqlTypes.find(type).orElse(Type.UNKNOWN));
            }
        }
        return types;
    }

    /**
     * Gives a parameter the type that it is known to have, or the one that its place asks for, or else that of NULL, which
     * goes with every other.
     */
    private void typeParameter(SqlDynamicParam parameter, RelDataType wanted) {
        Type known = parameters.type(parameter);
        RelDataType before = getValidatedNodeTypeIfKnown(parameter);
        if (known != null) {
            setValidatedNodeType(parameter, SqlTypes.toCalcite(getTypeFactory(), known, true));
        } else if (!wanted.equals(getUnknownType()) && wanted.getSqlTypeName() != SqlTypeName.NULL) {
            setValidatedNodeType(parameter, getTypeFactory().createTypeWithNullability(wanted, true));
        } else if (before == null) {
            setValidatedNodeType(parameter, getTypeFactory().createSqlType(SqlTypeName.NULL));
        }
    }

    @Override
    public RelDataType deriveType(SqlValidatorScope scope, SqlNode node) {
        if (node instanceof SqlBasicCall call
                && call.getOperator() == SqlStdOperatorTable.MINUS
                && isMoment(call.operand(0), scope)
                && isMoment(call.operand(1), scope)) {
            call.setOperator(Functions.TIME_BETWEEN);
        }
        if (node instanceof SqlBasicCall call
                && (call.getKind() == SqlKind.IN || call.getKind() == SqlKind.NOT_IN)
                && call.operand(1).getKind().belongsTo(SqlKind.QUERY)
                && call.operand(0).getKind() != SqlKind.ROW
                && deriveType(scope, call.operand(0)).isStruct()) {
            // Calcite would take the one value for several.
            SqlNode value = call.operand(0);
            call.setOperand(0, SqlStdOperatorTable.ROW.createCall(value.getParserPosition(), value));
        }
        RelDataType type = super.deriveType(scope, node);
        if (type instanceof UnreadableType unreadable && node instanceof SqlIdentifier column) {
            throw Unsupported.at(
                    column, "the column " + column.names.get(column.names.size() - 1) + ": " + unreadable.why());
        }
        return type;
    }

    /** Leaves out the hidden columns of tables where a star stands for all. */
    @Override
    protected void addToSelectList(
            List<SqlNode> list,
            Set<String> aliases,
            List<Map.Entry<String, RelDataType>> fields,
            SqlNode selected,
            SelectScope scope,
            boolean includeSystemVars) {
        if (!HiddenNames.leftOutByStar(selected, scope, getCatalogReader().nameMatcher())) {
            super.addToSelectList(list, aliases, fields, selected, scope, includeSystemVars);
        }
    }

    /** The parameters of lambdas get their types before anybody asks for them, and so do those of the statement. */
    @Override
    protected void inferUnknownTypes(RelDataType inferredType, SqlValidatorScope scope, SqlNode node) {
        if (node instanceof SqlDynamicParam parameter) {
            typeParameter(parameter, inferredType);
            return;
        }
        if (node instanceof SqlCall call && call.getOperator() instanceof LambdaFunction) {
            deriveType(scope, node);
        }
        super.inferUnknownTypes(inferredType, scope, node);
    }

    /** Without this, what is within a lambda would be looked at before its turn. */
    @Override
    public void typeParameters(SqlValidatorScope scope, SqlNode node) {
        if (!parameters.kept().isEmpty()) {
            inferUnknownTypes(getUnknownType(), scope, node);
        }
    }

    private boolean isMoment(SqlNode node, SqlValidatorScope scope) {
        SqlTypeName name = deriveType(scope, node).getSqlTypeName();
        return name == SqlTypeName.DATE || name == SqlTypeName.TIMESTAMP;
    }

    @Override
    public void validateCall(SqlCall call, SqlValidatorScope scope) {
        super.validateCall(call, scope);
        switch (call.getKind()) {
            case EQUALS,
                    NOT_EQUALS,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    BETWEEN,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM -> checkComparable(call, call.getOperandList(), scope);
            case IN, NOT_IN -> {
                if (call.operand(1) instanceof SqlNodeList list) {
                    List<SqlNode> operands = new ArrayList<>(list.getList());
                    operands.add(0, call.operand(0));
                    checkComparable(call, operands, scope);
                }
            }
            case CAST, SAFE_CAST -> checkCast(call, scope);
            case PLUS, MINUS -> checkInterval(call, scope);
            default -> {}
        }
    }

    private void checkComparable(SqlCall call, List<SqlNode> operands, SqlValidatorScope scope) {
        RelDataType first = deriveType(scope, operands.get(0));
        for (SqlNode operand : operands.subList(1, operands.size())) {
            RelDataType type = deriveType(scope, operand);
            if (!first.isStruct()
                    && !type.isStruct()
                    && getTypeFactory().leastRestrictive(List.of(first, type)) == null) {
                throw mismatch(call, name(first) + " and " + name(type) + " cannot be compared; one needs a CAST");
            }
        }
    }

    private void checkCast(SqlCall call, SqlValidatorScope scope) {
        Optional<Type> from = SqlTypes.find(deriveType(scope, call.operand(0)));
        Optional<Type> to = SqlTypes.find(deriveType(scope, call));
        if (from.isEmpty() || to.isEmpty() || !Casts.exists(from.get(), to.get())) {
            throw mismatch(
                    call,
                    name(deriveType(scope, call.operand(0))) + " cannot be cast to " + name(deriveType(scope, call)));
        }
    }

    private void checkInterval(SqlCall call, SqlValidatorScope scope) {
        if (call.operandCount() != 2) {
            return;
        }
        RelDataType left = deriveType(scope, call.operand(0));
        RelDataType right = deriveType(scope, call.operand(1));
        RelDataType interval = right.getIntervalQualifier() != null ? right : left;
        RelDataType day = interval.equals(right) ? left : right;
        boolean ofDate =
                SqlTypes.find(day).filter(type -> type.kind() == TypeKind.DATE).isPresent();
        if (!ofDate
                || interval.getIntervalQualifier() == null
                || interval.getIntervalQualifier().isYearMonth()) {
            return;
        }
        TimeUnit smallest = interval.getIntervalQualifier().getEndUnit() != null
                ? interval.getIntervalQualifier().getEndUnit()
                : interval.getIntervalQualifier().getStartUnit();
        if (smallest != TimeUnit.DAY && smallest != TimeUnit.WEEK) {
            throw mismatch(call, "hours, minutes and seconds cannot be added to a date; CAST it to timestamp");
        }
    }

    private static String name(RelDataType type) {
        return SqlTypes.find(type).map(Type::sqlName).orElse(type.toString());
    }

    private static TarnException mismatch(SqlCall call, String what) {
        return new TarnException(ErrorCode.TYPE_MISMATCH, Positions.of(call.getParserPosition()), what);
    }
}
