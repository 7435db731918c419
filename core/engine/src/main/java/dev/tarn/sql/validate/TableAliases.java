package dev.tarn.sql.validate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** The names that the tables of the query being rewritten, and of those around it, go by. One thread. */
final class TableAliases {
    private final Deque<Set<String>> scopes = new ArrayDeque<>();
    /** Names of tables by UNNEST that are those of their one column. */
    private final Set<String> columns = new HashSet<>();

    /** Begins a query with this FROM, which was not rewritten yet; null for one without. */
    void enter(SqlNode from) {
        Set<String> names = new HashSet<>();
        collect(from, names);
        scopes.push(names);
    }

    /** Ends the query that was begun last. */
    void leave() {
        scopes.pop();
    }

    /**
     * Returns whether {@code name.part} is a column of a table that goes by the name, and not a field: that it is of
     * UNNEST's one column that has its table's name, unless the part has it too. Names are in any case.
     */
    boolean isTableOf(String name, String part) {
        String lower = name.toLowerCase(Locale.ROOT);
        return scopes.stream().anyMatch(scope -> scope.contains(lower))
                && (!columns.contains(lower) || part.equalsIgnoreCase(name));
    }

    private void collect(SqlNode from, Set<String> names) {
        if (from instanceof SqlJoin join) {
            collect(join.getLeft(), names);
            collect(join.getRight(), names);
        } else if (from instanceof SqlIdentifier table) {
            names.add(table.names.get(table.names.size() - 1).toLowerCase(Locale.ROOT));
        } else if (from instanceof SqlCharStringLiteral path) {
            names.add(path.getValueAs(String.class).toLowerCase(Locale.ROOT));
        } else if (from instanceof SqlCall call && call.getKind() == SqlKind.AS) {
            String name = ((SqlIdentifier) call.operand(1)).getSimple().toLowerCase(Locale.ROOT);
            names.add(name);
            boolean isColumn = call.operand(0).getKind() == SqlKind.UNNEST
                    && call.operandCount() == 3
                    && ((SqlIdentifier) call.operand(2)).getSimple().equalsIgnoreCase(name);
            if (isColumn) {
                columns.add(name);
            } else {
                columns.remove(name);
            }
        }
    }
}
