package dev.tarn.benchmarks.compare;

import dev.tarn.QueryResult;
import dev.tarn.ResultColumn;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.testkit.SqlResult;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Tarn, over external tables. */
final class TarnPeer implements Peer {
    private final String name;
    private final Tarn tarn;
    private final Session session;

    TarnPeer(String name, int threads, long memoryLimitBytes, List<String> setUp) {
        this.name = name;
        tarn = Tarn.builder().threads(threads).memoryLimit(memoryLimitBytes).open();
        session = tarn.session();
        setUp.forEach(this::drain);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SqlResult collect(String sql) {
        try (QueryResult result = session.query(sql)) {
            List<List<Object>> rows = result.toRows().stream().map(Row::values).toList();
            List<ResultColumn> columns = result.columns();
            return new SqlResult(
                    columns.stream().map(ResultColumn::label).toList(),
                    columns.stream().map(ResultColumn::type).toList(),
                    rows);
        }
    }

    @Override
    public void drain(String sql) {
        try (QueryResult result = session.query(sql)) {
            drain(result);
        }
    }

    @Override
    public long executionNanos(String sql) {
        try (QueryResult result = session.query(sql)) {
            drain(result);
            return result.statistics().execution().toNanos();
        }
    }

    private static void drain(QueryResult result) {
        if (!result.hasRows()) {
            return;
        }
        VectorSchemaRoot batch = result.nextBatch();
        while (batch != null) {
            batch.close();
            batch = result.nextBatch();
        }
    }

    @Override
    public void close() {
        session.close();
        tarn.close();
    }
}
