package dev.tarn.shell.session;

import dev.tarn.shell.progress.ProgressView;
import dev.tarn.shell.script.Variables;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** All that a shell keeps between statements. One thread, but for {@link QueryRunner#cancel}. */
public final class ShellSession implements AutoCloseable {
    private final Database database;
    private final Settings settings;
    private final Variables variables = new Variables();
    private final Output output;
    private final QueryRunner runner;
    private final boolean isSafe;
    private String buffer = "";
    private String lastQuery = "";
    private Integer exitStatus;

    /**
     * Makes a session.
     *
     * @param progress where the progress of queries is shown
     * @param isSafe whether commands and statements are refused that change data or files or run programs
     */
    public ShellSession(Database database, Settings settings, Output output, ProgressView progress, boolean isSafe) {
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

    /** Ends the shell after what runs. */
    public void quit(int status) {
        exitStatus = status;
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
