package dev.tarn.sql.validate;

import dev.tarn.catalog.type.TarnTypeFactory;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.TarnException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Joins with NATURAL and USING in a query that names hidden columns: these are neither joined by nor do they belong to a star.
 * Calcite does not know that of them, so NATURAL becomes USING of the columns it means, and a star over such joins the columns
 * it stands for. One query, one thread.
 */
final class JoinedColumns {
    private static final TarnTypeFactory TYPES = new TarnTypeFactory();

    private final StatementTables tables;

    JoinedColumns(StatementTables tables) {
        this.tables = tables;
    }

    /** A column: of a table by its alias, or, without one, one that a join has of both sides. */
    private record Column(String table, String name) {
        SqlIdentifier identifier(SqlParserPos position) {
            List<String> names = table == null ? List.of(name) : List.of(table, name);
            return new SqlIdentifier(
                    names,
                    null,
                    position,
                    names.stream().map(each -> position.withQuoting(true)).toList());
        }
    }

    /** Returns whether joins in FROM, not those in its subqueries, make one column of two. */
    static boolean merge(SqlNode from) {
        return from instanceof SqlJoin join
                && (join.isNatural()
                        || join.getConditionType() == JoinConditionType.USING
                        || merge(join.getLeft())
                        || merge(join.getRight()));
    }

    /** Says of a NATURAL join, whose sides have been rewritten, which columns it joins by. */
    void resolveNatural(SqlJoin join) {
        Set<String> left = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        columns(join.getLeft()).forEach(column -> left.add(column.name()));
        SqlParserPos position = join.getParserPosition();
        List<SqlNode> common = new ArrayList<>();
        for (Column column : columns(join.getRight())) {
            if (left.contains(column.name())) {
                common.add(new SqlIdentifier(column.name(), position));
            }
        }
        join.setOperand(1, SqlLiteral.createBoolean(false, position));
        if (common.isEmpty()) {
            join.setOperand(4, JoinConditionType.ON.symbol(position));
            join.setOperand(5, SqlLiteral.createBoolean(true, position));
        } else {
            join.setOperand(4, JoinConditionType.USING.symbol(position));
            join.setOperand(5, new SqlNodeList(common, position));
        }
    }

    /** Returns a SELECT list with the columns of a FROM, which has been rewritten, in the places of stars. */
    SqlNodeList expanded(SqlNodeList list, SqlNode from) {
        SqlNodeList expanded = new SqlNodeList(list.getParserPosition());
        for (SqlNode item : list) {
            if (item instanceof SqlIdentifier star && star.isStar() && star.names.size() == 1) {
                columns(from).forEach(column -> expanded.add(column.identifier(star.getParserPosition())));
            } else {
                expanded.add(item);
            }
        }
        return expanded;
    }

    private List<Column> columns(SqlNode from) {
        if (from instanceof SqlJoin join) {
            return joined(join);
        }
        if (!(from instanceof SqlCall call) || call.getKind() != SqlKind.AS) {
            throw unknown(from);
        }
        String alias = ((SqlIdentifier) call.operand(1)).getSimple();
        List<String> names = new ArrayList<>();
        if (call.operandCount() > 2) {
            call.getOperandList().subList(2, call.operandCount()).forEach(name -> names.add(name.toString()));
        } else if (call.operand(0) instanceof SqlIdentifier table) {
            List<ColumnSchema> known = tables.columns(table).orElseThrow(() -> unknown(from));
            known.forEach(column -> names.add(column.name()));
        } else {
            names.addAll(ofQuery(call.operand(0)));
        }
        return names.stream().map(name -> new Column(alias, name)).toList();
    }

    /** The columns that are joined by come first. */
    private List<Column> joined(SqlJoin join) {
        List<Column> columns = new ArrayList<>();
        Set<String> common = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        if (join.getConditionType() == JoinConditionType.USING && join.getCondition() instanceof SqlNodeList using) {
            for (SqlNode name : using) {
                String simple = ((SqlIdentifier) name).getSimple();
                common.add(simple);
                columns.add(new Column(null, simple));
            }
        }
        for (SqlNode side : List.of(join.getLeft(), join.getRight())) {
            columns(side).stream()
                    .filter(column -> !common.contains(column.name()))
                    .forEach(columns::add);
        }
        return columns;
    }

    private List<String> ofQuery(SqlNode query) {
        TarnValidator validator = new TarnValidator(tables.reader(TYPES), TYPES, StatementParameters.inferring());
        try {
            SqlNode copy = query.accept(new Copier());
            return validator.getValidatedNodeType(validator.validate(copy)).getFieldNames();
        } catch (RuntimeException e) {
            throw e instanceof TarnException known ? known : unknown(query);
        }
    }

    private static TarnException unknown(SqlNode from) {
        return Unsupported.at(from, "in a query that names hidden columns a join of this with NATURAL or USING");
    }

    /** Copies a tree, since validation changes it. */
    private static final class Copier extends SqlShuttle {
        @Override
        public SqlNode visit(SqlIdentifier name) {
            return name.clone(name.getParserPosition());
        }

        @Override
        public SqlNode visit(SqlNodeList list) {
            List<SqlNode> nodes = new ArrayList<>();
            list.forEach(node -> nodes.add(node == null ? null : node.accept(this)));
            return new SqlNodeList(nodes, list.getParserPosition());
        }

        @Override
        public SqlNode visit(SqlCall call) {
            CallCopyingArgHandler copier = new CallCopyingArgHandler(call, true);
            call.getOperator().acceptCall(this, call, false, copier);
            return copier.result();
        }
    }
}
