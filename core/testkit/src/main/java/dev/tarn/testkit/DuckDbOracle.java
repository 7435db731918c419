package dev.tarn.testkit;

import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * DuckDB in this process, in memory, as an oracle. Its zone is UTC, {@code /} of integers is integer division, and some of
 * Trino's function names are defined as macros.
 *
 * <p>Where DuckDB lastingly differs from Trino, a test carries an oracle query of its own or cites Trino:
 *
 * <ul>
 *   <li>division by zero is NULL, and so is {@code mod} by zero; Trino raises an error
 *   <li>{@code avg} and division of decimals are DOUBLE; Trino's are decimals
 *   <li>{@code sum} of integers is HUGEINT, and its overflow no error until 128 bits
 *   <li>{@code concat}, {@code greatest} and {@code least} skip NULLs; in Trino one NULL makes the result NULL
 *   <li>{@code date_diff} counts boundaries crossed ({@code datediff}); Trino counts whole units ({@code datesub} there)
 *   <li>{@code regexp_replace} replaces the first match unless told otherwise
 *   <li>{@code x IN ()} and comparisons of CHAR know no padding; CHAR is VARCHAR
 *   <li>casts of doubles to integers round half to even; Trino rounds half away from zero
 *   <li>ORDER BY puts NULLs last in both directions, as in Trino
 * </ul>
 */
public final class DuckDbOracle implements SqlSession {
    private static final List<String> SET_UP = List.of(
            "SET TimeZone = 'UTC'",
            "SET threads = 2",
            "SET integer_division = true",
            "CREATE MACRO regexp_like(s, p) AS regexp_matches(s, p)",
            "CREATE MACRO is_nan(x) AS isnan(x)",
            "CREATE MACRO day_of_year(x) AS dayofyear(x)",
            "CREATE MACRO day_of_week(x) AS isodow(x)");

    private final Connection connection;

    private DuckDbOracle(Connection connection) {
        this.connection = connection;
    }

    /** Opens a database of its own in memory. */
    public static DuckDbOracle open() {
        try {
            DuckDbOracle oracle = new DuckDbOracle(DriverManager.getConnection("jdbc:duckdb:"));
            SET_UP.forEach(oracle::execute);
            return oracle;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the connection, which the oracle closes. */
    public Connection connection() {
        return connection;
    }

    @Override
    public SqlResult execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return SqlResult.NONE;
            }
            try (ResultSet rows = statement.getResultSet()) {
                return read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the oracle cannot run: " + sql + "\n" + e.getMessage(), e);
        }
    }

    private static SqlResult read(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> names = new ArrayList<>();
        List<Type> types = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i));
            types.add(type(columns, i));
        }
        List<List<Object>> values = new ArrayList<>();
        while (rows.next()) {
            Object[] row = new Object[names.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = value(rows, i + 1, types.get(i));
            }
            values.add(Arrays.asList(row));
        }
        return new SqlResult(names, types, values);
    }

    private static Type type(ResultSetMetaData columns, int column) throws SQLException {
        String name = columns.getColumnTypeName(column);
        if (name.equals("HUGEINT") || name.equals("UBIGINT")) {
            return Type.decimal(38, 0);
        }
        if (name.equals("INTERVAL")) {
            return Type.INTERVAL_DAY_SECOND;
        }
        return switch (columns.getColumnType(column)) {
            case Types.BOOLEAN -> Type.BOOLEAN;
            case Types.TINYINT -> Type.TINYINT;
            case Types.SMALLINT -> Type.SMALLINT;
            case Types.INTEGER -> Type.INTEGER;
            case Types.BIGINT -> Type.BIGINT;
            case Types.FLOAT, Types.REAL -> Type.REAL;
            case Types.DOUBLE -> Type.DOUBLE;
            case Types.DECIMAL -> Type.decimal(columns.getPrecision(column), columns.getScale(column));
            case Types.VARCHAR -> Type.VARCHAR;
            case Types.BLOB -> Type.VARBINARY;
            case Types.DATE -> Type.DATE;
            case Types.TIME -> Type.TIME;
            case Types.TIMESTAMP -> Type.timestamp(6);
            default -> Type.UNKNOWN;
        };
    }

    private static Object value(ResultSet rows, int column, Type type) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case DECIMAL ->
                value instanceof BigInteger whole ? new BigDecimal(whole) : new BigDecimal(value.toString());
            case DATE -> rows.getObject(column, LocalDate.class);
            case TIME -> rows.getObject(column, LocalTime.class);
            case TIMESTAMP -> rows.getObject(column, LocalDateTime.class);
            case VARBINARY -> rows.getBytes(column);
            case INTERVAL_DAY_SECOND -> interval(rows.getString(column));
            case UNKNOWN -> nested(value);
            default -> value;
        };
    }

    /** Returns lists, structs and maps, and what is in them, as the test kit has them; anything else as text. */
    private static Object nested(Object value) throws SQLException {
        if (value instanceof java.sql.Array array) {
            List<Object> elements = new ArrayList<>();
            for (Object element : (Object[]) array.getArray()) {
                elements.add(part(element));
            }
            return elements;
        }
        if (value instanceof java.sql.Struct struct) {
            List<Object> fields = new ArrayList<>();
            for (Object field : struct.getAttributes()) {
                fields.add(part(field));
            }
            return new StructValue(fields);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                entries.put(part(entry.getKey()), part(entry.getValue()));
            }
            return entries;
        }
        return value.toString();
    }

    private static Object part(Object value) throws SQLException {
        if (value instanceof java.sql.Array || value instanceof java.sql.Struct || value instanceof Map<?, ?>) {
            return nested(value);
        }
        if (value instanceof java.sql.Timestamp timestamp) {
            return timestamp.toLocalDateTime();
        }
        if (value instanceof java.sql.Date date) {
            return date.toLocalDate();
        }
        if (value instanceof java.sql.Blob blob) {
            return blob.getBytes(1, (int) blob.length());
        }
        return value instanceof BigInteger whole ? new BigDecimal(whole) : value;
    }

    /** Reads DuckDB's text of an interval, as in {@code 1 year 2 months 3 days -04:05:06.7}. */
    private static Object interval(String text) {
        Period period = Period.ZERO;
        Duration time = Duration.ZERO;
        String[] words = text.split(" ");
        for (int i = 0; i < words.length; i++) {
            if (words[i].contains(":")) {
                boolean negative = words[i].startsWith("-");
                String[] parts = words[i].replace("-", "").split(":");
                BigDecimal seconds = new BigDecimal(parts[2]);
                Duration clock = Duration.ofHours(Long.parseLong(parts[0]))
                        .plusMinutes(Long.parseLong(parts[1]))
                        .plusNanos(seconds.movePointRight(9).longValueExact());
                time = time.plus(negative ? clock.negated() : clock);
                continue;
            }
            int count = Integer.parseInt(words[i++]);
            switch (words[i].replaceAll("s$", "")) {
                case "year" -> period = period.plusYears(count);
                case "month" -> period = period.plusMonths(count);
                default -> time = time.plusDays(count);
            }
        }
        return period.isZero() ? time : period;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
