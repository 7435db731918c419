package dev.tarn;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.sql.validate.ParameterValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement with parameters ({@code ?}), to be run any number of times. Values are bound as values, never as text. Each
 * run is planned with its values, since they decide which files, row groups and pages are read, and sees the catalog as it
 * is then. Holds nothing that has to be closed. Thread-safe.
 *
 * <p>Values are of the classes that {@link Row} names, and also BigInteger, any CharSequence, UUID (as text), and Object[]
 * for an ARRAY. One that its parameter's type holds exactly is taken as of that type, text is read as it, and any other is of
 * the type that its class says, as a literal would be.
 */
public final class PreparedQuery {
    private final Session session;
    private final String sql;
    private final boolean writes;
    private final List<Type> parameterTypes;
    private final List<ResultColumn> columns;

    PreparedQuery(Session session, String sql, boolean writes, List<Type> parameterTypes, List<ResultColumn> columns) {
        this.session = session;
        this.sql = sql;
        this.writes = writes;
        this.parameterTypes = List.copyOf(parameterTypes);
        this.columns = List.copyOf(columns);
    }

    /** Returns the statement's text. */
    public String sql() {
        return sql;
    }

    /** Returns whether the statement writes rows, so that its result is their number: {@link QueryResult#writtenRows}. */
    public boolean writes() {
        return writes;
    }

    /** Returns the types of the parameters in order; UNKNOWN for one whose place does not say a type. */
    public List<Type> parameterTypes() {
        return parameterTypes;
    }

    /**
     * Returns the columns of the result; none if the statement has no rows, or tells of the catalog, or has columns that
     * depend on the values of parameters. A column that is a parameter of no known type is of type UNKNOWN here.
     */
    public List<ResultColumn> columns() {
        return columns;
    }

    /**
     * Runs the statement.
     *
     * @param values one for each parameter, null for NULL
     * @throws TarnException what is wrong with the statement or a value: INVALID_PARAMETER_USAGE for another number of
     *     values, INVALID_CAST_ARGUMENT for text that is none of the parameter's type
     */
    public QueryResult query(List<?> values) {
        return query(values, QueryOptions.defaults());
    }

    /** Runs the statement as {@link #query(List)} does. */
    public QueryResult query(List<?> values, QueryOptions options) {
        return session.query(sql, bind(values), options);
    }

    private List<ParameterValue> bind(List<?> values) {
        if (values.size() != parameterTypes.size()) {
            throw new TarnException(
                    ErrorCode.INVALID_PARAMETER_USAGE,
                    "the statement has " + parameterTypes.size() + " parameters, but " + values.size()
                            + " values were given");
        }
        List<ParameterValue> bound = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            bound.add(ParameterBinding.bind(i + 1, values.get(i), parameterTypes.get(i)));
        }
        return bound;
    }

    /**
     * Runs an INSERT of one row of parameters, as {@code VALUES (?, ?)}, once for many rows of values: all of them become
     * visible together, or none.
     *
     * @return the result, whose one row is the number of rows; empty if the statement is of another form, and nothing was
     *     done: then {@link #query} is to be called for each row
     * @throws TarnException as {@link #query} does
     */
    public Optional<QueryResult> queryRows(List<? extends List<?>> rows, QueryOptions options) {
        List<List<ParameterValue>> bound = new ArrayList<>();
        for (List<?> values : rows) {
            List<ParameterValue> row = bind(values);
            for (int i = 0; i < row.size(); i++) {
                if (!isOf(row.get(i), parameterTypes.get(i))) {
                    return Optional.empty();
                }
            }
            bound.add(row);
        }
        return rows.isEmpty() ? Optional.empty() : session.queryRows(sql, parameterTypes, bound, options);
    }

    private static boolean isOf(ParameterValue value, Type type) {
        if (type.kind() == TypeKind.UNKNOWN) {
            return false;
        }
        boolean text = type.isText() && value.type().isText() && value.type().precision() <= type.precision();
        boolean same = value.type().kind() == TypeKind.TIMESTAMP
                ? value.type().equals(type)
                : value.type().kind() == type.kind();
        return value.value() == null || text || same;
    }
}
