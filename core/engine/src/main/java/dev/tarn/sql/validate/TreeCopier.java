package dev.tarn.sql.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlShuttle;

/** Copies a tree, since validation changes it. */
final class TreeCopier extends SqlShuttle {
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
