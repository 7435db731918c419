package dev.tarn.shell.session;

import dev.tarn.Session;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The connection of a shell, which may be exchanged for another. One thread at a time, but for {@link #connection}. */
public final class Database implements AutoCloseable {
    private volatile Connection connection;
    private volatile Target target;
    /** What the connection's own settings let statements read. */
    private long readLimit;

    /**
     * What to connect to.
     *
     * @param url a JDBC URL
     * @param properties further settings of the connection
     */
    public record Target(String url, Properties properties) {
        Connection connect() throws SQLException {
            return DriverManager.getConnection(url, properties);
        }
    }

    public Database(Target target) throws SQLException {
        this.target = target;
        this.connection = target.connect();
        this.readLimit = connection.unwrap(Session.class).readLimit();
    }

    /** Connects to something else, and closes the connection that was; if that fails, it stays. */
    public void open(Target other) throws SQLException {
        Connection opened = other.connect();
        try (Connection old = connection) {
            connection = opened;
            target = other;
            readLimit = opened.unwrap(Session.class).readLimit();
        }
    }

    public Connection connection() {
        return connection;
    }

    public Target target() {
        return target;
    }

    /** Returns the names of the catalogs. */
    public List<String> catalogs() throws SQLException {
        return connection.unwrap(Session.class).catalogs();
    }

    /** Returns the current schema, with its catalog before it unless that is the own one. */
    public String schema() {
        try {
            String catalog = connection.getCatalog();
            boolean own = catalog == null || catalog.equals(Session.OWN_CATALOG);
            return (own ? "" : catalog + ".") + connection.getSchema();
        } catch (SQLException e) {
            // A prompt is no place for errors; the next statement tells what is wrong.
            return "?";
        }
    }

    /** Returns the files and folders whose paths begin with {@code prefix}, at most a page of names. */
    public List<String> paths(String prefix) throws SQLException {
        try {
            return connection.unwrap(Session.class).paths(prefix);
        } catch (RuntimeException e) {
            // What the storage says, which the API does not tell as the driver would.
            throw new SQLException(e.getMessage(), e);
        }
    }

    /** Lets each statement from now on read so many bytes from storage; 0 for any number. */
    void limitReads(long bytes) throws SQLException {
        connection.unwrap(Session.class).setReadLimit(bytes == 0 ? readLimit : bytes);
    }

    /** Returns the rows of a statement as texts; none of one that has no rows. */
    public List<List<String>> query(String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return rows;
            }
            ResultSet result = statement.getResultSet();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(result.getString(column));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
