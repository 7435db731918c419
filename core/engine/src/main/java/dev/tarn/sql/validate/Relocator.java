package dev.tarn.sql.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/** Copies a tree so that all of it stands at one place: a view's query where the view is named. */
final class Relocator extends SqlShuttle {
    private final SqlParserPos position;

    Relocator(SqlParserPos position) {
        this.position = position;
    }

    @Override
    public SqlNode visit(SqlLiteral literal) {
        return literal.clone(position);
    }

    @Override
    public SqlNode visit(SqlIdentifier identifier) {
        return new SqlIdentifier(identifier.names, identifier.getCollation(), position, null);
    }

    @Override
    public SqlNode visit(SqlNodeList list) {
        List<SqlNode> nodes = new ArrayList<>();
        for (SqlNode node : list) {
            nodes.add(node == null ? null : node.accept(this));
        }
        return new SqlNodeList(nodes, position);
    }

    @Override
    public SqlNode visit(SqlCall call) {
        List<SqlNode> operands = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            operands.add(operand == null ? null : operand.accept(this));
        }
        return call.getOperator().createCall(call.getFunctionQuantifier(), position, operands.toArray(new SqlNode[0]));
    }
}
