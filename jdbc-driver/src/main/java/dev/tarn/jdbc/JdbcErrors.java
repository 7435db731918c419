package dev.tarn.jdbc;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;

/** Turns the engine's errors into JDBC's, and makes the driver's own: each has the SQLSTATE of a code. */
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
        return make(error.code(), error.getMessage(), error);
    }

    /** JDBC has classes for some codes; clients tell by them what to do. */
    private static SQLException make(ErrorCode code, String message, Exception cause) {
        String state = code.sqlState();
        return switch (code) {
            case NOT_SUPPORTED -> new SQLFeatureNotSupportedException(message, state, cause);
            case SYNTAX_ERROR -> new SQLSyntaxErrorException(message, state, cause);
            default -> new SQLException(message, state, cause);
        };
    }

    /** Returns the error of a statement that its own time limit ended. */
    static SQLException timeout(int seconds, Exception cause) {
        return new SQLTimeoutException(
                ErrorCode.QUERY_CANCELLED + ": the query took longer than its time limit of " + seconds + " s",
                ErrorCode.QUERY_CANCELLED.sqlState(),
                cause);
    }

    static SQLException notSupported(String what) {
        return of(ErrorCode.NOT_SUPPORTED, what);
    }

    static SQLException of(ErrorCode code, String what) {
        return of(code, what, null);
    }

    static SQLException of(ErrorCode code, String what, Exception cause) {
        return make(code, code + ": " + what, cause);
    }
}
