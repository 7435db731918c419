package dev.tarn.metastore.jdbc;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** SQLite: one file, which the processes of one machine share through its write-ahead log. */
class SqliteDialect implements Dialect {
    private static final int BUSY_MILLIS = 30_000;
    /** Of a result code, the part that says what is wrong; the rest says more of it. */
    private static final int PRIMARY = 0xFF;

    private final Path file;
    private final int busyMillis;

    SqliteDialect(Path file) {
        this(file, BUSY_MILLIS);
    }

    /** Makes a dialect that waits so long for others that hold the file locked. */
    SqliteDialect(Path file, int busyMillis) {
        this.file = file;
        this.busyMillis = busyMillis;
    }

    @Override
    public Connection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(busyMillis);
        Properties properties = config.toProperties();
        Connection connection = JDBC.createConnection("jdbc:sqlite:" + file, properties);
        try (Statement statement = connection.createStatement()) {
            useLog(statement);
            statement.execute("PRAGMA synchronous = FULL");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Several processes that open a new file at once are told that it is busy, for however long they would wait. */
    private void useLog(Statement statement) throws SQLException {
        long end = System.nanoTime() + busyMillis * 1_000_000L;
        while (true) {
            try {
                requireLog(statement);
                return;
            } catch (SQLException e) {
                if (primary(e) != SQLiteErrorCode.SQLITE_BUSY.code || System.nanoTime() > end) {
                    throw e;
                }
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("interrupted while the catalog was busy", e);
            }
        }
    }

    /** Where memory cannot be shared between processes, SQLite stays with another way to write, and says no more of it. */
    private static void requireLog(Statement statement) throws SQLException {
        try (ResultSet mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
            String now = mode.next() ? mode.getString(1) : "none";
            if (!now.equalsIgnoreCase("wal")) {
                throw new SQLException("its file system cannot share memory between processes (journal mode " + now
                        + " instead of WAL); use another folder, or PostgreSQL");
            }
        }
    }

    @Override
    public String beginRead() {
        return "BEGIN";
    }

    @Override
    public String[] beginWrite() {
        return new String[] {"BEGIN IMMEDIATE"};
    }

    @Override
    public String keyType() {
        return "TEXT";
    }

    @Override
    public String bytesType() {
        return "BLOB";
    }

    @Override
    public String keyedTable() {
        return " WITHOUT ROWID";
    }

    @Override
    public String clock() {
        return "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)";
    }

    @Override
    public String lockForSetUp() {
        return "SELECT 1";
    }

    @Override
    public String tableExists() {
        return "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'tarn_info'";
    }

    private static int primary(SQLException error) {
        return error.getErrorCode() & PRIMARY;
    }

    @Override
    public TarnException translate(SQLException error) {
        int code = primary(error);
        if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return error(
                    ErrorCode.CATALOG_BUSY,
                    "is locked by another process for more than " + busyMillis / 1000.0
                            + " seconds; run the statement again, or end the process that holds it",
                    error);
        }
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return error(
                    ErrorCode.CATALOG_CORRUPT,
                    "is broken or no catalog; put back a copy of it, or what 'sqlite3 catalog.db .recover' saves",
                    error);
        }
        if (isTableMissing(error)) {
            return error(
                    ErrorCode.CATALOG_CORRUPT,
                    "lacks some of its tables (" + error.getMessage() + "); put back a copy of it",
                    error);
        }
        boolean cannotOpen = code == SQLiteErrorCode.SQLITE_CANTOPEN.code;
        if (code == SQLiteErrorCode.SQLITE_READONLY.code
                || code == SQLiteErrorCode.SQLITE_PERM.code
                || cannotOpen && isReadOnly()) {
            return error(
                    ErrorCode.PERMISSION_DENIED,
                    "cannot be written; the file and its folder must be writable for who runs Tarn",
                    error);
        }
        if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            return error(ErrorCode.NO_SPACE, "cannot grow because its disk is full; nothing was changed", error);
        }
        String cure = code == SQLiteErrorCode.SQLITE_IOERR.code
                ? "; look whether its disk has room and works, then open it again"
                : "";
        return error(ErrorCode.CATALOG_UNAVAILABLE, "cannot be used: " + error.getMessage() + cure, error);
    }

    private static boolean isTableMissing(SQLException error) {
        String message = String.valueOf(error.getMessage());
        return primary(error) == SQLiteErrorCode.SQLITE_ERROR.code
                && (message.contains("no such table") || message.contains("no such column"));
    }

    /** Returns whether the folder is there, but it or the file may not be written. */
    private boolean isReadOnly() {
        Path folder = file.getParent();
        return folder != null
                && Files.isDirectory(folder)
                && !(Files.isWritable(folder) && (!Files.exists(file) || Files.isWritable(file)));
    }

    private TarnException error(ErrorCode code, String what, SQLException cause) {
        return new TarnException(code, "the catalog " + file + " " + what, cause);
    }

    @Override
    public boolean isConnectionLost(SQLException error) {
        int code = primary(error);
        return code == SQLiteErrorCode.SQLITE_CORRUPT.code
                || code == SQLiteErrorCode.SQLITE_NOTADB.code
                || code == SQLiteErrorCode.SQLITE_IOERR.code;
    }

    @Override
    public String description() {
        return file.toString();
    }
}
