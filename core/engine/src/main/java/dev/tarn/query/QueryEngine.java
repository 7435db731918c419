package dev.tarn.query;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.SearchPath;
import dev.tarn.catalog.TableHandle;
import dev.tarn.catalog.write.TableWrite;
import dev.tarn.config.EngineSettings;
import dev.tarn.exec.operator.analyze.CollectOperatorFactory;
import dev.tarn.exec.operator.result.ResultOperatorFactory;
import dev.tarn.exec.operator.result.ResultQueue;
import dev.tarn.exec.pipeline.QueryContext;
import dev.tarn.lower.AnalyzedPlan;
import dev.tarn.lower.ConstantFolder;
import dev.tarn.lower.LocalPlanner;
import dev.tarn.lower.LoweredQuery;
import dev.tarn.lower.LoweredWrite;
import dev.tarn.memory.MemoryUse;
import dev.tarn.memory.QueryMemoryPool;
import dev.tarn.plan.PlannedQuery;
import dev.tarn.plan.QueryPlanner;
import dev.tarn.plan.explain.PlanFormat;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.ReadLimit;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.define.DefinitionExecutor;
import dev.tarn.sql.define.DefinitionResult;
import dev.tarn.sql.parser.ExplainOptions;
import dev.tarn.sql.parser.ParsedStatement;
import dev.tarn.sql.parser.PreparationStatement;
import dev.tarn.sql.parser.ShowStatement;
import dev.tarn.sql.parser.Statement;
import dev.tarn.sql.parser.TarnParser;
import dev.tarn.sql.parser.UpkeepStatement;
import dev.tarn.sql.parser.WriteStatement;
import dev.tarn.sql.validate.ParameterValue;
import dev.tarn.sql.validate.QueryValidator;
import dev.tarn.sql.validate.StatementContext;
import dev.tarn.sql.validate.StatementParameters;
import dev.tarn.sql.validate.ValidatedQuery;
import dev.tarn.sql.validate.ValidatedWrite;
import dev.tarn.sql.validate.WriteValidator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * What all queries of an engine share (settings, memory, threads and the catalog), and the order of their stages: parse,
 * validate, plan, lower, run. Thread-safe.
 */
public final class QueryEngine implements AutoCloseable {
    /** The characters from which on a statement takes a while to parse. */
    private static final int LONG_TEXT = 50_000;

    private static final String PLAN_LABEL = "Query Plan";
    private static final List<OutputColumn> PLAN_COLUMNS = List.of(new OutputColumn(PLAN_LABEL, Type.VARCHAR));

    private static final int MAX_REPLANS = 10;
    private static final String VALID_LABEL = "Valid";
    private static final List<OutputColumn> VALID_COLUMNS = List.of(new OutputColumn(VALID_LABEL, Type.VARCHAR));

    private static final OutputColumn ROWS_COLUMN = new OutputColumn("rows", Type.BIGINT);

    /** Errors of a statement that values of its parameters may cure. */
    private static final Set<ErrorCode> DEPENDS_ON_VALUES = Set.of(
            ErrorCode.TYPE_MISMATCH,
            ErrorCode.INVALID_STATEMENT,
            ErrorCode.INVALID_FUNCTION_ARGUMENT,
            ErrorCode.NOT_SUPPORTED);

    private final EngineSettings settings;
    private final BufferAllocator allocator = new RootAllocator(Long.MAX_VALUE);
    private final BufferAllocator resultAllocator;
    private final EngineThreads threads;
    private final CatalogManager catalog;
    private final AtomicLong queryNumber = new AtomicLong();
    private final Set<QueryExecution> running = ConcurrentHashMap.newKeySet();
    private final StartGate gate = new StartGate();

    public QueryEngine(EngineSettings settings) {
        this.settings = settings;
        this.catalog = CatalogManager.discover(settings.storage(), settings.catalog());
        this.resultAllocator = allocator.newChildAllocator("results", 0, Long.MAX_VALUE);
        this.threads = new EngineThreads(settings);
    }

    public EngineSettings settings() {
        return settings;
    }

    /**
     * Plans a statement and begins to run it; names without a schema are looked up in {@code schema}.
     *
     * @param signal ends the statement, its planning included
     * @param prepared the statements that the session keeps
     * @throws TarnException what is wrong with the statement; CLOSED if the engine is; QUERY_CANCELLED if it was cancelled
     *     before it ran
     */
    public QueryExecution start(
            String sql, String schema, CancelSignal signal, StatementOptions options, PreparedStatements prepared) {
        return start(queryId -> {
            long begin = System.nanoTime();
            ParsedStatement statement = parse(sql, signal);
            return statement.definition().orElse(null) instanceof PreparationStatement preparation
                    ? start(queryId, preparation, schema, signal, options, prepared)
                    : start(queryId, statement, schema, signal, options, begin);
        });
    }

    /** Parses a statement; whoever cancels a very long one does not wait for that. */
    private ParsedStatement parse(String sql, CancelSignal signal) {
        signal.check();
        return sql.length() < LONG_TEXT
                ? TarnParser.parse(sql)
                : threads.planners().run(signal, () -> TarnParser.parse(sql));
    }

    private QueryExecution start(Function<String, QueryExecution> begin) {
        gate.enter();
        try {
            return numbered(begin);
        } finally {
            gate.leave();
        }
    }

    private QueryExecution numbered(Function<String, QueryExecution> begin) {
        String queryId = "query-" + queryNumber.incrementAndGet();
        try {
            return begin.apply(queryId);
        } catch (TarnException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new TarnException(
                    ErrorCode.INTERNAL_ERROR,
                    queryId + " cannot be planned because of a bug in Tarn, please report it: " + e,
                    e);
        }
    }

    /**
     * Runs a statement that writes a row of parameters once for many rows of values.
     *
     * @param readLimitBytes the most bytes that it may read from storage
     * @param types the types of the parameters
     * @param rows values of these types or NULL
     * @return empty if the statement is none that writes one row of parameters, so that it has to be run for each
     * @throws TarnException as {@link #start} does
     */
    public Optional<QueryExecution> startRows(
            String sql,
            String schema,
            CancelSignal signal,
            long readLimitBytes,
            List<Type> types,
            List<List<ParameterValue>> rows) {
        ParsedStatement statement = parse(sql, signal);
        if (statement.kind() != ParsedStatement.Kind.WRITE
                || !(statement.definition().orElse(null) instanceof WriteStatement.Insert)) {
            return Optional.empty();
        }
        return Optional.ofNullable(start(queryId -> {
            QueryPhases phases = new QueryPhases();
            StatementContext context = context(schema, StatementParameters.ofTypes(types));
            PlannedWrite plan = planned(signal, statement, insert -> {
                ValidatedWrite validated = WriteValidator.validate(insert, context);
                PlannedQuery planned = QueryPlanner.planRows(validated, ConstantFolder.context(), types, rows)
                        .orElse(null);
                return new PlannedWrite(validated, planned);
            });
            return plan.planned == null
                    ? null
                    : write(queryId, signal, statement, plan, phases, new ReadLimit(readLimitBytes));
        }));
    }

    private QueryExecution start(
            String queryId,
            PreparationStatement preparation,
            String schema,
            CancelSignal signal,
            StatementOptions options,
            PreparedStatements prepared) {
        long begin = System.nanoTime();
        if (preparation instanceof PreparationStatement.Execute execute) {
            ParsedStatement statement = prepared.statement(execute);
            StatementOptions bound = options.with(StatementParameters.of(execute.values()));
            return prepared.blaming(execute, () -> start(queryId, statement, schema, signal, bound, begin));
        }
        prepared.run(preparation);
        QueryPhases phases = new QueryPhases();
        phases.parsed(System.nanoTime() - begin);
        DefinitionResult nothing = DefinitionResult.nothing();
        return rows(queryId, phases, nothing.columnNames(), nothing.rows(), true);
    }

    private QueryExecution start(
            String queryId,
            ParsedStatement statement,
            String schema,
            CancelSignal signal,
            StatementOptions options,
            long begin) {
        QueryPhases phases = new QueryPhases();
        StatementContext context = context(schema, options.parameters());
        if (statement.definition().orElse(null) instanceof UpkeepStatement.Analyze analyze) {
            PlannedAnalysis plan = threads.planners().run(signal, () -> {
                Analysis analysis = new Analysis(analyze, context);
                ParsedStatement query = TarnParser.parse(analysis.sql());
                return new PlannedAnalysis(analysis, plan(query, context, phases, begin, StatementOptions.ALL_ROWS));
            });
            return analyze(queryId, plan.analysis, plan.plan, phases, options.readLimit());
        }
        if (statement.kind() == ParsedStatement.Kind.DEFINITION) {
            return define(queryId, statement, context, signal, phases, begin);
        }
        if (statement.definition().orElse(null) instanceof WriteStatement) {
            PlannedWrite plan = planned(signal, statement, write -> planWrite(write, context, phases, begin));
            return write(queryId, signal, statement, plan, phases, options.readLimit());
        }
        Planned plan = planned(signal, statement, query -> plan(query, context, phases, begin, options.maxRows()));
        return switch (statement.kind()) {
            case EXPLAIN -> explained(queryId, phases, statement.explain(), plan.planned);
            case EXPLAIN_ANALYZE -> run(queryId, plan, phases, options.readLimit(), format(statement.explain()));
            default -> run(queryId, plan, phases, options.readLimit(), null);
        };
    }

    /** Plans, and does so again if a table was changed while it was looked at; planning uses a statement up. */
    private <T> T planned(CancelSignal signal, ParsedStatement statement, Function<ParsedStatement, T> planning) {
        for (int again = 0; ; again++) {
            ParsedStatement fresh = again == 0 ? statement : TarnParser.parse(statement.text(), statement.start());
            try {
                return threads.planners().run(signal, () -> planning.apply(fresh));
            } catch (TarnException e) {
                if (e.code() != ErrorCode.CONFLICT || again == MAX_REPLANS) {
                    throw e;
                }
            }
        }
    }

    /** ANALYZE, and the plan of its query. */
    private record PlannedAnalysis(Analysis analysis, Planned plan) {}

    /** A statement, and the plan of it. */
    private record Planned(ValidatedQuery validated, PlannedQuery planned) {}

    private static Planned plan(
            ParsedStatement statement, StatementContext context, QueryPhases phases, long begin, long maxRows) {
        ValidatedQuery validated = QueryValidator.validate(statement, context);
        long parsed = System.nanoTime();
        phases.parsed(parsed - begin);
        PlannedQuery planned = QueryPlanner.plan(validated, ConstantFolder.context(), maxRows);
        phases.planned(System.nanoTime() - parsed);
        return new Planned(validated, planned);
    }

    /** A statement that writes; without a plan if it has no rows to write. */
    private record PlannedWrite(ValidatedWrite validated, PlannedQuery planned) {}

    private static PlannedWrite planWrite(
            ParsedStatement statement, StatementContext context, QueryPhases phases, long begin) {
        ValidatedWrite validated = WriteValidator.validate(statement, context);
        long parsed = System.nanoTime();
        phases.parsed(parsed - begin);
        if (validated.isDone()) {
            return new PlannedWrite(validated, null);
        }
        PlannedQuery planned = QueryPlanner.plan(validated, ConstantFolder.context());
        phases.planned(System.nanoTime() - parsed);
        return new PlannedWrite(validated, planned);
    }

    /** Beginning a write looks at its folder and changes the catalog. */
    private QueryExecution write(
            String queryId,
            CancelSignal signal,
            ParsedStatement statement,
            PlannedWrite plan,
            QueryPhases phases,
            ReadLimit limit) {
        return threads.planners().runToEnd(signal, () -> write(queryId, statement, plan, phases, limit));
    }

    private QueryExecution write(
            String queryId, ParsedStatement statement, PlannedWrite plan, QueryPhases phases, ReadLimit limit) {
        ValidatedWrite validated = plan.validated;
        ParsedStatement.Kind kind = statement.kind();
        if (kind == ParsedStatement.Kind.EXPLAIN) {
            return validated.isDone()
                    ? text(queryId, phases, "Nothing to do: the table exists already")
                    : explained(queryId, phases, statement.explain(), plan.planned);
        }
        if (validated.isDone() || !validated.withData()) {
            if (!validated.isDone()) {
                TableWrite.begin(catalog.own(), validated.target()).commit(List.of());
            }
            phases.executionBegins();
            ResultStream none = new RowCounts(resultAllocator, ROWS_COLUMN.label(), 0);
            ScanTotals scans = new ScanTotals(List.of(), List.of());
            return register(new QueryExecution(queryId, List.of(ROWS_COLUMN), scans, phases, MemoryUse.NONE, none))
                    .asWrite();
        }
        boolean analyze = kind == ParsedStatement.Kind.EXPLAIN_ANALYZE;
        return run(queryId, plan, phases, limit, analyze ? format(statement.explain()) : null);
    }

    /** @param analyze how to tell what was counted; null to answer the rows */
    private QueryExecution run(
            String queryId, PlannedWrite plan, QueryPhases phases, ReadLimit limit, PlanFormat analyze) {
        PlannedQuery planned = plan.planned;
        TableWrite write = TableWrite.begin(catalog.own(), plan.validated.target());
        QueryMemoryPool memory = new QueryMemoryPool(allocator, queryId, settings.memoryLimitBytes());
        QueryContext context = new QueryContext(memory, limit, threads.io(), settings.batchSize(), settings.threads());
        LoweredWrite lowered;
        try {
            lowered = LocalPlanner.lower(planned, context, write, settings.targetFileBytes(), settings.tempFolder());
        } catch (RuntimeException e) {
            context.close();
            memory.close();
            write.abort(List.of());
            throw e;
        }
        phases.executionBegins();
        ResultStream results = WriteResults.start(
                threads,
                context,
                lowered.query().pipelines(),
                new WriteOutcome(write, lowered.files()),
                resultAllocator,
                List.of(ROWS_COLUMN),
                phases::executionEnds);
        List<Table> tables =
                plan.validated.query().tables().stream().map(TableHandle::table).toList();
        ScanTotals scans = new ScanTotals(lowered.query().scans().values(), tables);
        List<OutputColumn> columns = List.of(ROWS_COLUMN);
        if (analyze != null) {
            columns = PLAN_COLUMNS;
            results = new PlanResults(
                    results,
                    resultAllocator,
                    columns,
                    () -> AnalyzedPlan.explain(planned, analyze, lowered.query(), context, StorageText.of(scans)));
        }
        QueryExecution execution = new QueryExecution(queryId, columns, scans, phases, memory, results);
        return register(analyze == null ? execution.asWrite(lowered.files()) : execution);
    }

    private QueryExecution analyze(
            String queryId, Analysis analysis, Planned plan, QueryPhases phases, ReadLimit limit) {
        QueryMemoryPool memory = new QueryMemoryPool(allocator, queryId, settings.memoryLimitBytes());
        QueryContext context = new QueryContext(memory, limit, threads.io(), settings.batchSize(), settings.threads());
        CollectOperatorFactory sink = analysis.sink();
        TableHandle table = plan.validated.tables().iterator().next();
        WriteResults.Outcome outcome;
        LoweredQuery lowered;
        try {
            outcome = analysis.outcome(sink, table);
            lowered = LocalPlanner.lower(plan.planned, context, sink);
        } catch (RuntimeException e) {
            context.close();
            memory.close();
            throw e;
        }
        phases.executionBegins();
        List<OutputColumn> columns = List.of(ROWS_COLUMN);
        ResultStream results = WriteResults.start(
                threads, context, lowered.pipelines(), outcome, resultAllocator, columns, phases::executionEnds);
        ScanTotals scans = new ScanTotals(lowered.scans().values(), List.of(table.table()));
        return register(new QueryExecution(queryId, columns, scans, phases, memory, results));
    }

    private QueryExecution define(
            String queryId,
            ParsedStatement statement,
            StatementContext context,
            CancelSignal signal,
            QueryPhases phases,
            long begin) {
        phases.parsed(System.nanoTime() - begin);
        Statement definition = statement.definition().orElseThrow();
        DefinitionResult result =
                threads.planners().runToEnd(signal, () -> DefinitionExecutor.run(definition, context, signal::check));
        boolean done = !(definition instanceof ShowStatement);
        return rows(queryId, phases, result.columnNames(), result.rows(), done);
    }

    private StatementContext context(String schema, StatementParameters parameters) {
        return new StatementContext(catalog, searchPath(schema), settings.timeZone(), Instant.now(), parameters);
    }

    /** Reads {@code schema} or {@code catalog.schema}. */
    private static SearchPath searchPath(String schema) {
        String lower = schema.toLowerCase(Locale.ROOT);
        int dot = lower.indexOf('.');
        return dot < 0
                ? new SearchPath(CatalogManager.OWN_CATALOG, lower)
                : new SearchPath(lower.substring(0, dot), lower.substring(dot + 1));
    }

    /**
     * Returns the columns that a query would have, and the types that its parameters would have; no columns for a statement
     * that has no rows. What depends on the values of parameters is left open.
     *
     * @param signal ends the planning
     * @throws TarnException what is wrong with the statement; QUERY_CANCELLED; CLOSED
     */
    public StatementDescription describe(String sql, String schema, CancelSignal signal, PreparedStatements prepared) {
        signal.check();
        return threads.planners().run(signal, () -> describe(sql, schema, prepared));
    }

    private StatementDescription describe(String sql, String schema, PreparedStatements prepared) {
        ParsedStatement statement = TarnParser.parse(sql);
        if (statement.definition().orElse(null) instanceof PreparationStatement.Execute execute) {
            StatementParameters values = StatementParameters.of(execute.values());
            return prepared.blaming(
                    execute, () -> describe(prepared.statement(execute), context(schema, values), List.of()));
        }
        if (statement.kind() == ParsedStatement.Kind.DEFINITION) {
            return new StatementDescription(List.of(), false, List.of());
        }
        int parameters = StatementParameters.count(statement.query().orElseThrow());
        List<Type> unknown = Collections.nCopies(parameters, Type.UNKNOWN);
        return describe(statement, context(schema, StatementParameters.inferring()), unknown);
    }

    private static StatementDescription describe(
            ParsedStatement statement, StatementContext context, List<Type> parameters) {
        List<OutputColumn> columns;
        List<Type> types = new ArrayList<>(parameters);
        try {
            boolean writes = statement.definition().isPresent();
            ValidatedQuery query = writes
                    ? WriteValidator.validate(statement, context).query()
                    : QueryValidator.validate(statement, context);
            columns = columns(query.labels(), query.types());
            for (int i = 0; i < query.parameterTypes().size(); i++) {
                types.set(i, query.parameterTypes().get(i));
            }
        } catch (TarnException e) {
            if (parameters.isEmpty() || !DEPENDS_ON_VALUES.contains(e.code())) {
                throw e;
            }
            columns = List.of();
        } catch (UnsupportedOperationException e) {
            // Calcite's way to say that a parameter stands where it does not look for one.
            columns = List.of();
        }
        return switch (statement.kind()) {
            case EXPLAIN ->
                new StatementDescription(
                        statement.explain().type() == ExplainOptions.Type.VALIDATE ? VALID_COLUMNS : PLAN_COLUMNS,
                        false,
                        types);
            case EXPLAIN_ANALYZE -> new StatementDescription(PLAN_COLUMNS, false, types);
            case WRITE -> new StatementDescription(List.of(ROWS_COLUMN), true, types);
            default -> new StatementDescription(columns, false, types);
        };
    }

    /** Returns the names of the catalogs. */
    public List<String> catalogs() {
        return catalog.catalogs();
    }

    /** Returns the files and folders whose paths begin with {@code prefix}; folders end with a slash. */
    public List<String> paths(String prefix) {
        return catalog.paths(prefix);
    }

    private static List<OutputColumn> columns(List<String> labels, List<Type> types) {
        List<OutputColumn> columns = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            columns.add(new OutputColumn(labels.get(i), types.get(i)));
        }
        return columns;
    }

    private QueryExecution run(String queryId, Planned plan, QueryPhases phases, ReadLimit limit, PlanFormat analyze) {
        PlannedQuery planned = plan.planned;
        QueryMemoryPool memory = new QueryMemoryPool(allocator, queryId, settings.memoryLimitBytes());
        QueryContext context = new QueryContext(memory, limit, threads.io(), settings.batchSize(), settings.threads());
        ResultQueue queue =
                new ResultQueue(resultAllocator, settings.resultBufferBytes(), planned.labels(), planned.types());
        LoweredQuery lowered;
        try {
            lowered = LocalPlanner.lower(planned, context, new ResultOperatorFactory(queue));
        } catch (RuntimeException e) {
            context.close();
            memory.close();
            throw e;
        }
        phases.executionBegins();
        ResultStream results =
                PipelineResults.start(threads.workers(), context, lowered.pipelines(), queue, phases::executionEnds);
        List<OutputColumn> columns = columns(planned.labels(), planned.types());
        List<Table> tables =
                plan.validated.tables().stream().map(TableHandle::table).toList();
        ScanTotals scans = new ScanTotals(lowered.scans().values(), tables);
        if (analyze != null) {
            columns = PLAN_COLUMNS;
            results = new PlanResults(
                    results,
                    resultAllocator,
                    columns,
                    () -> AnalyzedPlan.explain(planned, analyze, lowered, context, StorageText.of(scans)));
        }
        return register(new QueryExecution(queryId, columns, scans, phases, memory, results));
    }

    private QueryExecution register(QueryExecution execution) {
        running.add(execution);
        execution.whenClosed(() -> running.remove(execution));
        return execution;
    }

    private QueryExecution explained(String queryId, QueryPhases phases, ExplainOptions options, PlannedQuery planned) {
        return options.type() == ExplainOptions.Type.VALIDATE
                ? rows(
                        queryId,
                        phases,
                        List.of(VALID_LABEL),
                        List.of(List.of("true")).iterator(),
                        false)
                : text(
                        queryId,
                        phases,
                        options.type() == ExplainOptions.Type.IO
                                ? planned.explainInputOutput()
                                : planned.explain(format(options)));
    }

    private static PlanFormat format(ExplainOptions options) {
        return switch (options.format()) {
            case TEXT -> PlanFormat.TEXT;
            case JSON -> PlanFormat.JSON;
            case GRAPHVIZ -> PlanFormat.GRAPHVIZ;
        };
    }

    private QueryExecution text(String queryId, QueryPhases phases, String text) {
        List<List<String>> lines = text.lines().map(List::of).toList();
        return rows(queryId, phases, List.of(PLAN_LABEL), lines.iterator(), false);
    }

    /** @param done whether they tell what has been done, so that a cancel comes too late */
    private QueryExecution rows(
            String queryId, QueryPhases phases, List<String> labels, Iterator<List<String>> rows, boolean done) {
        List<OutputColumn> columns = labels.stream()
                .map(label -> new OutputColumn(label, Type.VARCHAR))
                .toList();
        phases.executionBegins();
        return register(new QueryExecution(
                queryId,
                columns,
                new ScanTotals(List.of(), List.of()),
                phases,
                MemoryUse.NONE,
                new TextRows(resultAllocator, columns, rows, done)));
    }

    @Override
    public void close() {
        if (!gate.close()) {
            return;
        }
        threads.planners().close();
        gate.awaitEmpty();
        running.forEach(QueryExecution::cancel);
        running.forEach(QueryExecution::close);
        threads.close();
        catalog.close();
        resultAllocator.close();
        allocator.close();
    }
}
