package dev.tarn.metastore.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A connection with its prepared statements. One thread at a time. */
final class Link implements AutoCloseable {
    private static final int MAX_STATEMENTS = 100;

    private final Connection connection;
    private final Dialect dialect;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private boolean lost;

    Link(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** Makes something of a row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Returns whether the connection is of no use any more. */
    boolean isLost() {
        return lost;
    }

    /** Returns the expression of the database's clock, in milliseconds. */
    String clock() {
        return dialect.clock();
    }

    private RuntimeException failed(SQLException error) {
        lost |= dialect.isConnectionLost(error);
        return dialect.translate(error);
    }

    /** Runs a statement that is not prepared. */
    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Ends a transaction whose work has failed; the connection is given up if that fails too. */
    void rollback() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            lost = true;
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            if (statements.size() >= MAX_STATEMENTS) {
                for (PreparedStatement old : statements.values()) {
                    old.close();
                }
                statements.clear();
            }
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof String text) {
                statement.setString(i + 1, text);
            } else if (value instanceof Long number) {
                statement.setLong(i + 1, number);
            } else if (value instanceof Integer number) {
                statement.setInt(i + 1, number);
            } else if (value instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else if (value instanceof Null type) {
                statement.setNull(i + 1, type.sqlType);
            } else {
                statement.setNull(i + 1, Types.VARCHAR);
            }
        }
    }

    /** A NULL that is no text. */
    enum Null {
        NUMBER(Types.BIGINT),
        BYTES(Types.BINARY);

        private final int sqlType;

        Null(int sqlType) {
            this.sqlType = sqlType;
        }
    }

    <T> List<T> list(String sql, Row<T> reader, Object... values) {
        try {
            PreparedStatement statement = prepared(sql);
            bind(statement, values);
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    <T> Optional<T> one(String sql, Row<T> reader, Object... values) {
        List<T> rows = list(sql, reader, values);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    long number(String sql, Object... values) {
        return one(sql, row -> row.getLong(1), values).orElse(0L);
    }

    /** Changes rows and returns how many. */
    int update(String sql, Object... values) {
        try {
            PreparedStatement statement = prepared(sql);
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Runs a statement once for each list of values. */
    void updateAll(String sql, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try {
            PreparedStatement statement = prepared(sql);
            for (Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Closes the connection; what fails then has no one to tell, and the database frees it by itself. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            lost = true;
        }
    }
}
