package dev.tarn.sql.validate;

import dev.tarn.catalog.type.TarnTypeFactory;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.sql.parser.Positions;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The columns that joins with USING and NATURAL have of both sides. Calcite knows them in the SELECT list only, not of more
 * than two tables, and would join by hidden columns too. So such a join becomes one with ON, a star the columns that it
 * stands for, and the name of a common column the column of the side that has it. One SELECT, one thread.
 */
final class JoinedColumns {
    private static final TarnTypeFactory TYPES = new TarnTypeFactory();

    private final StatementTables tables;
    private final Map<String, SqlWithItem> commonTables;
    private final UnaryOperator<SqlNode> rewriting;
    private final Map<SqlNode, List<String>> known = new IdentityHashMap<>();
    private final List<Runnable> edits = new ArrayList<>();

    /**
     * @param commonTables the rewritten common table expressions by their names, those that a query uses before it
     * @param rewriting what expressions of the SELECT are rewritten by after this
     */
    JoinedColumns(StatementTables tables, Map<String, SqlWithItem> commonTables, UnaryOperator<SqlNode> rewriting) {
        this.tables = tables;
        this.commonTables = commonTables;
        this.rewriting = rewriting;
    }

    /** Says that the columns of a part of FROM are known only when it is validated. */
    private static final class UnknownColumns extends RuntimeException {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial")
        private final transient SqlNode from;

        UnknownColumns(SqlNode from) {
            super(null, null, false, false);
            this.from = from;
        }
    }

    /**
     * A part of FROM.
     *
     * @param leaves tables and subqueries with an alias
     * @param common the columns of both sides of joins, by name in lower case, in order
     */
    private record Side(List<SqlNode> leaves, Map<String, SqlNode> common) {}

    /** Returns whether joins in FROM, not those in its subqueries, make one column of two. */
    static boolean merge(SqlNode from) {
        return from instanceof SqlJoin join && (isMerging(join) || merge(join.getLeft()) || merge(join.getRight()));
    }

    private static boolean isMerging(SqlJoin join) {
        return join.isNatural() || join.getConditionType() == JoinConditionType.USING;
    }

    /**
     * Changes a SELECT whose FROM has been rewritten and merges columns, and returns what its common columns stand for, by
     * their names. Leaves it as it is where the columns of its tables are not known before it is validated.
     *
     * @param namesHidden whether the query names hidden columns; then it is refused instead
     */
    Map<String, SqlNode> apply(SqlSelect select, boolean namesHidden) {
        try {
            Side all = resolve(select.getFrom());
            SqlNodeList list = expanded(select.getSelectList(), select.getFrom());
            edits.forEach(Runnable::run);
            CommonColumns columns = new CommonColumns(all.common());
            select.setSelectList(columns.inSelectList(list));
            select.setWhere(columns.in(select.getWhere()));
            select.setGroupBy((SqlNodeList) columns.in(select.getGroup()));
            select.setHaving(columns.in(select.getHaving()));
            return all.common();
        } catch (UnknownColumns e) {
            if (namesHidden) {
                throw Unsupported.at(
                        e.from, "in a query that names hidden columns a join of this with NATURAL or USING");
            }
            return Map.of();
        }
    }

    private Side resolve(SqlNode from) {
        if (!(from instanceof SqlJoin join)) {
            return new Side(List.of(from), Map.of());
        }
        Side left = resolve(join.getLeft());
        Side right = resolve(join.getRight());
        List<SqlNode> leaves = new ArrayList<>(left.leaves);
        leaves.addAll(right.leaves);
        Map<String, SqlNode> common = new LinkedHashMap<>();
        if (isMerging(join)) {
            merge(join, left, right, common);
        } else if (join.getConditionType() == JoinConditionType.ON) {
            Map<String, SqlNode> both = new TreeMap<>(left.common);
            both.putAll(right.common);
            both.replaceAll((name, column) -> rewriting.apply(column));
            edits.add(() -> join.setOperand(5, new CommonColumns(both).in(join.getCondition())));
        }
        left.common.forEach(common::putIfAbsent);
        right.common.forEach(common::putIfAbsent);
        return new Side(leaves, common);
    }

    private void merge(SqlJoin join, Side left, Side right, Map<String, SqlNode> common) {
        SqlNode condition = null;
        for (SqlIdentifier name : join.isNatural() ? naturalNames(join, left, right) : usingNames(join)) {
            SqlNode ofLeft = column(left, name);
            SqlNode ofRight = column(right, name);
            SqlParserPos position = name.getParserPosition();
            SqlNode equal = SqlStdOperatorTable.EQUALS.createCall(position, ofLeft, ofRight);
            condition = condition == null ? equal : SqlStdOperatorTable.AND.createCall(position, condition, equal);
            SqlNode either =
                    switch (join.getJoinType()) {
                        case RIGHT -> ofRight;
                        case FULL -> coalesce(position, ofLeft, ofRight);
                        default -> ofLeft;
                    };
            common.put(CommonColumns.key(name), either);
        }
        SqlParserPos position = join.getParserPosition();
        SqlNode on = condition == null ? SqlLiteral.createBoolean(true, position) : rewriting.apply(condition);
        edits.add(() -> {
            join.setOperand(1, SqlLiteral.createBoolean(false, position));
            join.setOperand(4, JoinConditionType.ON.symbol(position));
            join.setOperand(5, on);
        });
    }

    private static SqlNode coalesce(SqlParserPos position, SqlNode left, SqlNode right) {
        SqlIdentifier name = new SqlIdentifier("coalesce", position);
        return new SqlUnresolvedFunction(name, null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION)
                .createCall(position, left, right);
    }

    private static List<SqlIdentifier> usingNames(SqlJoin join) {
        List<SqlIdentifier> names = new ArrayList<>();
        ((SqlNodeList) join.getCondition()).forEach(name -> names.add((SqlIdentifier) name));
        return names;
    }

    private List<SqlIdentifier> naturalNames(SqlJoin join, Side left, Side right) {
        List<String> ofRight = columns(right).stream().map(CommonColumns::key).toList();
        List<SqlIdentifier> names = new ArrayList<>();
        for (SqlIdentifier column : columns(left)) {
            if (ofRight.contains(CommonColumns.key(column))) {
                names.add(new SqlIdentifier(last(column), join.getParserPosition()));
            }
        }
        return names;
    }

    private static String last(SqlIdentifier column) {
        return column.names.get(column.names.size() - 1);
    }

    /** Returns a column of one side by its name. */
    private SqlNode column(Side side, SqlIdentifier name) {
        SqlNode common = side.common.get(CommonColumns.key(name));
        if (common != null) {
            return common;
        }
        List<SqlIdentifier> found = new ArrayList<>();
        for (SqlNode leaf : side.leaves) {
            String alias = alias(leaf);
            boolean has = side.leaves.size() == 1 || names(leaf).stream().anyMatch(name.getSimple()::equalsIgnoreCase);
            if (has) {
                found.add(qualified(alias, name.getSimple(), name.getParserPosition()));
            }
        }
        if (found.size() != 1) {
            throw new TarnException(
                    found.isEmpty() ? ErrorCode.COLUMN_NOT_FOUND : ErrorCode.AMBIGUOUS_NAME,
                    Positions.of(name.getParserPosition()),
                    found.isEmpty()
                            ? "one side of the join has no column " + name
                            : "several tables on one side of the join have a column " + name);
        }
        return found.get(0);
    }

    /** Returns the select list with columns in the places of stars. */
    private SqlNodeList expanded(SqlNodeList list, SqlNode from) {
        SqlNodeList expanded = new SqlNodeList(list.getParserPosition());
        for (SqlNode item : list) {
            if (item instanceof SqlIdentifier star && star.isStar() && star.names.size() == 1) {
                columns(from).forEach(column -> expanded.add(column.clone(star.getParserPosition())));
            } else {
                expanded.add(item);
            }
        }
        return expanded;
    }

    private List<SqlIdentifier> columns(Side side) {
        List<SqlIdentifier> columns = new ArrayList<>();
        side.common.keySet().forEach(name -> columns.add(new SqlIdentifier(name, SqlParserPos.ZERO)));
        for (SqlNode leaf : side.leaves) {
            for (String name : names(leaf)) {
                if (!side.common.containsKey(CommonColumns.key(name))) {
                    columns.add(qualified(alias(leaf), name, SqlParserPos.ZERO));
                }
            }
        }
        return columns;
    }

    /** Returns what a star stands for: of each join that merges columns those first, then what is left of both sides. */
    private List<SqlIdentifier> columns(SqlNode from) {
        List<SqlIdentifier> columns = new ArrayList<>();
        collect(from, columns, List.of());
        return columns;
    }

    private void collect(SqlNode from, List<SqlIdentifier> columns, List<String> given) {
        if (!(from instanceof SqlJoin join)) {
            for (String name : names(from)) {
                if (!given.contains(CommonColumns.key(name))) {
                    columns.add(qualified(alias(from), name, SqlParserPos.ZERO));
                }
            }
            return;
        }
        List<String> now = new ArrayList<>(given);
        if (isMerging(join)) {
            Side left = resolveAgain(join.getLeft());
            Side right = resolveAgain(join.getRight());
            for (SqlIdentifier name : join.isNatural() ? naturalNames(join, left, right) : usingNames(join)) {
                if (!now.contains(CommonColumns.key(name))) {
                    columns.add(new SqlIdentifier(name.getSimple(), SqlParserPos.ZERO));
                    now.add(CommonColumns.key(name));
                }
            }
        }
        collect(join.getLeft(), columns, now);
        collect(join.getRight(), columns, now);
    }

    private Side resolveAgain(SqlNode from) {
        JoinedColumns other = new JoinedColumns(tables, commonTables, rewriting);
        other.known.putAll(known);
        return other.resolve(from);
    }

    private static SqlIdentifier qualified(String alias, String name, SqlParserPos position) {
        return new SqlIdentifier(
                List.of(alias, name), null, position, List.of(position.withQuoting(true), position.withQuoting(true)));
    }

    private static String alias(SqlNode leaf) {
        if (leaf instanceof SqlBasicCall call && call.getKind() == SqlKind.AS) {
            return ((SqlIdentifier) call.operand(1)).getSimple();
        }
        if (leaf instanceof SqlIdentifier name && name.isSimple()) {
            return name.getSimple();
        }
        throw new UnknownColumns(leaf);
    }

    private List<String> names(SqlNode leaf) {
        return known.computeIfAbsent(leaf, this::find);
    }

    private List<String> find(SqlNode leaf) {
        if (leaf instanceof SqlBasicCall call && call.getKind() == SqlKind.AS) {
            return call.operandCount() > 2
                    ? simple(call.getOperandList().subList(2, call.operandCount()))
                    : ofTable(call.operand(0));
        }
        return ofTable(leaf);
    }

    private static List<String> simple(List<SqlNode> names) {
        return names.stream().map(name -> ((SqlIdentifier) name).getSimple()).toList();
    }

    private List<String> ofTable(SqlNode table) {
        if (table instanceof SqlIdentifier name) {
            Optional<List<ColumnSchema>> columns = tables.columns(name);
            if (columns.isPresent()) {
                return columns.get().stream().map(ColumnSchema::name).toList();
            }
            SqlWithItem item = commonTables.get(CommonColumns.key(name));
            if (item == null) {
                throw new UnknownColumns(table);
            }
            return item.columnList == null ? ofQuery(item.query) : simple(item.columnList.getList());
        }
        if (table.getKind() == SqlKind.UNNEST || table.getKind() == SqlKind.LATERAL) {
            throw new UnknownColumns(table);
        }
        return ofQuery(table);
    }

    /** Validates a copy of a query by itself. */
    private List<String> ofQuery(SqlNode query) {
        TarnValidator validator = new TarnValidator(tables.reader(TYPES), TYPES, StatementParameters.inferring());
        SqlNode copy = query.accept(new TreeCopier());
        if (!commonTables.isEmpty()) {
            SqlParserPos position = query.getParserPosition();
            List<SqlNode> items = new ArrayList<>();
            for (SqlWithItem item : commonTables.values()) {
                if (item.query == query) {
                    break;
                }
                items.add(item.accept(new TreeCopier()));
            }
            copy = items.isEmpty() ? copy : new SqlWith(position, new SqlNodeList(items, position), copy);
        }
        try {
            return validator.getValidatedNodeType(validator.validate(copy)).getFieldNames();
        } catch (RuntimeException e) {
            // What is wrong with it is told where the whole query is validated.
            throw new UnknownColumns(query);
        }
    }
}
