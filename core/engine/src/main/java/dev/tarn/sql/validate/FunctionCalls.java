package dev.tarn.sql.validate;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.text.NearestNames;
import dev.tarn.sql.function.Functions;
import dev.tarn.sql.function.UnsupportedFunctions;
import dev.tarn.sql.parser.Positions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Looks up the functions of calls by name, and replaces those that are short for something else. */
final class FunctionCalls {
    private static final List<String> SHORTHANDS =
            List.of("if", "nullif", "date", "now", "current_date", "current_timestamp", "localtimestamp");

    private FunctionCalls() {}

    /**
     * Returns the call to validate.
     *
     * @throws TarnException FUNCTION_NOT_FOUND, NOT_SUPPORTED for a function that Trino has, TYPE_MISMATCH for a wrong number
     *     of arguments
     */
    static SqlNode resolve(SqlCall call, SqlUnresolvedFunction function) {
        SqlIdentifier identifier = function.getSqlIdentifier();
        String name = identifier.toString().toLowerCase(Locale.ROOT);
        SqlParserPos position = call.getParserPosition();
        List<SqlNode> operands = call.getOperandList();
        switch (name) {
            case "if":
                requireCount(call, name, 2, 3, "if(boolean, T[, T])");
                SqlNode otherwise = operands.size() == 3 ? operands.get(2) : SqlLiteral.createNull(position);
                return caseOf(position, operands.get(0), operands.get(1), otherwise);
            case "nullif":
                requireCount(call, name, 2, 2, "nullif(T, T)");
                SqlNode equal = SqlStdOperatorTable.EQUALS.createCall(position, operands);
                return caseOf(position, equal, SqlLiteral.createNull(position), operands.get(0));
            case "date":
                requireCount(call, name, 1, 1, "date(varchar or timestamp)");
                SqlDataTypeSpec date =
                        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.DATE, position), position);
                return SqlStdOperatorTable.CAST.createCall(position, operands.get(0), date);
            case "replace":
            case "regexp_replace":
                if (operands.size() == 2) {
                    List<SqlNode> three = new ArrayList<>(operands);
                    three.add(new TextLiteral("", position));
                    return Functions.get(name).createCall(position, three);
                }
                break;
            default:
                break;
        }
        SqlOperator operator = Functions.find(name).orElseThrow(() -> notFound(identifier, name));
        return operator.createCall(call.getFunctionQuantifier(), position, operands.toArray(new SqlNode[0]));
    }

    private static SqlNode caseOf(SqlParserPos position, SqlNode condition, SqlNode then, SqlNode otherwise) {
        return new SqlCase(position, null, SqlNodeList.of(condition), SqlNodeList.of(then), otherwise);
    }

    private static void requireCount(SqlCall call, String name, int least, int most, String usage) {
        int count = call.operandCount();
        if (count < least || count > most) {
            throw new TarnException(
                    ErrorCode.TYPE_MISMATCH,
                    Positions.of(call.getParserPosition()),
                    name + " does not take " + count + " arguments; there is " + usage);
        }
    }

    private static TarnException notFound(SqlIdentifier identifier, String name) {
        if (UnsupportedFunctions.contains(name)) {
            return Unsupported.at(identifier, "the function " + name);
        }
        List<String> known = new ArrayList<>(Functions.names());
        known.addAll(SHORTHANDS);
        return new TarnException(
                ErrorCode.FUNCTION_NOT_FOUND,
                Positions.of(identifier.getParserPosition()),
                "there is no function " + name + NearestNames.hint(name, known));
    }
}
