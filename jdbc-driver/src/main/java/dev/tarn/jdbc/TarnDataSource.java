package dev.tarn.jdbc;

import dev.tarn.spi.error.ErrorCode;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Connections of one URL and properties, for pools and frameworks. Set it up by one thread, then use it by any. */
public final class TarnDataSource extends Unwrappable implements DataSource {
    private final Properties properties = new Properties();
    private volatile String url = ConnectionSettings.PREFIX;
    private volatile PrintWriter logWriter;
    private volatile int loginTimeout;

    /** Makes a data source of {@code jdbc:tarn:}. */
    public TarnDataSource() {
        // Frameworks make it and then set its properties.
    }

    /** Makes a data source of a URL. */
    public TarnDataSource(String url) {
        this.url = url;
    }

    @Override
    String what() {
        return "data source";
    }

    public String getUrl() {
        return url;
    }

    /** Sets the URL, {@code jdbc:tarn:[key=value;...]}. */
    public void setUrl(String url) {
        this.url = url;
    }

    /** Sets a setting by its name, as a URL does. */
    public void setProperty(String name, String value) {
        properties.setProperty(name, value);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = TarnDriver.registered().connect(url, properties);
        if (connection == null) {
            throw JdbcErrors.of(ErrorCode.INVALID_PROPERTY, "a URL begins with jdbc:tarn:, this one is " + url);
        }
        return connection;
    }

    /** Opens a connection; there are no users, so that who asks does not matter. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    /** Is remembered; nothing is written. */
    @Override
    public void setLogWriter(PrintWriter writer) {
        logWriter = writer;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("NOT_SUPPORTED: loggers; the driver logs nothing", "0A000");
    }
}
