package dev.tarn.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** What a tool does with the self-contained jar on its class path and no JVM flag; prints what it read. */
public final class PlainClassPathProgram {
    private PlainClassPathProgram() {}

    /** Runs {@code arguments[0]}, with the settings of the others, and prints its rows, values separated by a bar. */
    public static void main(String[] arguments) throws Exception {
        StringBuilder url = new StringBuilder("jdbc:tarn:threads=2");
        for (int i = 1; i < arguments.length; i++) {
            url.append(';').append(arguments[i]);
        }
        try (Connection connection = DriverManager.getConnection(url.toString());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(arguments[0])) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int column = 1; column <= columns; column++) {
                    line.append(column == 1 ? "" : "|").append(rows.getString(column));
                }
                System.out.println(line);
            }
        }
    }
}
