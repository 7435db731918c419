package dev.tarn.sql.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;

/**
 * Names the columns of a result: an alias or a column as the statement spells it, {@code _col0} and so on for other
 * expressions. Row types have names that differ; labels may be equal.
 */
final class ResultLabels {
    private static final String ANONYMOUS = "EXPR$";

    private ResultLabels() {}

    static List<String> of(SqlNode query, RelDataType rowType) {
        SqlSelect select = firstSelect(query);
        List<String> labels = new ArrayList<>();
        List<String> fields = rowType.getFieldNames();
        boolean known = select != null && select.getSelectList().size() == fields.size();
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            if (field.startsWith(ANONYMOUS)) {
                labels.add("_col" + i);
            } else {
                labels.add(known ? label(select.getSelectList().get(i), field) : field);
            }
        }
        return labels;
    }

    private static SqlSelect firstSelect(SqlNode query) {
        SqlNode node = query;
        while (true) {
            if (node instanceof SqlSelect select) {
                return select;
            } else if (node instanceof SqlOrderBy orderBy) {
                node = orderBy.query;
            } else if (node instanceof SqlWith with) {
                node = with.body;
            } else if (node instanceof SqlCall call && isSetOperation(call)) {
                node = call.operand(0);
            } else {
                return null;
            }
        }
    }

    private static boolean isSetOperation(SqlCall call) {
        return call.getKind() == SqlKind.UNION
                || call.getKind() == SqlKind.INTERSECT
                || call.getKind() == SqlKind.EXCEPT;
    }

    private static String label(SqlNode item, String field) {
        SqlNode node = item;
        if (item.getKind() == SqlKind.AS) {
            SqlIdentifier alias = ((SqlCall) item).operand(1);
            node = ((SqlCall) item).operand(0);
            // An alias that the validator gave, so that the names of a * differ, stands where its column stands.
            boolean written = alias.getParserPosition().getLineNum() > 0
                    && !alias.getParserPosition().equals(node.getParserPosition());
            if (written) {
                return alias.getSimple();
            }
        }
        if (node instanceof SqlIdentifier column) {
            String name = column.names.get(column.names.size() - 1);
            return field.equalsIgnoreCase(name) ? field : name;
        }
        return field;
    }
}
