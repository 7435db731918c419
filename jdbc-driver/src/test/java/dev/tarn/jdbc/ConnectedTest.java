package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a connection of its own, and a statement of it. */
abstract class ConnectedTest {
    Connection connection;
    Statement statement;

    @BeforeEach
    final void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:tarn:threads=2");
        statement = connection.createStatement();
    }

    @AfterEach
    final void disconnect() throws SQLException {
        connection.close();
        assertTrue(connection.isClosed());
    }

    interface Action {
        void run() throws SQLException;
    }

    static SQLException error(Action action) {
        return assertThrows(SQLException.class, action::run);
    }

    static String state(Action action) {
        return error(action).getSQLState();
    }
}
