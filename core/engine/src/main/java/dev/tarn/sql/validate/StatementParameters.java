package dev.tarn.sql.validate;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.parser.ParameterValues;
import dev.tarn.sql.parser.Positions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlVisitor;

/**
 * What a statement's parameters ({@code ?}) stand for. They are bound where a statement is validated: then each is what a
 * literal in its place would be, so that types, pruning and the order of joins follow from the values. Without values they
 * stay parameters, whose types the validator derives from where they stand.
 */
public abstract sealed class StatementParameters {
    private static final StatementParameters REFUSED = new Refused();

    /** Returns parameters that there must not be. */
    public static StatementParameters none() {
        return REFUSED;
    }

    /**
     * Returns parameters with values.
     *
     * @param values one for each, in order
     */
    public static StatementParameters ofValues(List<ParameterValue> values) {
        return new Values(List.copyOf(values));
    }

    /**
     * Returns parameters that expressions stand for.
     *
     * @param values one for each parameter in order
     */
    public static StatementParameters of(ParameterValues values) {
        return new Expressions(values.expressions());
    }

    /** Returns parameters without values, whose types are derived; the statement can be validated, but not planned. */
    public static StatementParameters inferring() {
        return new Typed(null);
    }

    /** Returns parameters of these types, whose values are put into the plan. */
    public static StatementParameters ofTypes(List<Type> types) {
        return new Typed(types);
    }

    /** Returns how many parameters a parsed query has. */
    public static int count(SqlNode query) {
        int[] count = {0};
        SqlVisitor<Void> counter = new SqlBasicVisitor<>() {
            @Override
            public Void visit(SqlDynamicParam parameter) {
                count[0] = Math.max(count[0], parameter.getIndex() + 1);
                return null;
            }
        };
        query.accept(counter);
        return count[0];
    }

    /** Returns what stands in a parameter's place; {@code rewriter} is what the statement is rewritten by. */
    abstract SqlNode replace(SqlDynamicParam parameter, SqlVisitor<SqlNode> rewriter);

    /** Returns the type that a parameter is known to have, or null. */
    Type type(SqlDynamicParam parameter) {
        return null;
    }

    /** Says what type a parameter should have if nothing around it says more. */
    void expect(SqlDynamicParam parameter, Type type) {
        // What is bound has a type of its own.
    }

    /** Returns the parameters that stay parameters, in the statement as it was rewritten, by their indexes. */
    SortedMap<Integer, SqlDynamicParam> kept() {
        return Collections.emptySortedMap();
    }

    private static TarnException unbound(SqlDynamicParam parameter, String what) {
        return new TarnException(ErrorCode.INVALID_PARAMETER_USAGE, Positions.of(parameter.getParserPosition()), what);
    }

    private static TarnException missing(SqlDynamicParam parameter, int count) {
        return unbound(
                parameter,
                "parameter " + (parameter.getIndex() + 1) + " has no value; " + count
                        + (count == 1 ? " was given" : " were given"));
    }

    private static final class Refused extends StatementParameters {
        @Override
        SqlNode replace(SqlDynamicParam parameter, SqlVisitor<SqlNode> rewriter) {
            throw unbound(parameter, "a parameter (?) needs a value: prepare the statement and execute it with one");
        }
    }

    private static final class Values extends StatementParameters {
        private final List<ParameterValue> values;

        private Values(List<ParameterValue> values) {
            this.values = values;
        }

        @Override
        SqlNode replace(SqlDynamicParam parameter, SqlVisitor<SqlNode> rewriter) {
            if (parameter.getIndex() >= values.size()) {
                throw missing(parameter, values.size());
            }
            return ParameterLiterals.of(values.get(parameter.getIndex()), parameter.getParserPosition());
        }
    }

    private static final class Expressions extends StatementParameters {
        private final List<SqlNode> expressions;

        private Expressions(List<SqlNode> expressions) {
            this.expressions = expressions;
        }

        @Override
        SqlNode replace(SqlDynamicParam parameter, SqlVisitor<SqlNode> rewriter) {
            if (parameter.getIndex() >= expressions.size()) {
                throw missing(parameter, expressions.size());
            }
            SqlNode expression = expressions.get(parameter.getIndex());
            return expression.clone(expression.getParserPosition()).accept(rewriter);
        }
    }

    private static final class Typed extends StatementParameters {
        private final List<Type> types;
        private final SortedMap<Integer, SqlDynamicParam> kept = new TreeMap<>();

        private Typed(List<Type> types) {
            this.types = types == null ? new ArrayList<>() : Arrays.asList(types.toArray(new Type[0]));
        }

        @Override
        SqlNode replace(SqlDynamicParam parameter, SqlVisitor<SqlNode> rewriter) {
            kept.put(parameter.getIndex(), parameter);
            return parameter;
        }

        @Override
        SortedMap<Integer, SqlDynamicParam> kept() {
            return kept;
        }

        @Override
        Type type(SqlDynamicParam parameter) {
            int index = parameter.getIndex();
            return index < types.size() ? types.get(index) : null;
        }

        @Override
        void expect(SqlDynamicParam parameter, Type type) {
            while (types.size() <= parameter.getIndex()) {
                types.add(null);
            }
            types.set(parameter.getIndex(), type);
        }
    }
}
