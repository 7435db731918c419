package dev.tarn.slt;

import dev.tarn.QueryResult;
import dev.tarn.ResultColumn;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.testkit.SqlResult;
import dev.tarn.testkit.SqlSession;
import java.util.List;

/** An engine of its own as a session of the test kit. */
final class TarnTestSession implements SqlSession {
    private final Tarn tarn;
    private final Session session;

    private TarnTestSession(Tarn tarn) {
        this.tarn = tarn;
        this.session = tarn.session();
    }

    static TarnTestSession open(EngineShape shape) {
        return new TarnTestSession(Tarn.builder()
                .threads(shape.threads())
                .batchSize(shape.batchSize())
                .open());
    }

    @Override
    public SqlResult execute(String sql) {
        try (QueryResult result = session.query(sql)) {
            if (!result.hasRows()) {
                return SqlResult.NONE;
            }
            List<ResultColumn> columns = result.columns();
            return new SqlResult(
                    columns.stream().map(ResultColumn::label).toList(),
                    columns.stream().map(ResultColumn::type).toList(),
                    result.toRows().stream().map(Row::values).toList());
        }
    }

    @Override
    public void close() {
        session.close();
        tarn.close();
    }
}
