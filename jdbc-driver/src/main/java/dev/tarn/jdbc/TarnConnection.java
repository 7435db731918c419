package dev.tarn.jdbc;

import dev.tarn.QueryResult;
import dev.tarn.Session;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaFactory;

/** A connection: a session of the engine that its URL names. */
final class TarnConnection extends AvaticaConnection {
    private final SharedEngines.Use engine;
    private final Session session;
    private final Map<Integer, QueryResult> results = new ConcurrentHashMap<>();

    TarnConnection(TarnDriver driver, AvaticaFactory factory, String url, Properties info) {
        super(driver, factory, url, info);
        engine = driver.engines().use(info);
        session = engine.tarn().session();
    }

    Session session() {
        return session;
    }

    /** Keeps the result of a statement until its ResultSet takes it. */
    void hold(int statementId, QueryResult result) {
        QueryResult earlier = results.put(statementId, result);
        if (earlier != null) {
            earlier.close();
        }
    }

    /** Returns the result that was kept for a statement, or null if there is none. */
    QueryResult take(int statementId) {
        return results.remove(statementId);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        try {
            return super.prepareStatement(sql, type, concurrency, holdability);
        } catch (SQLException | RuntimeException e) {
            throw JdbcErrors.translate(e);
        }
    }

    @Override
    public String getSchema() {
        return session.schema();
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        checkOpen();
        session.setSchema(schema);
    }

    @Override
    public <T> T unwrap(Class<T> wanted) throws SQLException {
        return wanted.isInstance(session) ? wanted.cast(session) : super.unwrap(wanted);
    }

    @Override
    public boolean isWrapperFor(Class<?> wanted) throws SQLException {
        return wanted.isInstance(session) || super.isWrapperFor(wanted);
    }

    @Override
    public void close() throws SQLException {
        if (isClosed()) {
            return;
        }
        try {
            super.close();
        } finally {
            results.values().forEach(QueryResult::close);
            session.close();
            engine.close();
        }
    }
}
