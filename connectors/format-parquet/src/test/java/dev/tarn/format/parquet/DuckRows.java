package dev.tarn.format.parquet;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes Parquet with DuckDB; values as text in the form of {@link ParquetRows}. */
final class DuckRows implements AutoCloseable {
    private final Connection connection;

    DuckRows() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET threads = 1");
        execute("SET TimeZone = 'UTC'");
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    /** Returns the types of the columns of a file by name. */
    Map<String, String> types(Path path) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE SELECT * FROM read_parquet(" + quoted(path) + ")")) {
            while (rows.next()) {
                types.put(rows.getString(1), rows.getString(2));
            }
        }
        return types;
    }

    List<List<String>> read(Path path, List<String> names) throws SQLException {
        Map<String, String> types = types(path);
        List<String> expressions = new ArrayList<>();
        for (String name : names) {
            expressions.add(expression('"' + name.replace("\"", "\"\"") + '"', types.get(name)));
        }
        String sql = "SELECT " + String.join(", ", expressions) + " FROM read_parquet(" + quoted(path) + ")";
        List<List<String>> result = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < names.size(); i++) {
                    String type = types.get(names.get(i));
                    if (type.equals("FLOAT") || type.equals("DOUBLE")) {
                        double value = rows.getDouble(i + 1);
                        values.add(rows.wasNull() ? "NULL" : Double.toString(value));
                    } else {
                        String value = rows.getString(i + 1);
                        values.add(value == null ? "NULL" : value);
                    }
                }
                result.add(values);
            }
        }
        return result;
    }

    private static String expression(String name, String type) {
        if (type.startsWith("GEOMETRY") || type.startsWith("GEOGRAPHY")) {
            return "hex(ST_AsWKB(" + name + "))";
        }
        return switch (type) {
            case "DATE" -> "date_diff('day', DATE '1970-01-01', " + name + ")";
            case "TIMESTAMP", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" -> "epoch_us(" + name + ")";
            case "TIME", "TIME_NS" -> "epoch_us(" + name + ")";
            case "TIME WITH TIME ZONE" -> "epoch_us(" + name + "::TIME)";
            case "BLOB" -> "hex(" + name + ")";
            case "FLOAT", "DOUBLE" -> "CAST(" + name + " AS DOUBLE)";
            default -> "CAST(" + name + " AS VARCHAR)";
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
