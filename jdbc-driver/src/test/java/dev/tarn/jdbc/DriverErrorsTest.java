package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong says what, and what to do: by its SQLSTATE for programs, by its text for people. */
class DriverErrorsTest extends ConnectedTest {
    private static void assertError(String state, String text, Action action) {
        SQLException error = assertThrows(SQLException.class, action::run);
        assertEquals(state, error.getSQLState(), error.getMessage());
        assertTrue(error.getMessage().contains(text), error.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "jdbc:tarn:thread=2                   | 22023 | did you mean threads",
                "jdbc:tarn:Regoin=eu-west-1           | 22023 | did you mean Region?",
                "jdbc:tarn:s3.acces_key_id=x          | 22023 | did you mean s3.access_key_id",
                "jdbc:tarn:zzzzzzzz=1                 | 22023 | the properties are batch_size",
                "jdbc:tarn:threads=many               | 22023 | threads is 'many', which is no number",
                "jdbc:tarn:threads=0                  | 22023 | 1 to 1024",
                "jdbc:tarn:/data/catalog              | 22023 | jdbc:tarn:catalog=/data/catalog",
                "jdbc:tarn:?threads=2                 | 22023 | there is no property '?threads'; did you mean threads",
                "jdbc:tarn:threads                    | 22023 | 'threads' is no key=value",
                "jdbc:tarn:threads;schema=x           | 22023 | 'threads' is no key=value",
                "jdbc:tarn:schema=\"x                 | 22023 | a quoted value is not closed",
                "jdbc:tarn://localhost:8080/tarn      | 0A000 | there is no server, the engine runs in this JVM",
                "jdbc:tarn:CredentialsProvider=Okta   | 0A000 | DefaultChain, ProfileCredentials and InstanceProfile",
                "jdbc:trn:threads=2                   | 08001 | No suitable driver"
            })
    void aUrlThatIsWrongSaysHow(String url, String state, String text) {
        assertError(state, text, () -> DriverManager.getConnection(url).close());
    }

    @Test
    void aDataSourceOfAnotherUrlSaysSo() {
        assertError("22023", "a URL begins with jdbc:tarn:", () -> new TarnDataSource("jdbc:other:").getConnection());
    }

    @Test
    void whatIsClosedSaysSo() throws SQLException {
        ResultSet rows = statement.executeQuery("SELECT 1");
        PreparedStatement prepared = connection.prepareStatement("SELECT ?");
        rows.close();
        assertTrue(rows.isClosed());
        assertError("24000", "the result set is closed", rows::next);
        assertError("24000", "the result set is closed", () -> rows.getInt(1));
        assertError("24000", "the result set is closed", rows::getMetaData);
        statement.close();
        statement.close();
        assertError("55000", "the statement is closed; make another one", () -> statement.executeQuery("SELECT 1"));
        assertError("55000", "the statement is closed", () -> statement.setMaxRows(1));
        assertError("55000", "the statement is closed", () -> statement.addBatch("SELECT 1"));
        assertDoesNotThrow(statement::cancel);
        connection.close();
        connection.close();
        assertFalse(connection.isValid(1));
        assertError("08003", "the connection is closed; open another one", prepared::executeQuery);
        assertError("08003", "the connection is closed", () -> prepared.setInt(1, 1));
        assertError("08003", "the connection is closed", connection::createStatement);
        assertError("08003", "the connection is closed", () -> connection.prepareStatement("SELECT 1"));
        assertError("08003", "the connection is closed", connection::getMetaData);
        assertError("08003", "the connection is closed", connection::commit);
    }

    @Test
    void aResultSetTellsWhatClosedIt() throws SQLException {
        ResultSet first = statement.executeQuery("SELECT 1");
        statement.executeQuery("SELECT 2");
        assertError("24000", "as soon as its statement executes again", first::next);
        ResultSet second = statement.getResultSet();
        connection.close();
        assertError("08003", "the connection is closed", second::next);
    }

    @Test
    void twoThreadsOnOneStatementAreToldApart() throws Exception {
        CompletableFuture<Void> planning = new CompletableFuture<>();
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String sql = "SELECT * FROM 'http://127.0.0.1:" + silent.getLocalPort() + "/x.parquet'";
            CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> {
                planning.complete(null);
                return state(() -> statement.executeQuery(sql));
            });
            planning.get();
            Thread.sleep(300);
            assertError(
                    "55006",
                    "another thread executes this statement just now; give each thread a statement of its own",
                    () -> statement.executeQuery("SELECT 1"));
            statement.cancel();
            assertEquals("57014", first.get(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void readingIsRefusedWhereThereIsNoRow() throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT 300 AS n, 'x' AS t")) {
            assertError("24000", "before its first row; call next()", () -> rows.getInt(1));
            assertTrue(rows.next());
            assertError("22003", "300 does not fit byte", () -> rows.getByte(1));
            assertError("42703", "there is no column 3; the result has 2, counted from 1", () -> rows.getInt(3));
            assertError("42703", "it has n, t", () -> rows.getInt("nothing"));
            assertError("42703", "no column \"null\"", () -> rows.getInt(null));
            assertError("22018", "cannot be read as a number, being 'x'", () -> rows.getInt("t"));
            assertError("0A000", "results go forward only", rows::previous);
            assertError("0A000", "results are read-only", () -> rows.updateInt(1, 1));
            assertFalse(rows.next());
            assertError("24000", "behind its last row", () -> rows.getInt(1));
        }
    }

    @Test
    void valuesThatAreWrongAreRefused() throws SQLException {
        assertError("22023", "a negative number of rows: -1", () -> statement.setMaxRows(-1));
        assertError("22023", "a negative number of seconds", () -> statement.setQueryTimeout(-1));
        assertError("22023", "a timeout of -1 s", () -> connection.isValid(-1));
        assertError("22023", "there is no executor", () -> connection.abort(null));
        assertError("22023", "a network timeout", () -> connection.setNetworkTimeout(Runnable::run, -1));
        Array array = connection.createArrayOf("integer", new Object[] {1, 2});
        assertError("22023", "3 elements from element 1 of an array of 2", () -> array.getArray(1, 3));
        assertError("0A000", "an array of elements of type point", () -> connection.createArrayOf("point", null));
        assertError("0A000", "unwrapping the statement to java.lang.Thread", () -> statement.unwrap(Thread.class));
        assertError("0A000", "generated keys", () -> statement.execute("SELECT 1", Statement.RETURN_GENERATED_KEYS));
        assertError("07001", "there is no parameter 2; the statement has 1", () -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT ?")) {
                query.setInt(2, 1);
            }
        });
        assertError(
                "42000",
                "the statement has rows; use execute or executeQuery",
                () -> statement.executeUpdate("SELECT 1"));
        assertError("42601", "there is no statement", () -> statement.execute(null));
    }

    @Test
    void errorsAreOfTheClassesThatJdbcHasForThem() {
        assertInstanceOf(SQLSyntaxErrorException.class, error(() -> statement.execute("SELEC")));
        assertInstanceOf(SQLSyntaxErrorException.class, error(() -> statement.execute(null)));
        assertInstanceOf(SQLFeatureNotSupportedException.class, error(() -> connection.prepareCall("{call f()}")));
    }

    /** The reference names each SQLSTATE that this test and the others expect of the driver. */
    @Test
    void theStatesAreDocumented() throws IOException {
        String page = Files.readString(Path.of("..", "docs/reference/jdbc.md"));
        for (String state : new String[] {
            "07001", "08003", "0A000", "22003", "22018", "22023", "24000", "42000", "42601", "42703", "55000", "55006",
            "57014"
        }) {
            assertTrue(page.contains("| " + state + " |"), state);
        }
    }
}
