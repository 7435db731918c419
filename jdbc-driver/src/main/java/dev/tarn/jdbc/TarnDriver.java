package dev.tarn.jdbc;

import dev.tarn.Tarn;
import java.sql.Connection;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaFactory;
import org.apache.calcite.avatica.DriverVersion;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.UnregisteredDriver;

/**
 * The JDBC driver: {@code jdbc:tarn:[key=value;...]}, where the keys are the engine's settings. The engine runs in this
 * JVM; connections of one URL share it as long as one of them is open.
 */
public final class TarnDriver extends UnregisteredDriver {
    static final String PREFIX = "jdbc:tarn:";
    private static final int MAJOR_VERSION = 0;
    private static final int MINOR_VERSION = 1;

    private final SharedEngines engines = new SharedEngines();

    static {
        new TarnDriver().register();
    }

    /** Makes a driver with engines of its own; {@link java.sql.DriverManager} has one already. */
    public TarnDriver() {
        // The service loader needs a public constructor.
    }

    @Override
    protected AvaticaFactory createFactory() {
        return new TarnJdbcFactory();
    }

    @Override
    protected DriverVersion createDriverVersion() {
        return new DriverVersion(
                "Tarn JDBC driver",
                MAJOR_VERSION + "." + MINOR_VERSION,
                "Tarn",
                "0.1",
                true,
                MAJOR_VERSION,
                MINOR_VERSION,
                0,
                1);
    }

    @Override
    protected String getConnectStringPrefix() {
        return PREFIX;
    }

    @Override
    public Meta createMeta(AvaticaConnection connection) {
        return new TarnMeta((TarnConnection) connection);
    }

    /**
     * Opens a connection, or returns null if the URL is another driver's.
     *
     * @throws SQLException 22023 for a key that is no setting or a value that is not of its form
     */
    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        try {
            return super.connect(url, info);
        } catch (RuntimeException e) {
            throw JdbcErrors.translate(e);
        }
    }

    SharedEngines engines() {
        return engines;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return Tarn.settings().entrySet().stream()
                .map(setting -> property(setting.getKey(), setting.getValue(), info))
                .toArray(DriverPropertyInfo[]::new);
    }

    private static DriverPropertyInfo property(String name, String description, Properties info) {
        DriverPropertyInfo property = new DriverPropertyInfo(name, info == null ? null : info.getProperty(name));
        property.description = description;
        return property;
    }
}
