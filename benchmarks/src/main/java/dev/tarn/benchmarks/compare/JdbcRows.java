package dev.tarn.benchmarks.compare;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many rows a second come through {@link ResultSet}: ten columns of lineitem, each read by the getter of its type, from
 * Tarn's driver and from DuckDB's, as it is and with streamed results. All must read the same values.
 */
final class JdbcRows {
    private static final String COLUMNS =
            "l_orderkey, l_partkey, l_linenumber, l_quantity, l_extendedprice, l_discount, "
                    + "l_returnflag, l_shipdate, l_shipmode, l_comment";

    private final CompareOptions options;
    private final PrintStream out;

    private JdbcRows(CompareOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** A driver to measure. */
    private record Driver(String name, Connection connection, String sql, Timings timings) {}

    /** What one pass read: rows, and a sum over all values. */
    private record Pass(long rows, long sum) {}

    /** Runs the comparison; returns whether all drivers read the same. */
    static boolean run(CompareOptions options, Map<String, String> environment, PrintStream out) {
        environment.forEach((name, value) -> out.println(name + ": " + value));
        try {
            return new JdbcRows(options, out).run();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean run() throws SQLException {
        String files = options.data().resolve("lineitem") + "/*.parquet";
        String tarn = "jdbc:tarn:threads=" + options.threads() + ";memory_limit=" + options.memoryLimitBytes();
        try (Connection subject = DriverManager.getConnection(tarn);
                Connection whole = DriverManager.getConnection("jdbc:duckdb:");
                Connection streamed = DriverManager.getConnection("jdbc:duckdb:;jdbc_stream_results=true")) {
            List<Driver> drivers = new ArrayList<>();
            drivers.add(new Driver("tarn", subject, "SELECT " + COLUMNS + " FROM '" + files + "'", new Timings()));
            for (Connection duckDb : List.of(whole, streamed)) {
                try (Statement statement = duckDb.createStatement()) {
                    statement.execute("SET threads = " + options.threads());
                }
                String sql = "SELECT " + COLUMNS + " FROM read_parquet('" + files + "')";
                drivers.add(new Driver(duckDb == whole ? "duckdb" : "duckdb, streamed", duckDb, sql, new Timings()));
            }
            return measure(drivers);
        }
    }

    private boolean measure(List<Driver> drivers) throws SQLException {
        Pass expected = null;
        boolean equal = true;
        for (int run = -options.warmUps(); run < options.runs(); run++) {
            for (Driver driver : drivers) {
                long begin = System.nanoTime();
                Pass pass = read(driver);
                if (run >= 0) {
                    driver.timings().add(System.nanoTime() - begin);
                }
                expected = expected == null ? pass : expected;
                equal &= pass.equals(expected);
            }
        }
        out.println();
        out.println("ten columns of lineitem, " + expected.rows() + " rows, median of " + options.runs() + " runs");
        for (Driver driver : drivers) {
            double millis = driver.timings().medianMillis();
            out.println(String.format(
                    Locale.ROOT,
                    "%-18s %8.0f ms %12.0f rows/s",
                    driver.name(),
                    millis,
                    expected.rows() / millis * 1_000));
        }
        out.println(equal ? "all read the same" : "THE DRIVERS READ DIFFERENT VALUES");
        return equal;
    }

    private static Pass read(Driver driver) throws SQLException {
        long rows = 0;
        long sum = 0;
        try (Statement statement = driver.connection().createStatement();
                ResultSet result = statement.executeQuery(driver.sql())) {
            while (result.next()) {
                rows++;
                sum += result.getLong(1) + result.getLong(2) + result.getInt(3);
                sum += result.getBigDecimal(4).unscaledValue().longValue();
                sum += result.getBigDecimal(5).unscaledValue().longValue();
                sum += result.getBigDecimal(6).unscaledValue().longValue();
                sum += result.getString(7).charAt(0);
                sum += result.getObject(8, java.time.LocalDate.class).getDayOfYear();
                sum += result.getString(9).length();
                sum += result.getString(10).length();
            }
        }
        return new Pass(rows, sum);
    }
}
