package dev.tarn.shell.progress;

import dev.tarn.QueryResult;
import dev.tarn.QueryStatistics;
import dev.tarn.StorageStatistics;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** Reads from a statement how far it is, while another thread runs it. */
public final class ProgressReader {
    private ProgressReader() {}

    /** Returns what the statement's query has done so far; empty while it is planned, and of drivers that do not tell. */
    public static Optional<QueryStatistics> statistics(Statement statement) {
        try {
            return statement.isWrapperFor(QueryResult.class)
                    ? Optional.of(statement.unwrap(QueryResult.class).statistics())
                    : Optional.empty();
        } catch (SQLException e) {
            // The statement was closed meanwhile: it has no progress any more.
            return Optional.empty();
        }
    }

    static Progress read(Statement statement, Duration elapsed, boolean showsCost) {
        return statistics(statement)
                .filter(statistics -> statistics.state() != QueryStatistics.State.PLANNING)
                .map(statistics -> of(statistics, elapsed, showsCost))
                .orElseGet(() -> Progress.planning(elapsed));
    }

    private static Progress of(QueryStatistics statistics, Duration elapsed, boolean showsCost) {
        return new Progress(
                elapsed,
                true,
                statistics.shareDone(),
                statistics.rowsScanned(),
                statistics.bytesRead(),
                requests(statistics.storage()),
                statistics.memoryBytes(),
                statistics.spilledBytes(),
                statistics.rowsWritten(),
                statistics.bytesWritten(),
                showsCost ? Cost.dollars(statistics) : -1);
    }

    /** Returns all requests to storages behind a network. */
    public static long requests(StorageStatistics storage) {
        return storage.listRequests()
                + storage.getRequests()
                + storage.headRequests()
                + storage.putRequests()
                + storage.deleteRequests();
    }
}
