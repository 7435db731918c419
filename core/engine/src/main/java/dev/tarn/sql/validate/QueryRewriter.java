package dev.tarn.sql.validate;

import dev.tarn.catalog.Relation;
import dev.tarn.catalog.TableHandle;
import dev.tarn.catalog.ViewDefinition;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.sql.function.RowField;
import dev.tarn.sql.function.Unnest;
import dev.tarn.sql.parser.Positions;
import dev.tarn.sql.parser.TarnParser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnnestOperator;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Walks a query before Calcite validates it: names in FROM become tables of the catalog, views their queries, paths tables
 * of files; expressions go through {@link ExpressionRewriter}. Changes the tree in place. One query, one thread.
 */
final class QueryRewriter {
    private static final int DEEPEST_VIEW = 32;

    private final StatementContext context;
    private final StatementTables tables;
    private final List<String> viewStack;
    private final TableAliases aliases = new TableAliases();
    /** The common table expressions that the query being rewritten sees, those that one uses before it. */
    private final Map<String, SqlWithItem> withItems = new LinkedHashMap<>();

    /** The columns that queries' joins have of both sides. */
    private final Map<SqlSelect, Map<String, SqlNode>> joined = new IdentityHashMap<>();

    private boolean namesHidden;

    QueryRewriter(StatementContext context, StatementTables tables) {
        this(context, tables, List.of());
    }

    private QueryRewriter(StatementContext context, StatementTables tables, List<String> viewStack) {
        this.context = context;
        this.tables = tables;
        this.viewStack = viewStack;
    }

    /** Returns the query to validate in place of {@code query}. */
    SqlNode rewrite(SqlNode query) {
        namesHidden = HiddenNames.occurIn(query);
        return query(query, Set.of());
    }

    StatementContext context() {
        return context;
    }

    /**
     * Returns what a name of several parts stands for: the column of a table, which may be written with its schema or catalog
     * too, or of that or of a column without a table the field of a row, or the field of that field.
     */
    SqlNode path(SqlIdentifier name) {
        int parts = name.names.size();
        int columnEnd = aliases.isTableOf(name.names.get(0), name.names.get(1)) ? 2 : 1;
        int columnStart = 0;
        for (int end = parts - 1; end > 1 && columnEnd == 1; end--) {
            List<String> table = name.names.subList(0, end).stream()
                    .map(part -> part.toLowerCase(Locale.ROOT))
                    .toList();
            if (tables.has(table)) {
                columnStart = end - 1;
                columnEnd = end + 1;
                break;
            }
        }
        SqlNode node = name.getComponent(columnStart, columnEnd);
        if (columnEnd == 1) {
            tables.prefix((SqlIdentifier) node);
        }
        for (int part = columnEnd; part < parts; part++) {
            node = new RowField(name.names.get(part)).createCall(name.getParserPosition(), List.of(node));
        }
        return node;
    }

    /** Returns {@code table.column} for a column that is written with its table's schema or catalog too. */
    SqlIdentifier unqualified(SqlIdentifier column) {
        int last = column.names.size() - 1;
        List<String> table = column.names.subList(0, last).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        return tables.has(table) ? column.getComponent(last - 1, last + 1) : column;
    }

    /** Rewrites a query in which the given names, in lower case, are common table expressions. */
    SqlNode query(SqlNode node, Set<String> commonTables) {
        switch (node.getKind()) {
            case SELECT:
                return select((SqlSelect) node, commonTables);
            case WITH:
                return with((SqlWith) node, commonTables);
            case ORDER_BY:
                return orderBy((SqlOrderBy) node, commonTables);
            case UNION:
            case INTERSECT:
            case EXCEPT:
                SqlCall setOperation = (SqlCall) node;
                for (int i = 0; i < setOperation.operandCount(); i++) {
                    setOperation.setOperand(i, query(setOperation.operand(i), commonTables));
                }
                return node;
            case VALUES:
                SqlCall values = (SqlCall) node;
                checkWidths(values);
                for (int i = 0; i < values.operandCount(); i++) {
                    values.setOperand(i, new ExpressionRewriter(this, commonTables).keepingRows(values.operand(i)));
                }
                return node;
            case EXPLICIT_TABLE:
                SqlNode table = table(((SqlCall) node).operand(0), commonTables, false);
                return selectAll(table, node.getParserPosition());
            default:
                throw Unsupported.at(
                        node, "a query of the form " + node.getKind().name().replace('_', ' '));
        }
    }

    private SqlNode orderBy(SqlOrderBy orderBy, Set<String> commonTables) {
        SqlNode body = orderBy.query instanceof SqlWith with ? with.body : orderBy.query;
        SqlNode from = body instanceof SqlSelect select ? select.getFrom() : null;
        SqlNode query = query(orderBy.query, commonTables);
        aliases.enter(from);
        SqlNodeList by = orderBy.orderList;
        if (body instanceof SqlSelect select && joined.containsKey(select)) {
            by = new CommonColumns(joined.get(select)).inOrder(by, select.getSelectList());
        }
        SqlNodeList order = (SqlNodeList) expression(by, commonTables);
        aliases.leave();
        return new SqlOrderBy(
                orderBy.getParserPosition(),
                query,
                order,
                count(expression(orderBy.offset, commonTables)),
                count(expression(orderBy.fetch, commonTables)));
    }

    /** Writes the number of a LIMIT or OFFSET without an exponent and a fraction of zeros, as planning expects it. */
    private static SqlNode count(SqlNode node) {
        if (!(node instanceof SqlNumericLiteral number)) {
            return node;
        }
        BigDecimal value = number.bigDecimalValue();
        if (value == null || value.stripTrailingZeros().scale() > 0) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    Positions.of(node.getParserPosition()),
                    "a LIMIT or OFFSET that is no whole number: " + number.toValue());
        }
        if (number.isInteger() && value.toBigInteger().bitLength() < Long.SIZE) {
            return node;
        }
        String digits =
                value.min(BigDecimal.valueOf(Long.MAX_VALUE)).toBigInteger().toString();
        return SqlLiteral.createExactNumeric(digits, node.getParserPosition());
    }

    private static void checkWidths(SqlCall values) {
        int width = ((SqlCall) values.operand(0)).operandCount();
        for (SqlNode row : values.getOperandList()) {
            int count = ((SqlCall) row).operandCount();
            if (count != width) {
                throw new TarnException(
                        ErrorCode.INVALID_STATEMENT,
                        Positions.of(row.getParserPosition()),
                        "the first row of VALUES has " + width + " columns, this one " + count);
            }
        }
    }

    private static SqlSelect selectAll(SqlNode from, SqlParserPos position) {
        SqlNodeList star = SqlNodeList.of(SqlIdentifier.star(position));
        return new SqlSelect(position, null, star, from, null, null, null, null, null, null, null, null, null);
    }

    private SqlNode select(SqlSelect select, Set<String> commonTables) {
        if (select.getWindowList() != null && !select.getWindowList().isEmpty()) {
            throw Unsupported.at(select.getWindowList().get(0), "the WINDOW clause");
        }
        if (select.getQualify() != null) {
            throw Unsupported.at(select.getQualify(), "QUALIFY");
        }
        aliases.enter(select.getFrom());
        if (select.getFrom() != null) {
            boolean merges = JoinedColumns.merge(select.getFrom());
            select.setFrom(from(select.getFrom(), commonTables));
            if (merges) {
                joined.put(
                        select,
                        new JoinedColumns(tables, withItems, node -> expression(node, commonTables))
                                .apply(select, namesHidden));
            }
        }
        select.setSelectList(selectList(select.getSelectList(), commonTables));
        select.setWhere(expression(select.getWhere(), commonTables));
        if (select.getGroup() != null) {
            SqlNode group = new ExpressionRewriter(this, commonTables).keepingRows(select.getGroup());
            select.setGroupBy((SqlNodeList) group.accept(new InLists()));
        }
        select.setHaving(grouped(select.getHaving(), commonTables));
        if (select.getOrderList() != null) {
            select.setOrderBy((SqlNodeList) grouped(select.getOrderList(), commonTables));
        }
        select.setOffset(expression(select.getOffset(), commonTables));
        select.setFetch(expression(select.getFetch(), commonTables));
        aliases.leave();
        return select;
    }

    /** A field of a row has its name as a column. */
    private SqlNodeList selectList(SqlNodeList list, Set<String> commonTables) {
        SqlNodeList rewritten = (SqlNodeList) grouped(list, commonTables);
        for (int i = 0; i < rewritten.size(); i++) {
            SqlNode item = list.get(i);
            if (rewritten.get(i) instanceof SqlCall call && call.getOperator() instanceof RowField field) {
                String name =
                        item instanceof SqlIdentifier path ? path.names.get(path.names.size() - 1) : field.field();
                rewritten.set(i, as(call, name));
            }
        }
        return rewritten;
    }

    private SqlNode with(SqlWith with, Set<String> commonTables) {
        Map<String, SqlWithItem> outer = new LinkedHashMap<>(withItems);
        Set<String> visible = new HashSet<>(commonTables);
        Set<String> names = new HashSet<>();
        for (SqlNode node : with.withList) {
            SqlWithItem item = (SqlWithItem) node;
            if (item.recursive.booleanValue()) {
                throw Unsupported.at(item, "WITH RECURSIVE");
            }
            item.query = query(item.query, visible);
            String name = item.name.getSimple().toLowerCase(Locale.ROOT);
            if (!names.add(name)) {
                throw new TarnException(
                        ErrorCode.INVALID_STATEMENT,
                        Positions.of(item.name.getParserPosition()),
                        "WITH names " + name + " twice");
            }
            visible.add(name);
            withItems.remove(name);
            withItems.put(name, item);
        }
        with.body = query(with.body, visible);
        withItems.clear();
        withItems.putAll(outer);
        return with;
    }

    /** Rewrites an expression that may hold group keys and aggregates. */
    private SqlNode grouped(SqlNode node, Set<String> commonTables) {
        return node == null ? null : expression(node, commonTables).accept(new InLists());
    }

    private SqlNode expression(SqlNode node, Set<String> commonTables) {
        return node == null ? null : node.accept(new ExpressionRewriter(this, commonTables));
    }

    private SqlNode from(SqlNode node, Set<String> commonTables) {
        switch (node.getKind()) {
            case JOIN:
                return join((SqlJoin) node, commonTables);
            case AS:
                SqlBasicCall alias = (SqlBasicCall) node;
                alias.setOperand(
                        0,
                        alias.operand(0) instanceof SqlCall call && call.getKind() == SqlKind.UNNEST
                                ? unnest(call, alias.operandCount() - 2, commonTables)
                                : aliased(alias.operand(0), commonTables));
                return alias;
            case IDENTIFIER:
            case LITERAL:
                return table(node, commonTables, false);
            case SELECT:
            case WITH:
            case ORDER_BY:
            case UNION:
            case INTERSECT:
            case EXCEPT:
            case VALUES:
            case EXPLICIT_TABLE:
                return query(node, commonTables);
            case UNNEST:
                return unnest((SqlCall) node, 0, commonTables);
            case LATERAL:
                SqlCall lateral = (SqlCall) node;
                lateral.setOperand(0, from(lateral.operand(0), commonTables));
                return lateral;
            case TABLESAMPLE:
                throw Unsupported.at(node, "TABLESAMPLE");
            case MATCH_RECOGNIZE:
                throw Unsupported.at(node, "MATCH_RECOGNIZE");
            case PIVOT:
            case UNPIVOT:
                throw Unsupported.at(node, node.getKind().name());
            case COLLECTION_TABLE:
                throw Unsupported.at(node, "a table function");
            case SNAPSHOT:
                throw Unsupported.at(node, "FOR SYSTEM_TIME");
            default:
                throw Unsupported.at(
                        node, "a table of the form " + node.getKind().name().replace('_', ' '));
        }
    }

    /** @param names how many columns have a name; if as many as there are collections, rows are taken for one column */
    private SqlNode unnest(SqlCall unnest, int names, Set<String> commonTables) {
        boolean withOrdinality = ((SqlUnnestOperator) unnest.getOperator()).withOrdinality;
        List<SqlNode> operands = new ArrayList<>();
        for (SqlNode operand : unnest.getOperandList()) {
            if (InLists.hasQuery(operand)) {
                throw Unsupported.at(operand, "a subquery within UNNEST");
            }
            operands.add(expression(operand, commonTables));
        }
        boolean wholeRows = names == operands.size() + (withOrdinality ? 1 : 0);
        Unnest rows = wholeRows ? Unnest.OF_WHOLE_ROWS : Unnest.PLAIN;
        Unnest numbered = wholeRows ? Unnest.OF_WHOLE_ROWS_WITH_ORDINALITY : Unnest.WITH_ORDINALITY;
        return (withOrdinality ? numbered : rows).createCall(unnest.getParserPosition(), operands);
    }

    private SqlNode aliased(SqlNode node, Set<String> commonTables) {
        return node.getKind() == SqlKind.IDENTIFIER || node.getKind() == SqlKind.LITERAL
                ? table(node, commonTables, true)
                : from(node, commonTables);
    }

    private SqlNode join(SqlJoin join, Set<String> commonTables) {
        join.setLeft(from(join.getLeft(), commonTables));
        join.setRight(from(join.getRight(), commonTables));
        if (join.getConditionType() == JoinConditionType.ON) {
            join.setOperand(5, expression(join.getCondition(), commonTables));
        }
        return join;
    }

    /** Finds a table by name or path. Gives it an alias, unless it has one and but for a common table expression. */
    private SqlNode table(SqlNode node, Set<String> commonTables, boolean hasAlias) {
        if (node instanceof SqlCharStringLiteral literal) {
            return pathTable(literal.getValueAs(String.class), literal.getParserPosition(), hasAlias);
        }
        if (!(node instanceof SqlIdentifier identifier)) {
            throw Unsupported.at(node, "a table of the form " + node);
        }
        List<String> names = identifier.names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        if (names.size() == 1 && commonTables.contains(names.get(0))) {
            return identifier;
        }
        boolean mayBePath = names.size() == 1
                && identifier.isComponentQuoted(0)
                && context.catalog().looksLikePath(names.get(0));
        if (mayBePath && !context.catalog().exists(names, context.path())) {
            return pathTable(identifier.getSimple(), identifier.getParserPosition(), hasAlias);
        }
        Relation relation =
                context.catalog().relation(names, context.path(), Positions.of(identifier.getParserPosition()));
        String alias = identifier.names.get(identifier.names.size() - 1);
        if (relation instanceof ViewDefinition view) {
            return view(view, identifier.getParserPosition(), hasAlias ? null : alias);
        }
        SqlNode table = tables.reference((TableHandle) relation, identifier.getParserPosition(), namesHidden);
        return hasAlias ? table : as(table, alias);
    }

    private SqlNode pathTable(String path, SqlParserPos position, boolean hasAlias) {
        TableHandle handle =
                tables.ofPath(path).orElseGet(() -> context.catalog().pathTable(path, Positions.of(position)));
        SqlNode table = tables.reference(handle, position, namesHidden);
        return hasAlias ? table : as(table, path);
    }

    private SqlNode view(ViewDefinition view, SqlParserPos position, String alias) {
        String name = String.join(".", view.name());
        if (viewStack.contains(name) || viewStack.size() >= DEEPEST_VIEW) {
            throw new TarnException(
                    ErrorCode.INVALID_VIEW, Positions.of(position), "the view " + name + " is defined by itself");
        }
        List<String> stack = new ArrayList<>(viewStack);
        stack.add(name);
        SqlNode query;
        try {
            SqlNode parsed = TarnParser.parse(view.queryText()).query().orElseThrow();
            query = new QueryRewriter(context.withPath(view.path()), tables, stack).rewrite(parsed);
        } catch (TarnException e) {
            throw new TarnException(
                    e.code() == ErrorCode.INVALID_VIEW ? e.code() : ErrorCode.INVALID_VIEW,
                    Positions.of(position),
                    "the view " + name + " is no longer valid: " + e.detail(),
                    e);
        }
        tables.usesView(view, position);
        SqlNode placed = query.accept(new Relocator(position));
        if (alias == null && view.columnNames().isEmpty()) {
            return placed;
        }
        List<SqlNode> operands = new ArrayList<>();
        operands.add(placed);
        operands.add(new SqlIdentifier(alias == null ? view.name().get(2) : alias, position));
        for (String column : view.columnNames()) {
            operands.add(new SqlIdentifier(column, position));
        }
        SqlNode named = SqlStdOperatorTable.AS.createCall(position, operands);
        return alias != null ? named : selectAll(named, position);
    }

    private static SqlNode as(SqlNode table, String alias) {
        SqlParserPos position = table.getParserPosition();
        return SqlStdOperatorTable.AS.createCall(position, table, new SqlIdentifier(alias, position));
    }
}
