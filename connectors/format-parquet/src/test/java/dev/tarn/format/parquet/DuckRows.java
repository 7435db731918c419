package dev.tarn.format.parquet;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;

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
                    if (isNested(type)) {
                        Object value = rows.getObject(i + 1);
                        values.add(text(value));
                    } else if (type.equals("FLOAT") || type.equals("DOUBLE")) {
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

    private static boolean isNested(String type) {
        return type.endsWith("]") || type.startsWith("STRUCT") || type.startsWith("MAP");
    }

    /** Returns a value, nested or within one, in the form of {@link ParquetRows}. */
    private static String text(Object value) throws SQLException {
        if (value == null) {
            return "NULL";
        }
        List<String> parts = new ArrayList<>();
        if (value instanceof Array array) {
            for (Object element : (Object[]) array.getArray()) {
                parts.add(text(element));
            }
            return "[" + String.join(", ", parts) + "]";
        }
        if (value instanceof DuckDBStruct struct) {
            for (Map.Entry<String, Object> field : struct.getMap().entrySet()) {
                parts.add(field.getKey() + ": " + text(field.getValue()));
            }
            return "(" + String.join(", ", parts) + ")";
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                parts.add(text(entry.getKey()) + "=" + text(entry.getValue()));
            }
            return "{" + String.join(", ", parts) + "}";
        }
        return leaf(value);
    }

    private static String leaf(Object value) throws SQLException {
        if (value instanceof Float || value instanceof Double) {
            return Double.toString(((Number) value).doubleValue());
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Timestamp timestamp) {
            return micros(timestamp.toLocalDateTime());
        }
        if (value instanceof LocalDateTime time) {
            return micros(time);
        }
        if (value instanceof OffsetDateTime time) {
            return micros(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
        }
        if (value instanceof LocalDate date) {
            return Long.toString(date.toEpochDay());
        }
        if (value instanceof Date date) {
            return Long.toString(date.toLocalDate().toEpochDay());
        }
        if (value instanceof LocalTime time) {
            return Long.toString(time.toNanoOfDay() / 1000);
        }
        if (value instanceof Blob blob) {
            return HexFormat.of().withUpperCase().formatHex(blob.getBytes(1, (int) blob.length()));
        }
        return value.toString();
    }

    private static String micros(LocalDateTime time) {
        return Long.toString(ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), time));
    }

    private static String expression(String name, String type) {
        if (isNested(type)) {
            return name;
        }
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
