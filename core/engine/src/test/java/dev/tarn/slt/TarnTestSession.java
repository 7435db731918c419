package dev.tarn.slt;

import dev.tarn.QueryResult;
import dev.tarn.ResultColumn;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.testkit.SqlResult;
import dev.tarn.testkit.SqlSession;
import dev.tarn.testkit.StructValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
                    result.toRows().stream().map(row -> parts(row.values())).toList());
        }
    }

    private static List<Object> parts(List<?> values) {
        List<Object> parts = new ArrayList<>();
        values.forEach(value -> parts.add(part(value)));
        return parts;
    }

    /** Returns a value with rows as the test kit has them. */
    private static Object part(Object value) {
        if (value instanceof Row row) {
            return new StructValue(parts(row.values()));
        }
        if (value instanceof List<?> list) {
            return parts(list);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            map.forEach((key, entry) -> entries.put(part(key), part(entry)));
            return entries;
        }
        return value;
    }

    @Override
    public void close() {
        session.close();
        tarn.close();
    }
}
