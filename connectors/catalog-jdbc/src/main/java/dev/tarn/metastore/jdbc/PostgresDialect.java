package dev.tarn.metastore.jdbc;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/** PostgreSQL: the tables stand in the schema that connections find first. */
final class PostgresDialect implements Dialect {
    private static final int LOCK_SECONDS = 30;

    private final PostgresAddress address;

    PostgresDialect(PostgresAddress address) {
        this.address = address;
    }

    @Override
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "Tarn");
        address.parameters().forEach(properties::setProperty);
        if (address.user() != null) {
            properties.setProperty("user", address.user());
        }
        if (address.password() != null) {
            properties.setProperty("password", address.password());
        }
        return new Driver().connect(address.jdbcUrl(), properties);
    }

    @Override
    public String beginRead() {
        return "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    }

    @Override
    public String[] beginWrite() {
        return new String[] {
            "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", "SET LOCAL lock_timeout = '" + LOCK_SECONDS + "s'"
        };
    }

    @Override
    public String keyType() {
        return "TEXT COLLATE \"C\"";
    }

    @Override
    public String bytesType() {
        return "BYTEA";
    }

    @Override
    public String keyedTable() {
        return "";
    }

    @Override
    public String clock() {
        return "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";
    }

    @Override
    public String lockForSetUp() {
        return "SELECT pg_advisory_xact_lock(7814230461)";
    }

    @Override
    public String tableExists() {
        return "SELECT count(*) FROM pg_catalog.pg_class WHERE oid = to_regclass('tarn_info')";
    }

    @Override
    public TarnException translate(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        if (state.equals("55P03") || state.startsWith("40")) {
            return error(
                    ErrorCode.CATALOG_BUSY,
                    "is locked by another session for more than " + LOCK_SECONDS
                            + " seconds; run the statement again, or end the session that holds it",
                    error);
        }
        if (state.equals("42501") || state.equals("25006") || state.startsWith("28")) {
            return error(ErrorCode.PERMISSION_DENIED, "refuses this user: " + error.getMessage(), error);
        }
        if (state.equals("53100")) {
            return error(ErrorCode.NO_SPACE, "cannot grow because its disk is full; nothing was changed", error);
        }
        if (state.equals("42P01") || state.equals("42703")) {
            return error(
                    ErrorCode.CATALOG_CORRUPT,
                    "lacks some of its tables: " + error.getMessage() + "; put back a copy of the database",
                    error);
        }
        if (state.startsWith("XX")) {
            return error(ErrorCode.CATALOG_CORRUPT, "is broken: " + error.getMessage(), error);
        }
        String cure = state.equals("3D000") ? "; create the database first" : "";
        return error(ErrorCode.CATALOG_UNAVAILABLE, "cannot be used: " + error.getMessage() + cure, error);
    }

    private TarnException error(ErrorCode code, String what, SQLException cause) {
        return new TarnException(code, "the catalog " + description() + " " + what, cause);
    }

    @Override
    public boolean isConnectionLost(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        return state.startsWith("08") || state.startsWith("57P");
    }

    @Override
    public String description() {
        return address.toString();
    }
}
