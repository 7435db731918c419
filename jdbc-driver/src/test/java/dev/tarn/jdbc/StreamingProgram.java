package dev.tarn.jdbc;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads every value of every row of the query that is its first argument. Prints how many rows there were and the sums of
 * their columns; in a second line the milliseconds that took, and the most memory in KiB that the process ever had (0 where
 * the system does not tell).
 */
final class StreamingProgram {
    private StreamingProgram() {}

    public static void main(String[] arguments) throws Exception {
        long[] sums = new long[10];
        long begin = System.nanoTime();
        try (Connection connection = DriverManager.getConnection("jdbc:tarn:threads=2");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(arguments[0])) {
            while (rows.next()) {
                add(rows, sums);
            }
        }
        System.out.println(Arrays.stream(sums).mapToObj(Long::toString).collect(Collectors.joining(" ")));
        System.out.println((System.nanoTime() - begin) / 1_000_000 + " " + mostMemory());
    }

    private static void add(ResultSet rows, long[] sums) throws SQLException {
        sums[0]++;
        sums[1] += rows.getLong(1);
        sums[2] += rows.getInt(2);
        sums[3] += rows.getShort(3);
        sums[4] += Math.round(rows.getDouble(4) * 100);
        BigDecimal amount = rows.getBigDecimal(5);
        sums[5] += amount.unscaledValue().longValue();
        sums[6] += rows.getObject(6, LocalDate.class).toEpochDay();
        sums[7] += rows.getObject(7, LocalDateTime.class).toEpochSecond(ZoneOffset.UTC);
        sums[8] += rows.getString(8).length();
        sums[9] += rows.getBoolean(9) ? 1 : 0;
    }

    private static long mostMemory() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        }
    }
}
