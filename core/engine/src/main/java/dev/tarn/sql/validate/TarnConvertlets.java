package dev.tarn.sql.validate;

import dev.tarn.catalog.type.CommonType;
import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.function.Functions;
import dev.tarn.sql.function.Lambda;
import dev.tarn.sql.function.LambdaFunction;
import dev.tarn.sql.function.LambdaParameter;
import dev.tarn.sql.function.NestedCast;
import dev.tarn.sql.function.RowField;
import dev.tarn.sql.function.TarnFunction;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/** Turns calls of Tarn's functions into expressions, with the CASTs that their parameters ask for; the rest as Calcite. */
final class TarnConvertlets implements SqlRexConvertletTable {
    static final TarnConvertlets INSTANCE = new TarnConvertlets();

    private TarnConvertlets() {}

    @Override
    public SqlRexConvertlet get(SqlCall call) {
        if (call.getOperator() instanceof TarnFunction) {
            return TarnConvertlets::convert;
        }
        if (call.getOperator() instanceof LambdaFunction) {
            return Lambdas::convert;
        }
        if (call.getOperator() instanceof LambdaParameter parameter) {
            return (context, node) -> context.getRexBuilder().makeCall(parameter.type(), parameter, List.of());
        }
        if (call.getOperator() instanceof RowField
                || call.getOperator() instanceof NestedCast
                || call.getOperator() instanceof Lambda) {
            return TarnConvertlets::keep;
        }
        return call.getKind() == SqlKind.IS_DISTINCT_FROM || call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM
                ? TarnConvertlets::keep
                : StandardConvertletTable.INSTANCE.get(call);
    }

    /** Keeps the operator and converts its operands. Calcite would spell IS [NOT] DISTINCT FROM by equality, which no NaN has to another. */
    private static RexNode keep(SqlRexContext context, SqlCall call) {
        List<RexNode> operands = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            operands.add(context.convertExpression(operand));
        }
        RelDataType result = context.getValidator().getValidatedNodeType(call);
        return context.getRexBuilder().makeCall(call.getParserPosition(), result, call.getOperator(), operands);
    }

    private static RexNode convert(SqlRexContext context, SqlCall call) {
        TarnFunction function = (TarnFunction) call.getOperator();
        List<RexNode> operands = new ArrayList<>();
        List<Type> types = new ArrayList<>();
        for (SqlNode node : call.getOperandList()) {
            RexNode operand = context.convertExpression(node);
            operands.add(operand);
            types.add(SqlTypes.fromCalcite(operand.getType()));
        }
        if (function == Functions.TYPEOF) {
            RelDataType text = context.getValidator().getValidatedNodeType(call);
            return context.getRexBuilder().makeLiteral(types.get(0).sqlName(), text, true);
        }
        List<Type> parameters = function.parameterTypes(types);
        for (int i = 0; i < operands.size(); i++) {
            operands.set(i, cast(context, operands.get(i), types.get(i), parameters.get(i)));
        }
        RelDataType result = context.getValidator().getValidatedNodeType(call);
        SqlOperator operator = function.getKind() == SqlKind.COALESCE ? SqlStdOperatorTable.COALESCE : function;
        return context.getRexBuilder().makeCall(call.getParserPosition(), result, operator, operands);
    }

    /** Returns the operand, brought to another type unless its values lie in memory like that one's. */
    static RexNode cast(SqlRexContext context, RexNode operand, Type from, Type to) {
        if (CommonType.sameRepresentation(from, to)) {
            return operand;
        }
        if (to.isNested()) {
            RelDataType nested = SqlTypes.toCalcite(
                    context.getTypeFactory(), to, operand.getType().isNullable());
            return context.getRexBuilder().makeCall(nested, new NestedCast(to, false, Casts::exists), List.of(operand));
        }
        RelDataType type = SqlTypes.toCalcite(
                context.getTypeFactory(), to, operand.getType().isNullable());
        return context.getRexBuilder().makeCast(type, operand);
    }
}
