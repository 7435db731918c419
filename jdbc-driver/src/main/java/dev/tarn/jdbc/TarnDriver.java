package dev.tarn.jdbc;

import dev.tarn.Tarn;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * The JDBC driver: {@code jdbc:tarn:[key=value;...]}, where the keys are the engine's settings. The engine runs in this
 * JVM; connections of one URL share it as long as one of them is open.
 */
public final class TarnDriver implements Driver {
    static final int MAJOR_VERSION = 0;
    static final int MINOR_VERSION = 1;
    private static final TarnDriver REGISTERED = new TarnDriver();

    private final SharedEngines engines = new SharedEngines();

    static {
        try {
            DriverManager.registerDriver(REGISTERED);
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Makes a driver with engines of its own; {@link java.sql.DriverManager} has one already. */
    public TarnDriver() {
        // The service loader needs a public constructor.
    }

    /** Returns the driver that {@link DriverManager} has. */
    static TarnDriver registered() {
        return REGISTERED;
    }

    /**
     * Opens a connection, or returns null if the URL is another driver's.
     *
     * @throws SQLException 22023 for a key that is no setting or a value that is not of its form
     */
    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        ConnectionSettings settings = ConnectionSettings.of(url, properties);
        try {
            return new TarnConnection(url, engines.use(settings.settings()), settings.notes());
        } catch (RuntimeException e) {
            throw JdbcErrors.translate(e);
        }
    }

    @Override
    public boolean acceptsURL(String url) {
        return url != null
                && (url.regionMatches(true, 0, ConnectionSettings.PREFIX, 0, ConnectionSettings.PREFIX.length())
                        || url.equalsIgnoreCase("jdbc:tarn"));
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        ConnectionSettings given = ConnectionSettings.of(acceptsURL(url) ? url : ConnectionSettings.PREFIX, properties);
        List<DriverPropertyInfo> all = new ArrayList<>();
        Tarn.settings()
                .forEach((name, description) ->
                        all.add(property(name, given.settings().get(name), description)));
        return all.toArray(new DriverPropertyInfo[0]);
    }

    private static DriverPropertyInfo property(String name, String value, String description) {
        DriverPropertyInfo property = new DriverPropertyInfo(name, value);
        property.description = description;
        return property;
    }

    @Override
    public int getMajorVersion() {
        return MAJOR_VERSION;
    }

    @Override
    public int getMinorVersion() {
        return MINOR_VERSION;
    }

    /** Returns false: what JDBC wants of a full driver includes transactions and changes of single rows. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("NOT_SUPPORTED: loggers; the driver logs nothing", "0A000");
    }
}
