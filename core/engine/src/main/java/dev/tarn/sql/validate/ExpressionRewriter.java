package dev.tarn.sql.validate;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.sql.function.Functions;
import dev.tarn.sql.function.LambdaFunction;
import dev.tarn.sql.function.NestedCast;
import dev.tarn.sql.function.NestedFunctions;
import dev.tarn.sql.function.RowField;
import dev.tarn.sql.function.TarnOperatorTable;
import dev.tarn.sql.parser.Positions;
import dev.tarn.sql.parser.TarnOperators;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlBinaryStringLiteral;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.BitString;

/**
 * Brings expressions to the functions that Tarn has: names are looked up, forms of their own (EXTRACT, TRIM, SUBSTRING,
 * POSITION, FLOOR) become calls, strings VARCHAR.
 */
final class ExpressionRewriter extends SqlShuttle {
    private static final Set<SqlKind> KEEPS_ROWS = EnumSet.of(
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.IS_DISTINCT_FROM,
            SqlKind.IS_NOT_DISTINCT_FROM,
            SqlKind.IN,
            SqlKind.NOT_IN,
            SqlKind.SOME,
            SqlKind.ALL,
            SqlKind.ROLLUP,
            SqlKind.CUBE,
            SqlKind.GROUPING_SETS);

    private final QueryRewriter queries;
    private final Set<String> commonTables;
    private final Lambdas lambdas;

    ExpressionRewriter(QueryRewriter queries, Set<String> commonTables) {
        this(queries, commonTables, Lambdas.NONE);
    }

    private ExpressionRewriter(QueryRewriter queries, Set<String> commonTables, Lambdas lambdas) {
        this.queries = queries;
        this.commonTables = commonTables;
        this.lambdas = lambdas;
    }

    @Override
    public SqlNode visit(SqlLiteral literal) {
        if (literal instanceof SqlCharStringLiteral && !(literal instanceof TextLiteral)) {
            return new TextLiteral(literal.getValueAs(String.class), literal.getParserPosition());
        }
        if (literal instanceof SqlBinaryStringLiteral && !(literal instanceof BytesLiteral)) {
            return new BytesLiteral(literal.getValueAs(BitString.class), literal.getParserPosition());
        }
        return literal;
    }

    @Override
    public SqlNode visit(SqlIdentifier identifier) {
        SqlNode parameter = lambdas.resolve(identifier);
        if (parameter != null) {
            return parameter;
        }
        if (identifier.names.size() > 1) {
            return identifier.isStar() ? queries.unqualified(identifier) : queries.path(identifier);
        }
        boolean plain = identifier.isSimple() && !identifier.isStar() && !identifier.isComponentQuoted(0);
        if (!plain) {
            return identifier;
        }
        SqlNode moment = moment(identifier.getSimple(), identifier.getParserPosition());
        return moment == null ? identifier : moment;
    }

    /** Returns what a name like CURRENT_DATE stands for, or null if it is none. */
    private SqlNode moment(String name, SqlParserPos position) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "CURRENT_DATE" -> Moments.date(queries.context(), position);
            case "CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "NOW" ->
                name.equalsIgnoreCase("now") ? null : Moments.timestamp(queries.context(), position);
            case "CURRENT_TIME", "LOCALTIME" -> throw Unsupported.at(new SqlIdentifier(name, position), name);
            case "CURRENT_SCHEMA" -> new TextLiteral(queries.context().path().schema(), position);
            case "CURRENT_CATALOG" -> new TextLiteral(queries.context().path().catalog(), position);
            case "CURRENT_USER", "SESSION_USER", "SYSTEM_USER", "USER", "CURRENT_ROLE", "CURRENT_PATH" ->
                throw Unsupported.at(new SqlIdentifier(name, position), name);
            default -> null;
        };
    }

    @Override
    public SqlNode visit(SqlDynamicParam parameter) {
        return queries.context().parameters().replace(parameter, this);
    }

    @Override
    public SqlNode visit(SqlDataTypeSpec type) {
        return TypeNames.checked(type);
    }

    @Override
    public SqlNode visit(SqlIntervalQualifier qualifier) {
        return qualifier;
    }

    @Override
    public SqlNode visit(SqlCall call) {
        switch (call.getKind()) {
            case SELECT:
            case WITH:
            case ORDER_BY:
            case UNION:
            case INTERSECT:
            case EXCEPT:
            case VALUES:
            case EXPLICIT_TABLE:
                if (!lambdas.isEmpty()) {
                    throw Unsupported.at(call, "a query within a lambda");
                }
                return queries.query(call, commonTables);
            case LITERAL_CHAIN:
                return chain(call);
            case AS:
                return aliased(call);
            case OVER:
                throw Unsupported.at(call, "a window function");
            case ARRAY_VALUE_CONSTRUCTOR:
                return rewritten(NestedFunctions.ARRAY, call);
            case MAP_VALUE_CONSTRUCTOR:
                throw Unsupported.at(call, "MAP[...], which is MAP(ARRAY[...], ARRAY[...]),");
            case ARRAY_AGG:
                return arrayAggregate(call);
            case ARRAY_QUERY_CONSTRUCTOR:
                throw Unsupported.at(call, "ARRAY of a query");
            case MAP_QUERY_CONSTRUCTOR:
                throw Unsupported.at(call, "MAP of a query");
            case ROW:
                return rewritten(NestedFunctions.ROW, call);
            case ITEM:
                return rewritten(NestedFunctions.SUBSCRIPT, call);
            case DOT:
                return field(call);
            case CAST:
            case SAFE_CAST:
                if (call.operand(1) instanceof SqlDataTypeSpec type && TypeNames.isNested(type)) {
                    return nestedCast(call, type);
                }
                break;
            case EQUALS:
            case NOT_EQUALS:
            case IS_DISTINCT_FROM:
            case IS_NOT_DISTINCT_FROM:
                if (call.getOperandList().stream().allMatch(operand -> operand.getKind() == SqlKind.ROW)) {
                    return keepingRows(call);
                }
                break;
            case IN:
            case NOT_IN:
            case SOME:
            case ALL:
                if (call.operand(0).getKind() == SqlKind.ROW) {
                    return keepingRows(call);
                }
                break;
            case ROLLUP:
            case CUBE:
            case GROUPING_SETS:
                return keepingRows(call);
            case MULTISET_VALUE_CONSTRUCTOR:
            case MULTISET_QUERY_CONSTRUCTOR:
                throw Unsupported.at(call, "MULTISET");
            case OTHER:
                if (call.getOperator() == TarnOperators.AT_TIME_ZONE) {
                    throw Unsupported.at(call, "AT TIME ZONE");
                }
                break;
            case LAMBDA:
                throw Unsupported.at(call, "a lambda in this place");
            case WITHIN_GROUP:
            case WITHIN_DISTINCT:
            case RESPECT_NULLS:
            case IGNORE_NULLS:
                throw Unsupported.at(call, call.getKind().name().replace('_', ' '));
            default:
                break;
        }
        if (call.getOperator() == SqlLibraryOperators.MAP) {
            return rewritten(Functions.get("map"), call);
        }
        if (call.getOperator() instanceof SqlUnresolvedFunction function) {
            SqlNode moment = momentCall(call, function);
            if (moment != null) {
                return moment;
            }
            if (Functions.find(function.getName()).orElse(null) instanceof LambdaFunction known) {
                return withLambdas(known, call);
            }
        }
        SqlCall visited = (SqlCall) super.visit(call);
        return convert(visited);
    }

    /** An alias is a name and no expression, even if it is called as CURRENT_DATE is. */
    private SqlNode aliased(SqlCall call) {
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        operands.set(0, operands.get(0).accept(this));
        return call.getOperator().createCall(call.getParserPosition(), operands);
    }

    private SqlNode withLambdas(LambdaFunction function, SqlCall call) {
        List<SqlNode> operands = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            operands.add(
                    operand instanceof SqlLambda lambda
                            ? lambdas.rewrite(
                                    lambda,
                                    (body, visible) ->
                                            body.accept(new ExpressionRewriter(queries, commonTables, visible)))
                            : operand.accept(this));
        }
        return function.createCall(call.getParserPosition(), operands);
    }

    private SqlNode rewritten(SqlOperator operator, SqlCall call) {
        List<SqlNode> operands = new ArrayList<>();
        call.getOperandList().forEach(operand -> operands.add(operand.accept(this)));
        return operator.createCall(call.getParserPosition(), operands);
    }

    private SqlNode arrayAggregate(SqlCall call) {
        List<SqlNode> operands = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            if (operand instanceof SqlNodeList) {
                throw Unsupported.at(call, "ORDER BY within array_agg");
            }
            operands.add(operand.accept(this));
        }
        return Functions.get("array_agg")
                .createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands.toArray(new SqlNode[0]));
    }

    private SqlNode field(SqlCall call) {
        if (!(call.operand(1) instanceof SqlIdentifier name) || name.isStar()) {
            throw Unsupported.at(call, "all fields of a row (.*)");
        }
        return new RowField(name.getSimple())
                .createCall(call.getParserPosition(), List.of(call.operand(0).accept(this)));
    }

    private SqlNode nestedCast(SqlCall call, SqlDataTypeSpec type) {
        boolean safe = call.getKind() == SqlKind.SAFE_CAST;
        return new NestedCast(TypeNames.type(type), safe, Casts::exists)
                .createCall(call.getParserPosition(), List.of(call.operand(0).accept(this)));
    }

    /**
     * Rewrites the operands of a call, of lists its elements, and within those that are ROWs their parts: rows that stand for
     * several values, as in {@code (a, b) = (1, 2)} and {@code GROUP BY (a, b)}, and are no values themselves.
     */
    SqlNode keepingRows(SqlNode node) {
        if (node instanceof SqlNodeList list) {
            SqlNodeList kept = new SqlNodeList(list.getParserPosition());
            list.forEach(element -> kept.add(keepingRows(element)));
            return kept;
        }
        boolean looksInto =
                node.getKind() == SqlKind.ROW || node instanceof SqlCall call && KEEPS_ROWS.contains(call.getKind());
        if (!looksInto) {
            return node.accept(this);
        }
        SqlCall call = (SqlCall) node;
        List<SqlNode> operands = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            operands.add(node.getKind() == SqlKind.ROW ? operand.accept(this) : keepingRows(operand));
        }
        return call.getOperator().createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
    }

    private SqlNode momentCall(SqlCall call, SqlUnresolvedFunction function) {
        if (call.operandCount() > 0 || !function.getSqlIdentifier().isSimple()) {
            return null;
        }
        String name = function.getSqlIdentifier().getSimple();
        return name.equalsIgnoreCase("now")
                ? Moments.timestamp(queries.context(), call.getParserPosition())
                : moment(name, call.getParserPosition());
    }

    private static SqlNode chain(SqlCall call) {
        StringBuilder text = new StringBuilder();
        for (SqlNode part : call.getOperandList()) {
            if (!(part instanceof SqlCharStringLiteral literal)) {
                throw Unsupported.at(call, "a literal of several parts");
            }
            text.append(literal.getValueAs(String.class));
        }
        return new TextLiteral(text.toString(), call.getParserPosition());
    }

    private static SqlNode convert(SqlCall call) {
        SqlOperator operator = call.getOperator();
        SqlParserPos position = call.getParserPosition();
        if (operator instanceof SqlUnresolvedFunction function) {
            return FunctionCalls.resolve(call, function);
        }
        List<SqlNode> operands = call.getOperandList();
        if (operator == SqlStdOperatorTable.SUBSTRING) {
            return Functions.get("substring").createCall(position, operands);
        }
        if (operator == SqlStdOperatorTable.POSITION) {
            if (operands.size() > 2) {
                throw Unsupported.at(call, "POSITION ... FROM");
            }
            return Functions.get("strpos").createCall(position, operands.get(1), operands.get(0));
        }
        if (call.getKind() == SqlKind.MINUS_PREFIX && operands.get(0) instanceof SqlNumericLiteral number) {
            return negative(number, position);
        }
        if (operator == SqlStdOperatorTable.CONCAT) {
            return concat(call);
        }
        if (call.getKind() == SqlKind.MOD) {
            return Functions.MODULUS.createCall(position, operands);
        }
        if (operator == SqlStdOperatorTable.TRIM) {
            return trim(call);
        }
        if (call.getKind() == SqlKind.FLOOR || call.getKind() == SqlKind.CEIL) {
            if (operands.size() > 1) {
                throw Unsupported.at(call, operator.getName() + "(... TO unit)");
            }
            return Functions.get(call.getKind() == SqlKind.FLOOR ? "floor" : "ceil")
                    .createCall(position, operands);
        }
        if (operator == SqlStdOperatorTable.EXTRACT) {
            return extract(call);
        }
        if (operator instanceof SqlFunction && !isKnown(operator)) {
            throw Unsupported.at(call, "the function " + operator.getName().toLowerCase(Locale.ROOT));
        }
        return call;
    }

    private static boolean isKnown(SqlOperator operator) {
        return TarnOperatorTable.INSTANCE.contains(operator);
    }

    /** Makes a literal of a sign and a number, so that the least INTEGER is one. */
    private static SqlNode negative(SqlNumericLiteral number, SqlParserPos position) {
        String text = "-" + number.toValue();
        return number.isInteger() || number.getTypeName() == SqlTypeName.DECIMAL
                ? SqlLiteral.createExactNumeric(text, position)
                : SqlLiteral.createApproxNumeric(text, position);
    }

    /** One call for a chain of {@code ||}. */
    private static SqlNode concat(SqlCall call) {
        List<SqlNode> operands = new ArrayList<>();
        SqlNode left = call.operand(0);
        if (left instanceof SqlCall inner && inner.getOperator() == Functions.get("concat")) {
            operands.addAll(inner.getOperandList());
        } else {
            operands.add(left);
        }
        operands.add(call.operand(1));
        return Functions.get("concat").createCall(call.getParserPosition(), operands);
    }

    private static SqlNode trim(SqlCall call) {
        SqlTrimFunction.Flag side = ((SqlLiteral) call.operand(0)).getValueAs(SqlTrimFunction.Flag.class);
        String name =
                switch (side) {
                    case BOTH -> "trim";
                    case LEADING -> "ltrim";
                    case TRAILING -> "rtrim";
                };
        SqlNode characters = call.operand(1);
        SqlNode text = call.operand(2);
        SqlOperator function = Functions.get(name);
        return characters == null
                ? function.createCall(call.getParserPosition(), text)
                : function.createCall(call.getParserPosition(), text, characters);
    }

    private static SqlNode extract(SqlCall call) {
        SqlIntervalQualifier unit = call.operand(0);
        String name = unit.timeFrameName != null
                ? unit.timeFrameName.toLowerCase(Locale.ROOT)
                : unit.getUnit().name().toLowerCase(Locale.ROOT);
        Set<String> fields = Set.of(
                "year",
                "quarter",
                "month",
                "week",
                "day",
                "day_of_month",
                "day_of_week",
                "dow",
                "day_of_year",
                "doy",
                "year_of_week",
                "yow",
                "hour",
                "minute",
                "second",
                "millisecond");
        Optional<SqlOperator> function = fields.contains(name) ? Functions.find(name) : Optional.empty();
        if (function.isEmpty()) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    Positions.of(unit.getParserPosition()),
                    "the field " + name + " of EXTRACT is not supported");
        }
        SqlNode operand = call.operand(1);
        return function.get().createCall(call.getParserPosition(), operand);
    }
}
