package dev.tarn.shell.session;

import dev.tarn.shell.progress.ProgressView;
import dev.tarn.shell.script.Variables;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** All that a shell keeps between statements. One thread, but for {@link QueryRunner#cancel}. */
public final class ShellSession implements AutoCloseable {
    private final Database database;
    private final Settings settings;
    private final Variables variables = new Variables();
    private final Output output;
    private final QueryRunner runner;
    private final boolean isSafe;
    private final Keepsakes keepsakes;
    private String buffer = "";
    private String lastQuery = "";
    private String lastStatement = "";
    private Failure lastFailure;
    private List<String> parameters;
    private Predicate<String> confirmation = question -> true;
    private Integer exitStatus;

    /**
     * Makes a session that keeps nothing beyond its end.
     *
     * @param progress where the progress of queries is shown
     * @param isSafe whether commands and statements are refused that change data or files or run programs
     */
    public ShellSession(Database database, Settings settings, Output output, ProgressView progress, boolean isSafe) {
        this(database, settings, output, progress, isSafe, Keepsakes.inMemory());
    }

    /**
     * Makes a session.
     *
     * @param progress where the progress of queries is shown
     * @param isSafe whether commands and statements are refused that change data or files or run programs
     * @param keepsakes what outlasts the session
     */
    public ShellSession(
            Database database,
            Settings settings,
            Output output,
            ProgressView progress,
            boolean isSafe,
            Keepsakes keepsakes) {
        this.keepsakes = keepsakes;
        this.database = database;
        this.settings = settings;
        this.output = output;
        this.isSafe = isSafe;
        this.runner = new QueryRunner(this, progress);
    }

    public Database database() {
        return database;
    }

    public Settings settings() {
        return settings;
    }

    public Variables variables() {
        return variables;
    }

    public Output output() {
        return output;
    }

    public QueryRunner runner() {
        return runner;
    }

    public boolean isSafe() {
        return isSafe;
    }

    /**
     * Refuses what a safe shell does not do.
     *
     * @throws ShellException if the shell is safe
     */
    public void refuseIfSafe(String what) {
        if (isSafe) {
            throw new ShellException(what + " is refused: the shell was started with --safe");
        }
    }

    /** Returns the statement that was begun and not ended. */
    public String buffer() {
        return buffer;
    }

    public void setBuffer(String sql) {
        buffer = sql;
    }

    /** Returns what was begun, or else the last query; empties the buffer. */
    public Optional<String> takeQuery() {
        String query = currentQuery();
        buffer = "";
        return query.isBlank() ? Optional.empty() : Optional.of(query);
    }

    /** Returns the statement that was begun, or else the last one; empty if there is none. */
    public String currentQuery() {
        return buffer.isBlank() ? lastQuery : buffer;
    }

    public void setLastQuery(String sql) {
        lastQuery = sql;
    }

    /** Returns the last statement that was run, with the values of variables in it. */
    public String lastStatement() {
        return lastStatement;
    }

    void setLastStatement(String sql) {
        lastStatement = sql;
    }

    /** Returns the last error, empty if there was none. */
    public Optional<Failure> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    public void setLastFailure(Failure failure) {
        lastFailure = failure;
    }

    /** Sets what the parameters of the next statement stand for; null for NULL. */
    public void setParameters(List<String> values) {
        parameters = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** Returns the values of the next statement's parameters, once; empty if none were set. */
    Optional<List<String>> takeParameters() {
        Optional<List<String>> taken = Optional.ofNullable(parameters);
        parameters = null;
        return taken;
    }

    /** Sets who answers the question whether something that cannot be undone is to be done. */
    public void confirmBy(Predicate<String> person) {
        confirmation = person;
    }

    boolean confirms(String question) {
        return confirmation.test(question);
    }

    /** Returns what outlasts the session. */
    public Keepsakes keepsakes() {
        return keepsakes;
    }

    /** Ends the shell after what runs. */
    public void quit(int status) {
        exitStatus = status;
    }

    /** Returns whether nothing more is to be run: the shell is to end, or what ran was interrupted. */
    public boolean isEnding() {
        return exitStatus != null || runner.isInterrupted();
    }

    /** Returns the status that the shell is to end with, empty if it is to go on. */
    public Optional<Integer> exitStatus() {
        return Optional.ofNullable(exitStatus);
    }

    @Override
    public void close() throws IOException, SQLException {
        try {
            output.close();
        } finally {
            database.close();
        }
    }
}
