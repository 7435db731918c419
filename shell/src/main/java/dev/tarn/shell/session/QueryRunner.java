package dev.tarn.shell.session;

import dev.tarn.shell.progress.Cost;
import dev.tarn.shell.progress.ProgressMonitor;
import dev.tarn.shell.progress.ProgressReader;
import dev.tarn.shell.progress.ProgressView;
import dev.tarn.shell.render.Column;
import dev.tarn.shell.render.EdgeRows;
import dev.tarn.shell.render.Format;
import dev.tarn.shell.render.KeptRows;
import dev.tarn.shell.render.RenderOptions;
import dev.tarn.shell.render.ResultRows;
import dev.tarn.shell.render.Rows;
import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs statements and writes what they answer. One thread runs them, any may cancel. */
public final class QueryRunner {
    private static final String PLAN_LABEL = "Query Plan";

    private final ShellSession session;
    private final ProgressView progress;
    private volatile Statement running;
    private KeptRows lastResult;
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
        try {
            read(sql, (rows, execution) -> {
                try (Output.Destination target = destination()) {
                    if (rows == null) {
                        tellOfWrite(execution);
                    } else {
                        write(rows, format, target, execution);
                    }
                } catch (PagedWriter.PagerClosedException e) {
                    cancel();
                }
            });
        } catch (SQLException | ShellException e) {
            session.output().abandonNext();
            throw e;
        }
    }

    private Output.Destination destination() {
        return session.output().next(Pagers.command(session.settings().get(Setting.PAGER)));
    }

    /**
     * Shows the rows of the last query again as the settings say, as many of them as were kept.
     *
     * @throws ShellException if there are none
     */
    public void showLast() throws SQLException, IOException {
        if (lastResult == null) {
            throw new ShellException("there is no result yet; run a query first");
        }
        KeptRows last = lastResult;
        Format wanted = session.settings().format();
        try (Output.Destination target = destination()) {
            beginResult(wanted, target.writer());
            wanted.renderer(session.settings().renderOptions(session.output().lineWidth()))
                    .write(last.again(), target.writer());
            if (wanted.isForReaders() && session.settings().isOn(Setting.FOOTER)) {
                String note = last.isWhole() ? "" : "; the last result had more than the rows that are kept";
                target.writer().write("(" + rows(last.keptCount()) + note + ")\n");
            }
        } catch (PagedWriter.PagerClosedException e) {
            // Who leaves the pager has seen enough.
            session.output().flush();
        }
    }

    private static String rows(long count) {
        return String.format(Locale.ROOT, "%,d", count) + (count == 1 ? " row" : " rows");
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
     * @param monitor looks at it
     */
    public record Execution(Statement statement, long start, ProgressMonitor monitor) {
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
        confirm(text);
        Optional<List<String>> values = session.takeParameters();
        session.setLastStatement(text);
        session.database().limitReads(session.settings().budgetBytes());
        long start = System.nanoTime();
        try (Statement statement = statement(text, values)) {
            boolean shows = session.settings().isOn(Setting.PROGRESS);
            ProgressMonitor monitor = new ProgressMonitor(
                    statement,
                    shows ? progress : ProgressView.NONE,
                    session.settings().isAscii(),
                    session.settings().isOn(Setting.COST));
            running = statement;
            try {
                if (isInterrupted()) {
                    throw new ShellException("interrupted");
                }
                boolean hasRows =
                        statement instanceof PreparedStatement prepared ? prepared.execute() : statement.execute(text);
                try (ResultSet result = hasRows ? statement.getResultSet() : null) {
                    boolean stops = session.output().isToTerminal();
                    Rows rows = hasRows ? new WatchedRows(new ResultRows(result), stops ? monitor : null) : null;
                    reader.read(rows, new Execution(statement, start, monitor));
                }
            } finally {
                running = null;
                monitor.stop();
            }
        }
    }

    private Statement statement(String sql, Optional<List<String>> values) throws SQLException {
        Connection connection = session.database().connection();
        return values.isPresent()
                ? BoundStatements.prepare(connection, sql, values.get())
                : connection.createStatement();
    }

    private void confirm(String sql) {
        if (!session.settings().isOn(Setting.CONFIRM)) {
            return;
        }
        Optional<String> destroys = DestructiveStatements.find(sql);
        if (destroys.isPresent() && !session.confirms(destroys.get() + ": run it? [y/N] ")) {
            throw new ShellException("not run; \\confirm off runs such statements without asking");
        }
    }

    private void tellOfWrite(Execution execution) throws SQLException {
        long written = execution.statement().getLargeUpdateCount();
        if (written > 0) {
            session.output().message(rows(written) + " written" + suffix(execution));
        } else if (session.output().screen().terminal() != null) {
            session.output().message("OK" + suffix(execution));
        }
    }

    /** Sets a result apart from the one before; objects of JSON need no such line. */
    private void beginResult(Format format, Writer out) throws IOException {
        boolean isSecond = session.output().beginResult();
        if (isSecond && !isJson(format) && session.output().screen().terminal() == null) {
            out.write('\n');
        }
    }

    private static boolean isJson(Format format) {
        return format == Format.JSON || format == Format.JSONL;
    }

    private void write(Rows rows, Format format, Output.Destination target, Execution execution)
            throws SQLException, IOException {
        beginResult(format, target.writer());
        if (isPlan(rows.columns()) && !isJson(format) && format != Format.NONE) {
            writePlan(rows, target.writer());
            return;
        }
        KeptRows kept = new KeptRows(rows);
        lastResult = kept;
        int most = session.settings().number(Setting.MAXROWS);
        boolean limited = most > 0 && format.isForReaders() && session.output().isToTerminal() && !target.isPaged();
        Rows shown = limited ? new EdgeRows(kept, most, execution.monitor()::resume, execution.monitor()::pause) : kept;
        RenderOptions options =
                session.settings().renderOptions(session.output().lineWidth());
        long count;
        IdleFlush idle = new IdleFlush((WatchedRows) rows, target.writer(), this::cancel);
        try (idle) {
            count = format.renderer(options).write(shown, target.writer());
        } catch (SQLException e) {
            if (idle.isGone()) {
                return;
            }
            throw e;
        }
        writeFooter(count, kept.count(), format, target.writer(), execution);
    }

    private void writeFooter(long shown, long count, Format format, Writer out, Execution execution)
            throws IOException {
        Settings settings = session.settings();
        if (format.isForReaders()) {
            String part = shown < count ? ", " + String.format(Locale.ROOT, "%,d", shown) + " shown" : "";
            out.write(settings.isOn(Setting.FOOTER) ? "(" + rows(count) + part + suffix(execution) + ")\n" : "");
        } else if (settings.isOn(Setting.TIMING)) {
            session.output().message(rows(count) + suffix(execution));
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
