package dev.tarn.sql.function;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlNameMatcher;

/** Shows the functions, and the operators of the grammar that Tarn has, to Calcite's validator. */
public final class TarnOperatorTable implements SqlOperatorTable {
    public static final TarnOperatorTable INSTANCE = new TarnOperatorTable();

    private final Map<String, List<SqlOperator>> operators = new HashMap<>();

    private TarnOperatorTable() {
        SqlOperator[] known = {
            SqlStdOperatorTable.EQUALS,
            SqlStdOperatorTable.NOT_EQUALS,
            SqlStdOperatorTable.LESS_THAN,
            SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
            SqlStdOperatorTable.GREATER_THAN,
            SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
            SqlStdOperatorTable.IS_NULL,
            SqlStdOperatorTable.IS_NOT_NULL,
            SqlStdOperatorTable.IS_TRUE,
            SqlStdOperatorTable.IS_NOT_TRUE,
            SqlStdOperatorTable.IS_FALSE,
            SqlStdOperatorTable.IS_NOT_FALSE,
            SqlStdOperatorTable.IS_UNKNOWN,
            SqlStdOperatorTable.IS_NOT_UNKNOWN,
            SqlStdOperatorTable.IS_DISTINCT_FROM,
            SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
            SqlStdOperatorTable.AND,
            SqlStdOperatorTable.OR,
            SqlStdOperatorTable.NOT,
            SqlStdOperatorTable.PLUS,
            SqlStdOperatorTable.MINUS,
            SqlStdOperatorTable.MULTIPLY,
            SqlStdOperatorTable.DIVIDE,
            SqlStdOperatorTable.UNARY_MINUS,
            SqlStdOperatorTable.UNARY_PLUS,
            SqlStdOperatorTable.LIKE,
            SqlStdOperatorTable.NOT_LIKE,
            SqlStdOperatorTable.BETWEEN,
            SqlStdOperatorTable.NOT_BETWEEN,
            SqlStdOperatorTable.SYMMETRIC_BETWEEN,
            SqlStdOperatorTable.SYMMETRIC_NOT_BETWEEN,
            SqlStdOperatorTable.IN,
            SqlStdOperatorTable.NOT_IN,
            SqlStdOperatorTable.EXISTS,
            SqlStdOperatorTable.SOME_EQ,
            SqlStdOperatorTable.SOME_NE,
            SqlStdOperatorTable.SOME_LT,
            SqlStdOperatorTable.SOME_LE,
            SqlStdOperatorTable.SOME_GT,
            SqlStdOperatorTable.SOME_GE,
            SqlStdOperatorTable.ALL_EQ,
            SqlStdOperatorTable.ALL_NE,
            SqlStdOperatorTable.ALL_LT,
            SqlStdOperatorTable.ALL_LE,
            SqlStdOperatorTable.ALL_GT,
            SqlStdOperatorTable.ALL_GE,
            SqlStdOperatorTable.CASE,
            SqlStdOperatorTable.CAST,
            SqlLibraryOperators.TRY_CAST,
            SqlStdOperatorTable.ROW,
            Unnest.PLAIN,
            Unnest.WITH_ORDINALITY,
            Unnest.OF_WHOLE_ROWS,
            Unnest.OF_WHOLE_ROWS_WITH_ORDINALITY,
            NestedFunctions.ARRAY,
            NestedFunctions.ROW,
            NestedFunctions.SUBSCRIPT,
            SqlStdOperatorTable.EXPLICIT_TABLE,
            SqlStdOperatorTable.UNION,
            SqlStdOperatorTable.UNION_ALL,
            SqlStdOperatorTable.INTERSECT,
            SqlStdOperatorTable.INTERSECT_ALL,
            SqlStdOperatorTable.EXCEPT,
            SqlStdOperatorTable.EXCEPT_ALL,
            SqlStdOperatorTable.DESC,
            SqlStdOperatorTable.NULLS_FIRST,
            SqlStdOperatorTable.NULLS_LAST,
            SqlStdOperatorTable.AS,
            SqlStdOperatorTable.SCALAR_QUERY,
            SqlStdOperatorTable.VALUES,
            SqlStdOperatorTable.FILTER,
            SqlStdOperatorTable.GROUPING_SETS,
            SqlStdOperatorTable.ROLLUP,
            SqlStdOperatorTable.CUBE,
            SqlStdOperatorTable.INTERVAL,
            SqlStdOperatorTable.LITERAL_CHAIN
        };
        for (SqlOperator operator : known) {
            add(operator);
        }
        add(Functions.TIME_BETWEEN);
        for (String name : Functions.names()) {
            add(Functions.get(name));
        }
    }

    private void add(SqlOperator operator) {
        operators
                .computeIfAbsent(operator.getName().toUpperCase(Locale.ROOT), name -> new ArrayList<>(1))
                .add(operator);
    }

    /** Returns whether this very operator is here. */
    public boolean contains(SqlOperator operator) {
        for (SqlOperator known : operators.getOrDefault(operator.getName().toUpperCase(Locale.ROOT), List.of())) {
            if (known == operator) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void lookupOperatorOverloads(
            SqlIdentifier name,
            SqlFunctionCategory category,
            SqlSyntax syntax,
            List<SqlOperator> found,
            SqlNameMatcher nameMatcher) {
        if (!name.isSimple()) {
            return;
        }
        for (SqlOperator operator : operators.getOrDefault(name.getSimple().toUpperCase(Locale.ROOT), List.of())) {
            boolean fits = syntax == SqlSyntax.FUNCTION
                    ? operator instanceof SqlFunction
                    : operator.getSyntax().family == syntax.family;
            if (fits) {
                found.add(operator);
            }
        }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
        List<SqlOperator> all = new ArrayList<>();
        operators.values().forEach(all::addAll);
        return all;
    }
}
