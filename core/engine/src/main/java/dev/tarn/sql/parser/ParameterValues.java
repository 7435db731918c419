package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** The values for the parameters of a statement: constant expressions. Immutable. */
public final class ParameterValues {
    private final List<SqlNode> values;

    /**
     * Makes values.
     *
     * @throws TarnException INVALID_STATEMENT if one is not constant
     */
    public ParameterValues(List<SqlNode> values) {
        this.values = List.copyOf(values);
        this.values.forEach(value -> value.accept(new ConstantCheck()));
    }

    public int count() {
        return values.size();
    }

    /** Returns the expressions as they were parsed, for {@code sql.validate} only. */
    public List<SqlNode> expressions() {
        return values;
    }

    private static final class ConstantCheck extends SqlBasicVisitor<Void> {
        @Override
        public Void visit(SqlCall call) {
            if (call.isA(SqlKind.QUERY) || call.getKind() == SqlKind.LAMBDA) {
                throw notConstant(call.getParserPosition(), "a query or lambda");
            }
            return super.visit(call);
        }

        @Override
        public Void visit(SqlIdentifier name) {
            throw notConstant(
                    name.getParserPosition(),
                    "the column " + name + (name.isSimple() ? "; a text stands in 'single quotes'" : ""));
        }

        @Override
        public Void visit(SqlDynamicParam parameter) {
            throw notConstant(parameter.getParserPosition(), "a parameter");
        }

        @Override
        public Void visit(SqlDataTypeSpec type) {
            return null;
        }
    }

    private static TarnException notConstant(SqlParserPos position, String what) {
        InStatement place = Positions.of(position);
        return new TarnException(
                ErrorCode.INVALID_STATEMENT, place, "the value of a parameter is a constant expression, not " + what);
    }
}
