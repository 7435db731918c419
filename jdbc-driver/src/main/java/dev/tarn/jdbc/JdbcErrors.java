package dev.tarn.jdbc;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;

/** Turns the engine's errors into JDBC's. */
final class JdbcErrors {
    private JdbcErrors() {}

    /** Returns the SQLException for what was thrown: with the SQLSTATE of the TarnException behind it, if there is one. */
    static SQLException translate(Exception thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof TarnException error) {
                return of(error);
            }
        }
        return thrown instanceof SQLException already
                ? already
                : new SQLException(thrown.getMessage(), ErrorCode.INTERNAL_ERROR.sqlState(), thrown);
    }

    private static SQLException of(TarnException error) {
        String state = error.code().sqlState();
        return switch (error.code()) {
            case NOT_SUPPORTED -> new SQLFeatureNotSupportedException(error.getMessage(), state, error);
            case SYNTAX_ERROR -> new SQLSyntaxErrorException(error.getMessage(), state, error);
            case QUERY_CANCELLED -> new SQLTimeoutException(error.getMessage(), state, error);
            default -> new SQLException(error.getMessage(), state, error);
        };
    }
}
