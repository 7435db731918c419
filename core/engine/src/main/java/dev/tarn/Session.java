package dev.tarn;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.query.CancelSignal;
import dev.tarn.query.PreparedStatements;
import dev.tarn.query.QueryEngine;
import dev.tarn.query.QueryExecution;
import dev.tarn.query.StatementDescription;
import dev.tarn.query.StatementOptions;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.validate.ParameterValue;
import dev.tarn.sql.validate.StatementParameters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs statements, and remembers what holds from one to the next. Thread-safe: any number may run side by side. */
public final class Session implements AutoCloseable {
    /** The catalog in which names are looked up that are written without one. */
    public static final String OWN_CATALOG = CatalogManager.OWN_CATALOG;

    private final QueryEngine engine;
    private final Set<QueryExecution> open = ConcurrentHashMap.newKeySet();
    private final Set<CancelSignal> planning = ConcurrentHashMap.newKeySet();
    private final PreparedStatements prepared = new PreparedStatements();
    private volatile String schema;
    private volatile long readLimitBytes;
    private volatile boolean closed;

    Session(QueryEngine engine) {
        this.engine = engine;
        this.schema = engine.settings().schema();
        this.readLimitBytes = engine.settings().readLimitBytes();
    }

    /**
     * Runs one statement. Returns when it has been planned and its execution has begun; a statement that has no rows, as
     * CREATE SCHEMA, has ended by then.
     *
     * @param sql one statement; a semicolon may end it
     * @return the result, which the caller closes
     * @throws TarnException what is wrong with the statement, or CLOSED if the session is
     */
    public QueryResult query(String sql) {
        return query(sql, new Cancellation());
    }

    /**
     * Runs one statement as {@link #query(String)} does, so that another thread can end it from its first moment.
     *
     * @throws TarnException also QUERY_CANCELLED if it was cancelled while it was planned
     */
    public QueryResult query(String sql, Cancellation cancellation) {
        return query(sql, QueryOptions.defaults().withCancellation(cancellation));
    }

    /** Runs one statement as {@link #query(String, Cancellation)} does. */
    public QueryResult query(String sql, QueryOptions options) {
        return query(sql, null, options);
    }

    /** Runs a statement with these values of its parameters, or none if that is null. */
    QueryResult query(String sql, List<ParameterValue> values, QueryOptions options) {
        StatementParameters parameters =
                values == null ? StatementParameters.none() : StatementParameters.ofValues(values);
        CancelSignal signal = options.cancellation().signal();
        return run(
                        signal,
                        () -> Optional.of(engine.start(
                                sql,
                                schema,
                                signal,
                                new StatementOptions(parameters, options.maxRows(), readLimitBytes),
                                prepared)))
                .orElseThrow();
    }

    Optional<QueryResult> queryRows(
            String sql, List<Type> types, List<List<ParameterValue>> rows, QueryOptions options) {
        CancelSignal signal = options.cancellation().signal();
        return run(signal, () -> engine.startRows(sql, schema, signal, readLimitBytes, types, rows));
    }

    private Optional<QueryResult> run(CancelSignal signal, Supplier<Optional<QueryExecution>> start) {
        return planned(signal, ending -> start.get().map(execution -> {
            open.add(execution);
            execution.whenClosed(() -> open.remove(execution));
            execution.cancelOn(signal);
            return new QueryResult(execution);
        }));
    }

    /** Does what closing the session ends. */
    private <T> T planned(CancelSignal signal, Function<CancelSignal, T> planner) {
        planning.add(signal);
        try {
            if (closed) {
                throw new TarnException(ErrorCode.CLOSED, "the session is closed; open another one");
            }
            return planner.apply(signal);
        } finally {
            planning.remove(signal);
        }
    }

    /**
     * Prepares a statement with or without parameters ({@code ?}).
     *
     * @param sql one statement; a semicolon may end it
     * @throws TarnException what is wrong with the statement; what depends on values is told when they are there
     */
    public PreparedQuery prepare(String sql) {
        StatementDescription description = described(sql);
        return new PreparedQuery(this, sql, description.writes(), description.parameterTypes(), columns(description));
    }

    /**
     * Returns the columns that a query would have, without running it; empty for a statement that is no query.
     *
     * @throws TarnException what is wrong with the statement
     */
    public List<ResultColumn> describe(String sql) {
        return columns(described(sql));
    }

    private StatementDescription described(String sql) {
        return planned(new CancelSignal(), signal -> engine.describe(sql, schema, signal, prepared));
    }

    private static List<ResultColumn> columns(StatementDescription description) {
        return description.columns().stream()
                .map(column -> new ResultColumn(column.label(), column.type()))
                .toList();
    }

    /**
     * Returns the files and folders whose paths begin with {@code prefix}, as {@code s3://bucket/sales/20}, in order; folders
     * end with a slash. For a person who types a path: looks into one folder, and at most one page of names.
     *
     * @throws TarnException what the storage says; nothing is returned for a folder that is not there
     */
    public java.util.List<String> paths(String prefix) {
        return engine.paths(prefix);
    }

    /** Returns the names of the catalogs that tables can be in, in order. */
    public List<String> catalogs() {
        return engine.catalogs().stream().sorted().toList();
    }

    /** Returns the schema that names without one are looked up in. */
    public String schema() {
        return schema;
    }

    /** Sets the schema that names without one are looked up in, as {@code schema} or {@code catalog.schema}. */
    public void setSchema(String schema) {
        this.schema = java.util.Objects.requireNonNull(schema, "schema");
    }

    /** Returns the most bytes that a statement may read from storage; {@link Long#MAX_VALUE} for any number. */
    public long readLimit() {
        return readLimitBytes;
    }

    /**
     * Sets the most bytes that each statement from now on may read from storage. One that would read more ends with
     * EXCEEDED_READ_LIMIT; what it had begun to read counts, so that no more than that is read.
     */
    public void setReadLimit(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a limit of " + bytes + " bytes");
        }
        readLimitBytes = bytes;
    }

    /** Closes every result that is still open, and ends what is being planned. May be called twice. */
    @Override
    public void close() {
        closed = true;
        planning.forEach(CancelSignal::cancel);
        open.forEach(QueryExecution::close);
    }
}
