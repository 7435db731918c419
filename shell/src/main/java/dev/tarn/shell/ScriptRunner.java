package dev.tarn.shell;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Runs the statements of a script one after the other over one connection, and writes what they answer. */
final class ScriptRunner {
    private final Connection connection;
    private final OutputFormat format;
    private final Streams streams;
    private final String sourceName;
    private final boolean debug;
    private boolean wroteResult;

    ScriptRunner(Connection connection, OutputFormat format, Streams streams, String sourceName, boolean debug) {
        this.connection = connection;
        this.format = format;
        this.streams = streams;
        this.sourceName = sourceName;
        this.debug = debug;
    }

    /**
     * Runs all statements, or up to the first that fails; that one's error goes to the messages.
     *
     * @return whether all of them ran
     * @throws IOException when the results cannot be written
     */
    boolean run(List<Script.Statement> script) throws IOException {
        for (Script.Statement statement : script) {
            try {
                runOne(statement.sql());
            } catch (SQLException | RuntimeException e) {
                streams.out().flush();
                report(e, statement, script.size());
                return false;
            }
        }
        return true;
    }

    private void runOne(String sql) throws IOException, SQLException {
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet result = statement.getResultSet()) {
                    if (wroteResult && format != OutputFormat.JSON) {
                        streams.out().write('\n');
                    }
                    wroteResult = true;
                    format.writer().write(result, streams.out());
                }
            } else if (statement.getLargeUpdateCount() > 0) {
                streams.err().println(statement.getLargeUpdateCount() + " rows written");
            }
        }
        streams.out().flush();
    }

    private void report(Exception error, Script.Statement statement, int statements) {
        String message = error instanceof SQLException ? error.getMessage() : "internal error: " + error;
        streams.err().println("error: " + message);
        if (statements > 1 || statement.line() > 1) {
            streams.err().println("in the statement that starts at line " + statement.line() + " of " + sourceName);
        }
        if (debug) {
            error.printStackTrace(streams.err());
        }
    }
}
