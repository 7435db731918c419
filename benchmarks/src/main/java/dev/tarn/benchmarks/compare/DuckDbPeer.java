package dev.tarn.benchmarks.compare;

import dev.tarn.testkit.DuckDbOracle;
import dev.tarn.testkit.SqlResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * DuckDB, over views of the files. As for Tarn, footers stay cached between runs and nothing else: its cache of the files'
 * bytes is off. Its memory limit is its own default.
 */
final class DuckDbPeer implements Peer {
    private final DuckDbOracle session = DuckDbOracle.open();
    private final Connection connection = session.connection();

    DuckDbPeer(int threads, List<String> setUp) {
        session.execute("SET threads = " + threads);
        session.execute("SET parquet_metadata_cache = true");
        session.execute("SET enable_external_file_cache = false");
        // The oracle's integer division would change what the queries mean.
        session.execute("SET integer_division = false");
        setUp.forEach(session::execute);
    }

    @Override
    public String name() {
        return "duckdb";
    }

    @Override
    public SqlResult collect(String sql) {
        return session.execute(sql);
    }

    @Override
    public void drain(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            drain(rows);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public long executionNanos(String sql) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            long start = System.nanoTime();
            try (ResultSet rows = statement.executeQuery()) {
                drain(rows);
                return System.nanoTime() - start;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void drain(ResultSet rows) throws SQLException {
        boolean more = rows.next();
        while (more) {
            more = rows.next();
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
