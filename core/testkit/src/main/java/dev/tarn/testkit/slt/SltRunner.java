package dev.tarn.testkit.slt;

import dev.tarn.spi.error.TarnException;
import dev.tarn.testkit.DuckDbOracle;
import dev.tarn.testkit.SqlResult;
import dev.tarn.testkit.SqlSession;
import dev.tarn.testkit.ValueText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Runs a file's records in Tarn and compares; or completes the file, writing what the oracle answers.
 *
 * <p>What runs where: every record but those for DuckDB alone runs in Tarn. Statements for DuckDB alone always run there,
 * before what follows them: they make the files that a test reads. Everything else runs in DuckDB only when a file is
 * completed. {@code ${name}} in SQL stands for a variable, {@code $${name}} for
 * itself.
 *
 * <p>Completing ({@code -Dslt.complete}) rewrites the rows of every query from the oracle, but for queries that cite
 * Trino, which stay as they are, and plans, which come from Tarn, and fails where it changed nothing but Tarn differs.
 */
public final class SltRunner {
    /** The system property that turns running into completing. */
    public static final String COMPLETE_PROPERTY = "slt.complete";

    private static final int SHOWN_FAILURES = 10;
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{(\\w+)}");

    private final Supplier<? extends SqlSession> sessions;
    private final Map<String, String> variables;
    private final boolean complete;

    /**
     * Makes a runner.
     *
     * @param sessions opens a session in Tarn, one a file
     * @param variables what {@code ${name}} stands for
     */
    public SltRunner(Supplier<? extends SqlSession> sessions, Map<String, String> variables) {
        this(sessions, variables, System.getProperty(COMPLETE_PROPERTY) != null);
    }

    SltRunner(Supplier<? extends SqlSession> sessions, Map<String, String> variables, boolean complete) {
        this.sessions = sessions;
        this.variables = Map.copyOf(variables);
        this.complete = complete;
    }

    /**
     * Runs or completes a file.
     *
     * @throws AssertionError naming the file and line of each record that failed, what was expected and what came
     */
    public void run(Path path) {
        SltFile file = SltFile.read(path);
        List<String> failures = new ArrayList<>();
        Map<Integer, List<String>> completed = new TreeMap<>(Collections.reverseOrder());
        try (Oracle oracle = new Oracle();
                SqlSession session = sessions.get()) {
            for (SltRecord record : file.records()) {
                String failure = run(record, session, oracle, completed);
                if (failure != null) {
                    failures.add(path + ":" + record.line() + ": " + failure + "\n  " + record.sql());
                }
            }
        }
        if (complete) {
            write(file, completed);
        }
        if (!failures.isEmpty()) {
            int shown = complete ? failures.size() : Math.min(failures.size(), SHOWN_FAILURES);
            throw new AssertionError(failures.size() + " of " + file.records().size() + " records failed\n"
                    + String.join("\n", failures.subList(0, shown)));
        }
    }

    /** Opens DuckDB when it is first needed. */
    private static final class Oracle implements AutoCloseable {
        private DuckDbOracle duckDb;

        SqlResult execute(String sql) {
            if (duckDb == null) {
                duckDb = DuckDbOracle.open();
            }
            return duckDb.execute(sql);
        }

        @Override
        public void close() {
            if (duckDb != null) {
                duckDb.close();
            }
        }
    }

    /** Returns what went wrong, or null. */
    private String run(SltRecord record, SqlSession session, Oracle oracle, Map<Integer, List<String>> completed) {
        String sql = substituted(record.sql());
        try {
            if (record instanceof SltRecord.Query query) {
                List<String> expected = complete ? completedRows(query, session, oracle) : query.expected();
                completed.put(query.expectedFrom(), expected);
                return record.engines().runsInTarn() ? difference(query, expected, session.execute(sql)) : null;
            }
            if (record instanceof SltRecord.Failure failure) {
                return failure(failure, session, sql);
            }
            if (record.engines() == SltRecord.Engines.ONLY_DUCKDB
                    || complete && record.engines().runsInOracle()) {
                oracle.execute(sql);
            }
            if (record.engines().runsInTarn()) {
                session.execute(sql);
            }
            return null;
        } catch (TarnException e) {
            return "failed with " + e.getMessage();
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            StackTraceElement[] trace = e.getStackTrace();
            return "failed with " + e + (trace.length > 0 ? " at " + trace[0] : "");
        }
    }

    private static String failure(SltRecord.Failure failure, SqlSession session, String sql) {
        try {
            SqlResult result = session.execute(sql);
            return "expected " + failure.code() + ", got " + result.rows().size() + " rows " + rows(result, null);
        } catch (TarnException e) {
            if (e.code() != failure.code()) {
                return "expected " + failure.code() + ", got " + e.getMessage();
            }
            if (failure.message() != null
                    && !failure.message().matcher(e.getMessage()).find()) {
                return "expected a message with /" + failure.message() + "/, got " + e.getMessage();
            }
            return null;
        }
    }

    private List<String> completedRows(SltRecord.Query query, SqlSession session, Oracle oracle) {
        if (query.citation() != null || !query.engines().runsInOracle()) {
            return query.expected();
        }
        if (query.isPlan()) {
            return planLines(session.execute(substituted(query.sql())));
        }
        String sql = substituted(query.oracleSql() == null ? query.sql() : query.oracleSql());
        List<String> rows = rows(oracle.execute(sql), query.types());
        if (query.sortMode() == SltRecord.SortMode.VALUESORT) {
            rows = values(rows);
        }
        if (query.sortMode() != SltRecord.SortMode.NOSORT) {
            Collections.sort(rows);
        }
        return rows;
    }

    private static String difference(SltRecord.Query query, List<String> expected, SqlResult result) {
        if (!query.types().match(result.types())) {
            return "expected types " + query.types() + ", got "
                    + String.join(
                            ",", result.types().stream().map(Object::toString).toList());
        }
        List<String> left = new ArrayList<>(expected);
        List<String> right = query.isPlan() ? planLines(result) : rows(result, null);
        if (query.sortMode() == SltRecord.SortMode.VALUESORT) {
            left = values(left);
            right = values(right);
        }
        if (query.sortMode() != SltRecord.SortMode.NOSORT) {
            left.sort(SltComparison.BY_ROUNDED_VALUES);
            right.sort(SltComparison.BY_ROUNDED_VALUES);
        }
        if (left.size() == right.size()) {
            int same = 0;
            while (same < left.size() && SltComparison.sameRow(left.get(same), right.get(same), result.types())) {
                same++;
            }
            if (same == left.size()) {
                return null;
            }
        }
        return "expected\n    " + String.join("\n    ", left) + "\n  got\n    " + String.join("\n    ", right);
    }

    private static List<String> values(List<String> rows) {
        List<String> values = new ArrayList<>();
        rows.forEach(row -> values.addAll(List.of(row.split("\t", -1))));
        return values;
    }

    /** Shows rows; those of the oracle as the types that the record declares: with their scales, dates as dates. */
    private static List<String> rows(SqlResult result, SltTypes declared) {
        List<String> lines = new ArrayList<>();
        for (List<Object> row : result.rows()) {
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                Object value = row.get(i);
                int scale = declared == null || i >= declared.columns().size() ? -1 : declared.scale(i);
                if (scale >= 0 && value instanceof Number number) {
                    value = new BigDecimal(number.toString()).setScale(scale, RoundingMode.HALF_UP);
                }
                if (declared != null && declared.isDate(i) && value instanceof LocalDateTime timestamp) {
                    value = timestamp.toLocalDate();
                }
                fields.add(ValueText.of(value));
            }
            lines.add(String.join("\t", fields));
        }
        return lines;
    }

    private static List<String> planLines(SqlResult result) {
        List<String> lines = new ArrayList<>();
        result.rows().forEach(row -> String.valueOf(row.get(0)).lines().forEach(lines::add));
        lines.removeIf(String::isBlank);
        return lines;
    }

    private String substituted(String sql) {
        return VARIABLE.matcher(sql)
                .replaceAll(match -> {
                    String value = variables.get(match.group(1));
                    if (value == null) {
                        throw new IllegalArgumentException("there is no variable " + match.group());
                    }
                    return java.util.regex.Matcher.quoteReplacement(value);
                })
                .replace("$${", "${");
    }

    private static void write(SltFile file, Map<Integer, List<String>> completed) {
        List<String> lines = new ArrayList<>(file.lines());
        // Last first, so that the line numbers of those before stay true.
        for (Map.Entry<Integer, List<String>> entry : completed.entrySet()) {
            int from = entry.getKey();
            int to = from;
            while (to < lines.size() && !lines.get(to).isBlank()) {
                to++;
            }
            lines.subList(from, to).clear();
            lines.addAll(from, entry.getValue());
        }
        try {
            Files.write(file.path(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
