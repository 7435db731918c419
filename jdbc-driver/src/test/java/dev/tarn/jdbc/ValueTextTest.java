package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What getString gives of numbers and times is what the JDK's classes write. */
class ValueTextTest {
    private static final int VALUES = 300;

    private interface Check {
        void check(ResultSet row) throws SQLException;
    }

    private static void forEach(List<String> values, String type, Check check) throws SQLException {
        String sql = "SELECT CAST(x AS " + type + ") FROM (VALUES '" + String.join("', '", values) + "') AS t (x)";
        int rows = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:tarn:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                check.check(row);
                rows++;
            }
        }
        assertEquals(values.size(), rows);
    }

    @Test
    void decimals() throws SQLException {
        Random random = new Random(3);
        for (int[] type :
                new int[][] {{1, 0}, {1, 1}, {9, 2}, {18, 0}, {18, 18}, {19, 3}, {38, 0}, {38, 21}, {38, 22}, {38, 38}
                }) {
            List<String> values = new ArrayList<>(List.of("0"));
            for (int i = 0; i < VALUES; i++) {
                BigInteger most = BigInteger.TEN.pow(1 + random.nextInt(type[0]));
                BigInteger digits = new BigInteger(128, random).mod(most);
                values.add(new BigDecimal(random.nextBoolean() ? digits : digits.negate(), type[1]).toPlainString());
            }
            forEach(values, "decimal(" + type[0] + ", " + type[1] + ")", row -> {
                assertEquals(row.getBigDecimal(1).toPlainString(), row.getString(1));
                assertEquals(type[1], row.getBigDecimal(1).scale());
            });
        }
    }

    @Test
    void datesAndTimestamps() throws SQLException {
        Random random = new Random(4);
        List<String> days = new ArrayList<>(List.of("0001-01-01", "9999-12-31", "1969-12-31", "2024-02-29"));
        List<String> moments = new ArrayList<>(List.of("1969-12-31 23:59:59.999999", "0001-01-01 00:00:00"));
        DateTimeFormatter format = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
        for (int i = 0; i < VALUES; i++) {
            LocalDate day = LocalDate.ofEpochDay(random.nextInt(3_000_000) - 700_000);
            days.add(day.toString());
            moments.add(format.format(day.atStartOfDay().plusNanos(random.nextLong(86_400_000_000L) * 1_000)));
        }
        forEach(
                days,
                "date",
                row -> assertEquals(row.getObject(1, LocalDate.class).toString(), row.getString(1)));
        for (int digits = 0; digits <= 6; digits++) {
            int wanted = digits;
            forEach(moments, "timestamp(" + digits + ")", row -> {
                String exact = format.format(row.getObject(1, LocalDateTime.class));
                int length = "0001-01-01 00:00:00".length() + (wanted == 0 ? 0 : 1 + wanted);
                assertEquals(exact.substring(0, length), row.getString(1));
                assertTrue(exact.endsWith("0".repeat(6 - wanted)), exact);
            });
        }
    }
}
