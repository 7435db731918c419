package dev.tarn.shell.complete;

import dev.tarn.Session;
import dev.tarn.shell.session.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What can be named in statements, as far as somebody who types wants to know it. The catalog and storages are asked on
 * other threads; who types waits for them no longer than {@link #begin} says, and gets what is known by then: an answer that
 * comes later is there the next time. Answers are kept until {@link #forget}. What fails is told by {@link #takeProblem}
 * once. Asked by one thread.
 */
public final class CatalogView {
    private static final Duration PATIENCE = Duration.ofMillis(1_500);
    private static final int MOST_QUESTIONS = 4;
    private static final int MOST_VALUES = 500;
    private static final long IDLE_SECONDS = 10;

    private final Database database;
    private final Duration patience;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Boolean> told = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor executor;
    private long deadline;
    private boolean isLate;
    private String problem;

    /** An answer that may still be waited for; {@code isOld} if it is to be asked for again. */
    private record Answer(CompletableFuture<List<NamedType>> future, List<NamedType> before, boolean isOld) {}

    /** A question. */
    @FunctionalInterface
    private interface Question {
        List<NamedType> ask() throws SQLException;
    }

    public CatalogView(Database database) {
        this(database, PATIENCE);
    }

    /** Makes a view that waits so long for answers. */
    CatalogView(Database database, Duration patience) {
        this.database = database;
        this.patience = patience;
        executor = new ThreadPoolExecutor(
                MOST_QUESTIONS, MOST_QUESTIONS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "tarn-completion");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /** Says that somebody begins to wait for answers now. */
    void begin() {
        deadline = System.nanoTime() + patience.toNanos();
        isLate = false;
        problem = null;
    }

    /** Says that what is known may have changed: it is asked for again when it is needed. */
    public void forget() {
        answers.replaceAll((key, answer) -> new Answer(answer.future, answer.before, true));
    }

    /** Returns whether an answer since {@link #begin} did not come in time. */
    boolean isLate() {
        return isLate;
    }

    /** Returns what went wrong since {@link #begin}, if that was not told before. */
    Optional<String> takeProblem() {
        String message = problem;
        problem = null;
        return message != null && told.put(message, true) == null ? Optional.of(message) : Optional.empty();
    }

    private List<NamedType> ask(String key, boolean tells, Question question) {
        Answer answer = answers.compute(key, (name, known) -> {
            if (known != null && (!known.isOld || !known.future.isDone())) {
                return known;
            }
            List<NamedType> before =
                    known == null || known.future.isCompletedExceptionally() ? List.of() : known.future.join();
            return new Answer(start(question), before, false);
        });
        try {
            return answer.future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            isLate = true;
        } catch (InterruptedException e) {
            // Whoever typed has pressed Ctrl-C.
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // Most often the statement is not finished; only what storages say is of interest.
            if (tells) {
                problem = String.valueOf(e.getCause().getMessage());
            }
        }
        return answer.before;
    }

    private CompletableFuture<List<NamedType>> start(Question question) {
        CompletableFuture<List<NamedType>> future = new CompletableFuture<>();
        executor.execute(() -> {
            try {
                future.complete(question.ask());
            } catch (SQLException | RuntimeException e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    private List<NamedType> firstColumn(String sql) throws SQLException {
        return named(database.query(sql).stream().map(row -> row.get(0)).toList());
    }

    private static List<NamedType> named(List<String> names) {
        return names.stream().map(name -> new NamedType(name, "")).toList();
    }

    private static List<String> names(List<NamedType> named) {
        return named.stream().map(NamedType::name).toList();
    }

    /** Returns the catalogs' names. */
    List<String> catalogs() {
        return names(ask("catalogs", false, () -> named(database.catalogs())));
    }

    /** Returns the schemas of a catalog, or of the own one for an empty name. */
    List<String> schemas(String catalog) {
        String sql = catalog.isEmpty() ? "SHOW SCHEMAS" : "SHOW SCHEMAS IN " + catalog;
        return names(ask("schemas " + catalog, false, () -> firstColumn(sql)));
    }

    /** Returns the tables and views of a schema, or of the current one for an empty name; views have a type. */
    List<NamedType> relations(String schema) {
        String name = schema.isEmpty() ? database.schema() : schema;
        int dot = name.lastIndexOf('.');
        String sql = "SELECT table_name, table_type FROM " + name.substring(0, dot + 1)
                + "information_schema.tables WHERE table_schema = '"
                + SqlTokens.plain(name.substring(dot + 1)).replace("'", "''") + "'";
        return ask("relations " + name, false, () -> database.query(sql).stream()
                .map(row -> new NamedType(row.get(0), row.get(1).equals("VIEW") ? "view" : ""))
                .toList());
    }

    /** Returns the columns of a query. */
    List<NamedType> columns(String query) {
        return ask("columns " + query, false, () -> readColumns(query));
    }

    private List<NamedType> readColumns(String query) throws SQLException {
        List<NamedType> columns = new ArrayList<>();
        try (PreparedStatement statement = database.connection().prepareStatement(query)) {
            ResultSetMetaData metaData = statement.getMetaData();
            for (int column = 1; metaData != null && column <= metaData.getColumnCount(); column++) {
                columns.add(new NamedType(metaData.getColumnLabel(column), metaData.getColumnTypeName(column)));
            }
        }
        return columns;
    }

    /** Returns the columns that a table is partitioned by, none where it is not. */
    List<NamedType> partitionColumns(String table) {
        return columns("SELECT * FROM " + partitions(table));
    }

    /** Returns some values of a partition column, in order. */
    List<String> partitionValues(String table, String column) {
        String sql = "SELECT DISTINCT " + column + " FROM " + partitions(table) + " WHERE " + column
                + " IS NOT NULL ORDER BY 1 LIMIT " + MOST_VALUES;
        return names(ask("values " + sql, false, () -> firstColumn(sql)));
    }

    private static String partitions(String table) {
        int dot = table.lastIndexOf('.');
        return table.substring(0, dot + 1) + '"'
                + SqlTokens.plain(table.substring(dot + 1)).replace("\"", "\"\"") + "$partitions\"";
    }

    /** Returns the files and folders whose paths begin so. */
    List<String> paths(String prefix) {
        return names(ask("paths " + prefix, true, () -> {
            Connection connection = database.connection();
            return connection.isWrapperFor(Session.class)
                    ? named(connection.unwrap(Session.class).paths(prefix))
                    : List.of();
        }));
    }
}
