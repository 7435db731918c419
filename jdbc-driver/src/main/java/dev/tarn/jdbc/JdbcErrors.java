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
        String state = error.code().sqlState();
        return switch (error.code()) {
            case NOT_SUPPORTED -> new SQLFeatureNotSupportedException(error.getMessage(), state, error);
            case SYNTAX_ERROR -> new SQLSyntaxErrorException(error.getMessage(), state, error);
            default -> new SQLException(error.getMessage(), state, error);
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
        return new SQLFeatureNotSupportedException(
                ErrorCode.NOT_SUPPORTED + ": " + what, ErrorCode.NOT_SUPPORTED.sqlState());
    }

    /** Returns the error of who uses what is closed. */
    static SQLException closed(String what) {
        return new SQLException(ErrorCode.CLOSED + ": the " + what + " is closed", ErrorCode.CLOSED.sqlState());
    }

    static SQLException of(ErrorCode code, String what) {
        return new SQLException(code + ": " + what, code.sqlState());
    }
}
