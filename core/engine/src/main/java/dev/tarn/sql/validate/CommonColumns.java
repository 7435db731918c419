package dev.tarn.sql.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;

/** Puts the columns that joins have of both sides into expressions that name them without a table. Stateless. */
final class CommonColumns extends SqlShuttle {
    private final Map<String, SqlNode> columns;

    /** @param columns what stands for a name, by names in lower case */
    CommonColumns(Map<String, SqlNode> columns) {
        this.columns = columns;
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Returns the key of a name's last part. */
    static String key(SqlIdentifier name) {
        return key(name.names.get(name.names.size() - 1));
    }

    /** Returns the expression with the columns in it, or null for null. */
    SqlNode in(SqlNode expression) {
        return expression == null || columns.isEmpty() ? expression : expression.accept(this);
    }

    /** Returns the list with the columns in it, which keep their names. */
    SqlNodeList inSelectList(SqlNodeList list) {
        SqlNodeList result = new SqlNodeList(list.getParserPosition());
        for (SqlNode item : list) {
            SqlNode column = in(item);
            boolean named = column != item && item instanceof SqlIdentifier;
            result.add(
                    named
                            ? SqlStdOperatorTable.AS.createCall(
                                    item.getParserPosition(), column, item.clone(item.getParserPosition()))
                            : column);
        }
        return result;
    }

    /** Returns the list of ORDER BY with the columns in it, but for names that the SELECT list gives. */
    SqlNodeList inOrder(SqlNodeList order, SqlNodeList selected) {
        List<String> given = new ArrayList<>();
        for (SqlNode item : selected) {
            if (item instanceof SqlBasicCall call && call.getKind() == SqlKind.AS) {
                given.add(key((SqlIdentifier) call.operand(1)));
            }
        }
        Map<String, SqlNode> others = new HashMap<>(columns);
        others.keySet().removeAll(given);
        return (SqlNodeList) new CommonColumns(others).in(order);
    }

    @Override
    public SqlNode visit(SqlIdentifier name) {
        SqlNode column = name.isSimple() ? columns.get(key(name)) : null;
        return column == null ? name : column.accept(new TreeCopier());
    }

    @Override
    public SqlNode visit(SqlCall call) {
        if (call.isA(SqlKind.QUERY) || call.getKind() == SqlKind.LAMBDA) {
            return call;
        }
        if (call.getKind() == SqlKind.AS) {
            List<SqlNode> operands = new ArrayList<>(call.getOperandList());
            operands.set(0, operands.get(0).accept(this));
            return call.getOperator().createCall(call.getParserPosition(), operands);
        }
        return super.visit(call);
    }
}
