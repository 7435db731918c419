package dev.tarn.sql.validate;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Util;

/**
 * Writes lists out where a query groups: {@code x IN (a, b)} -&gt; {@code x = a OR x = b}. Calcite takes such a list for a
 * subquery, which it then misses among group keys and the arguments of aggregates. Queries within are left alone.
 */
final class InLists extends SqlShuttle {
    /** What is longer stays a list: a tree of so many OR would be too deep. */
    private static final int LONGEST = 200;

    @Override
    public SqlNode visit(SqlCall call) {
        if (call.getKind().belongsTo(SqlKind.QUERY)) {
            return call;
        }
        SqlCall visited = (SqlCall) super.visit(call);
        boolean isIn = visited.getKind() == SqlKind.IN || visited.getKind() == SqlKind.NOT_IN;
        if (!isIn || !(visited.operand(1) instanceof SqlNodeList list) || list.size() > LONGEST) {
            return visited;
        }
        SqlNode left = visited.operand(0);
        if (left.getKind() == SqlKind.ROW || hasQuery(left) || hasQuery(list)) {
            return visited;
        }
        SqlParserPos position = visited.getParserPosition();
        SqlNode any = null;
        for (SqlNode value : list) {
            SqlNode equal = SqlStdOperatorTable.EQUALS.createCall(position, List.of(left, value));
            any = any == null ? equal : SqlStdOperatorTable.OR.createCall(position, List.of(any, equal));
        }
        return visited.getKind() == SqlKind.IN ? any : SqlStdOperatorTable.NOT.createCall(position, any);
    }

    /** Returns whether there is a query within. */
    static boolean hasQuery(SqlNode node) {
        try {
            node.accept(new SqlBasicVisitor<Void>() {
                @Override
                public Void visit(SqlCall call) {
                    if (call.getKind().belongsTo(SqlKind.QUERY)) {
                        throw Util.FoundOne.NULL;
                    }
                    return super.visit(call);
                }
            });
            return false;
        } catch (Util.FoundOne found) {
            return true;
        }
    }
}
