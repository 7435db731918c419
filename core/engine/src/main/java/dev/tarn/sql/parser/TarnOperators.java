package dev.tarn.sql.parser;

import dev.tarn.sql.parser.generated.Token;
import java.util.List;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/** What Trino's queries have and Calcite's have not, for the generated parser. Stateless. */
public final class TarnOperators {
    /** {@code timestamp AT TIME ZONE zone}, which binds closer than arithmetic. */
    public static final SqlOperator AT_TIME_ZONE = new SqlBinaryOperator(
            "AT TIME ZONE", SqlKind.OTHER, 90, true, ReturnTypes.ARG0, null, OperandTypes.ANY_ANY);

    private TarnOperators() {}

    /** Returns {@code JSON 'text'} as the call of json_parse that it stands for. */
    public static SqlNode jsonLiteral(SqlNode text, SqlParserPos position) {
        SqlIdentifier name = new SqlIdentifier("json_parse", position);
        return new SqlUnresolvedFunction(name, null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION)
                .createCall(position, text);
    }

    /** Returns whether a hyphen stands between two parts of a name, without blanks. */
    public static boolean isHyphen(Token before, Token hyphen, Token after) {
        boolean touches = hyphen.image.equals("-")
                && before.endLine == hyphen.beginLine
                && before.endColumn + 1 == hyphen.beginColumn
                && hyphen.endLine == after.beginLine
                && hyphen.endColumn + 1 == after.beginColumn;
        if (!touches || after.image.isEmpty()) {
            return false;
        }
        char first = after.image.charAt(0);
        char last = after.image.charAt(after.image.length() - 1);
        return Character.isLetter(first) || Character.isDigit(first) && (Character.isDigit(last) || last == '.');
    }

    /** Appends to the last of some names. */
    public static void append(List<String> names, String rest) {
        int last = names.size() - 1;
        names.set(last, names.get(last) + rest);
    }
}
