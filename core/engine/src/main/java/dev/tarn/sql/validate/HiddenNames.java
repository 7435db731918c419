package dev.tarn.sql.validate;

import dev.tarn.catalog.HiddenColumnTable;
import dev.tarn.catalog.TableHandle;
import dev.tarn.catalog.file.HiddenColumns;
import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidatorScope.ResolvedImpl;
import org.apache.calcite.sql.validate.SqlValidatorTable;

/** Whether queries name hidden columns, and whether {@code *} does. */
final class HiddenNames {
    private HiddenNames() {}

    /** Returns whether a query that was not rewritten yet names a hidden column anywhere. */
    static boolean occurIn(SqlNode query) {
        Search search = new Search();
        query.accept(search);
        return search.found;
    }

    private static final class Search extends SqlBasicVisitor<Void> {
        private boolean found;

        @Override
        public Void visit(SqlIdentifier name) {
            found |= name.names.stream().anyMatch(part -> HiddenColumns.isName(part.toLowerCase(Locale.ROOT)));
            return null;
        }
    }

    /** Returns whether a selected column comes from a star and is one that a star leaves out. */
    static boolean leftOutByStar(SqlNode selected, SelectScope scope, SqlNameMatcher matcher) {
        if (!(selected instanceof SqlIdentifier column) || column.names.size() < 2) {
            return false;
        }
        int last = column.names.size() - 1;
        String name = column.names.get(last).toLowerCase(Locale.ROOT);
        if (!HiddenColumns.isName(name) || !isOfStar(column, scope)) {
            return false;
        }
        ResolvedImpl resolved = new ResolvedImpl();
        scope.resolve(column.names.subList(0, last), matcher, true, resolved);
        SqlValidatorTable table =
                resolved.count() == 1 ? resolved.only().namespace.getTable() : null;
        TableHandle handle = table == null ? null : table.unwrap(TableHandle.class);
        return handle != null && handle.table() instanceof HiddenColumnTable hidden && hidden.isHidden(name);
    }

    /** Columns that a star stands for have its place. */
    private static boolean isOfStar(SqlIdentifier column, SelectScope scope) {
        return scope.getNode().getSelectList().stream()
                .anyMatch(item -> item instanceof SqlIdentifier star
                        && star.isStar()
                        && star.getParserPosition().equals(column.getParserPosition()));
    }
}
