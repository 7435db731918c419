package dev.tarn.sql.validate;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.parser.WriteStatement.Insert;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;

/** Parameters that are a whole column of what INSERT writes, as in {@code VALUES (?, ?)}, have that column's type. */
final class InsertParameters {
    private InsertParameters() {}

    /** Says so to the statement's parameters; nothing if the table is not there, which is told later. */
    static void expect(Insert insert, SqlNode query, StatementContext context) {
        List<String> name = CatalogManager.qualify(
                insert.table().parts(), context.path(), insert.table().position());
        if (!(context.catalog().entry(name).orElse(null) instanceof FileTableDefinition table)) {
            return;
        }
        if (query.getKind() == SqlKind.VALUES) {
            for (SqlNode row : ((SqlCall) query).getOperandList()) {
                expect(insert, table, ((SqlCall) row).getOperandList(), context);
            }
        } else if (query instanceof SqlSelect select) {
            expect(insert, table, select.getSelectList(), context);
        }
    }

    private static void expect(
            Insert insert, FileTableDefinition table, List<SqlNode> values, StatementContext context) {
        for (int i = 0; i < values.size(); i++) {
            Type type = values.get(i) instanceof SqlDynamicParam ? columnType(insert, table, i) : null;
            if (type != null) {
                context.parameters().expect((SqlDynamicParam) values.get(i), type);
            }
        }
    }

    private static Type columnType(Insert insert, FileTableDefinition table, int index) {
        List<ColumnSchema> columns = table.columns();
        if (insert.columns().isEmpty()) {
            return index < columns.size() ? columns.get(index).type() : null;
        }
        if (index >= insert.columns().size()) {
            return null;
        }
        String wanted = insert.columns().get(index).text();
        return columns.stream()
                .filter(column -> column.name().equals(wanted))
                .map(ColumnSchema::type)
                .findFirst()
                .orElse(null);
    }
}
