package dev.tarn.shell.session;

import dev.tarn.shell.progress.ProgressMonitor;
import dev.tarn.shell.progress.ProgressReader;
import dev.tarn.shell.progress.ProgressView;
import dev.tarn.shell.render.Column;
import dev.tarn.shell.render.Format;
import dev.tarn.shell.render.RenderOptions;
import dev.tarn.shell.render.Renderer;
import dev.tarn.shell.render.ResultRows;
import dev.tarn.shell.render.Rows;
import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** Runs statements and writes what they answer. One thread runs them, any may cancel. */
public final class QueryRunner {
    private static final String PLAN_LABEL = "Query Plan";

    private final ShellSession session;
    private final ProgressView progress;
    private volatile Statement running;
    private boolean interrupted;

    QueryRunner(ShellSession session, ProgressView progress) {
        this.session = session;
        this.progress = progress;
    }

    /** Cancels the statement that runs; returns whether there is one. */
    public boolean cancel() {
        Statement statement = running;
        if (statement == null) {
            return false;
        }
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It ended at the same moment.
            return false;
        }
        return true;
    }

    /** Cancels what runs, and ends pauses and scripts too, until {@link #resume}. */
    public synchronized void interrupt() {
        interrupted = true;
        notifyAll();
        cancel();
    }

    /** Says that a person has typed something new, which is to run. */
    public synchronized void resume() {
        interrupted = false;
    }

    /** Returns whether what runs was interrupted. */
    public synchronized boolean isInterrupted() {
        return interrupted;
    }

    /** Waits; returns false when it was interrupted. */
    public synchronized boolean pause(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toMillis(); !interrupted && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return !interrupted;
    }

    /** Writes rows that no statement gave, as the settings say. */
    public void show(Rows rows) throws SQLException, IOException {
        try (Output.Destination target = session.output().next(null)) {
            session.output().beginResult();
            RenderOptions options =
                    session.settings().renderOptions(session.output().lineWidth());
            session.settings().format().renderer(options).write(rows, target.writer());
        }
    }

    /**
     * Runs a statement, with the variables' values in it, and writes its rows as the settings say.
     *
     * @throws SQLException what is wrong with it
     * @throws IOException if the rows cannot be written
     */
    public void run(String sql) throws SQLException, IOException {
        run(sql, session.settings().format());
    }

    /** Runs a statement as {@link #run(String)} does, in another format. */
    public void run(String sql, Format format) throws SQLException, IOException {
        session.setLastQuery(sql);
        read(sql, (rows, statement) -> {
            try (Output.Destination target =
                    session.output().next(Pagers.command(session.settings().get(Setting.PAGER)))) {
                write(rows, format, target.writer(), statement);
            } catch (PagedWriter.PagerClosedException e) {
                cancel();
            }
        });
    }

    /** What is done with the rows of a statement; {@code rows} is null for a statement that has none. */
    @FunctionalInterface
    public interface RowsReader {
        void read(Rows rows, Execution execution) throws SQLException, IOException;
    }

    /**
     * A statement that runs.
     *
     * @param statement the statement
     * @param start when it began, by {@link System#nanoTime}
     */
    public record Execution(Statement statement, long start) {
        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    /** Runs a statement, with the variables' values in it, with its progress shown, and gives its rows to {@code reader}. */
    public void read(String sql, RowsReader reader) throws SQLException, IOException {
        String text = session.variables().substitute(sql);
        if (session.isSafe()) {
            SafeStatements.check(text);
        }
        long start = System.nanoTime();
        try (Statement statement = session.database().connection().createStatement()) {
            boolean shows = session.settings().isOn(Setting.PROGRESS);
            ProgressMonitor monitor = new ProgressMonitor(
                    statement,
                    shows ? progress : ProgressView.NONE,
                    session.settings().budgetBytes());
            running = statement;
            try {
                boolean hasRows = statement.execute(text);
                try (ResultSet result = hasRows ? statement.getResultSet() : null) {
                    boolean stops = session.output().isToTerminal();
                    Rows rows = hasRows ? new WatchedRows(new ResultRows(result), stops ? monitor : null) : null;
                    reader.read(rows, new Execution(statement, start));
                }
            } catch (SQLException e) {
                throw monitor.wasOverBudget() ? overBudget(e) : e;
            } finally {
                running = null;
                monitor.stop();
            }
        }
    }

    private SQLException overBudget(SQLException cause) {
        String message = "the query read more than the budget of "
                + session.settings().get(Setting.BUDGET) + "; \\budget 0 lets it read any amount";
        return new SQLException(message, cause.getSQLState(), cause);
    }

    private void write(Rows rows, Format format, Writer out, Execution execution) throws SQLException, IOException {
        Settings settings = session.settings();
        if (rows == null) {
            long written = execution.statement().getLargeUpdateCount();
            if (written > 0) {
                session.output().message(written + (written == 1 ? " row" : " rows") + " written" + suffix(execution));
            } else if (session.output().screen().terminal() != null) {
                session.output().message("OK" + suffix(execution));
            }
            return;
        }
        boolean isJson = format == Format.JSON || format == Format.JSONL;
        if (session.output().beginResult()
                && !isJson
                && session.output().screen().terminal() == null) {
            out.write('\n');
        }
        if (isPlan(rows.columns()) && !isJson && format != Format.NONE) {
            writePlan(rows, out);
            return;
        }
        RenderOptions options = settings.renderOptions(session.output().lineWidth());
        Renderer renderer = format.renderer(options);
        long count = renderer.write(rows, out);
        if (format.isForReaders()) {
            out.write("(" + String.format(java.util.Locale.ROOT, "%,d", count) + (count == 1 ? " row" : " rows")
                    + suffix(execution) + ")\n");
        } else if (settings.isOn(Setting.TIMING)) {
            session.output().message(count + " rows" + suffix(execution));
        }
        if (settings.isOn(Setting.COST)) {
            ProgressReader.statistics(execution.statement())
                    .ifPresent(statistics -> session.output().message(Cost.of(statistics)));
        }
    }

    private String suffix(Execution execution) {
        if (!session.settings().isOn(Setting.TIMING)) {
            return "";
        }
        return " in " + TimingText.of(execution.elapsed(), ProgressReader.statistics(execution.statement()));
    }

    private static boolean isPlan(List<Column> columns) {
        return columns.size() == 1 && columns.get(0).label().equals(PLAN_LABEL);
    }

    /** A plan is text of many lines; every format for tables would only spoil it. */
    private static void writePlan(Rows rows, Writer out) throws SQLException, IOException {
        while (rows.next()) {
            out.write(rows.text(0));
            out.write('\n');
        }
    }
}
