package dev.tarn.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** Reads all rows of the query that is its first argument, and prints how many there were and the sum of the first column. */
final class StreamingProgram {
    private StreamingProgram() {}

    public static void main(String[] arguments) throws Exception {
        long rows = 0;
        long sum = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:tarn:threads=2;memory_limit=128MB");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(arguments[0])) {
            while (result.next()) {
                rows++;
                sum += result.getLong(1);
                result.getString(2);
            }
        }
        System.out.println(rows + " " + sum);
    }
}
