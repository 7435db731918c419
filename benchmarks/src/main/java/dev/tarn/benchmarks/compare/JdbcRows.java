package dev.tarn.benchmarks.compare;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many rows a second come through {@link ResultSet}: columns of lineitem of all kinds, texts alone, and decimals and times
 * alone, each read by the getter of its type, by getObject and by getString, from Tarn's driver and from DuckDB's, as it is
 * and with streamed results. All must read the same values.
 */
final class JdbcRows {
    private final CompareOptions options;
    private final PrintStream out;

    private JdbcRows(CompareOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Which columns are read. */
    private enum Shape {
        MIXED(
                "ten columns of all kinds",
                "l_orderkey, l_partkey, l_linenumber, l_quantity, l_extendedprice, l_discount, l_returnflag, l_shipdate, "
                        + "l_shipmode, l_comment"),
        TEXTS("five texts", "l_comment, l_shipinstruct, l_shipmode, l_returnflag, l_linestatus"),
        DECIMALS_AND_TIMES(
                "four decimals, a date, two timestamps",
                "l_quantity, l_extendedprice, l_discount, l_tax, l_shipdate, CAST(l_commitdate AS timestamp) AS committed, "
                        + "CAST(l_receiptdate AS timestamp) AS received");

        private final String title;
        private final String columns;

        Shape(String title, String columns) {
            this.title = title;
            this.columns = columns;
        }
    }

    /** How values are read. */
    private enum Style {
        GETTERS("by their getters"),
        OBJECTS("by getObject"),
        STRINGS("by getString");

        private final String title;

        Style(String title) {
            this.title = title;
        }
    }

    /** A driver to measure. */
    private record Driver(String name, Connection connection, String from) {}

    /** What one pass read: rows, and a sum over all values that all drivers give alike. */
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
        String files = "'" + options.data().resolve("lineitem") + "/*.parquet'";
        String tarn = "jdbc:tarn:threads=" + options.threads() + ";memory_limit=" + options.memoryLimitBytes();
        try (Connection subject = DriverManager.getConnection(tarn);
                Connection whole = DriverManager.getConnection("jdbc:duckdb:");
                Connection streamed = DriverManager.getConnection("jdbc:duckdb:;jdbc_stream_results=true")) {
            for (Connection duckDb : List.of(whole, streamed)) {
                try (Statement statement = duckDb.createStatement()) {
                    statement.execute("SET threads = " + options.threads());
                }
            }
            List<Driver> drivers = List.of(
                    new Driver("tarn", subject, files),
                    new Driver("duckdb", whole, "read_parquet(" + files + ")"),
                    new Driver("duckdb, streamed", streamed, "read_parquet(" + files + ")"));
            boolean equal = true;
            for (Shape shape : Shape.values()) {
                out.println();
                out.println(shape.title + " of lineitem, rows/s, median of " + options.runs() + " runs");
                for (Style style : Style.values()) {
                    equal &= measure(drivers, shape, style);
                }
            }
            out.println();
            out.println(equal ? "all read the same" : "THE DRIVERS READ DIFFERENT VALUES");
            return equal;
        }
    }

    private boolean measure(List<Driver> drivers, Shape shape, Style style) throws SQLException {
        Pass expected = null;
        boolean equal = true;
        List<Timings> timings = drivers.stream().map(driver -> new Timings()).toList();
        for (int run = -options.warmUps(); run < options.runs(); run++) {
            for (int i = 0; i < drivers.size(); i++) {
                long begin = System.nanoTime();
                Pass pass = read(drivers.get(i), shape, style);
                if (run >= 0) {
                    timings.get(i).add(System.nanoTime() - begin);
                }
                expected = expected == null ? pass : expected;
                equal &= pass.equals(expected);
            }
        }
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-17s", style.title));
        for (int i = 0; i < drivers.size(); i++) {
            double millis = timings.get(i).medianMillis();
            line.append(String.format(
                    Locale.ROOT, "  %s %,d", drivers.get(i).name(), Math.round(expected.rows() / millis * 1_000)));
        }
        double fastest = Math.min(timings.get(1).medianMillis(), timings.get(2).medianMillis());
        line.append(String.format(
                Locale.ROOT, "  (%.1f times)", fastest / timings.get(0).medianMillis()));
        out.println(line);
        return equal;
    }

    private static Pass read(Driver driver, Shape shape, Style style) throws SQLException {
        long rows = 0;
        long sum = 0;
        try (Statement statement = driver.connection().createStatement();
                ResultSet result = statement.executeQuery("SELECT " + shape.columns + " FROM " + driver.from())) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                rows++;
                sum += switch (style) {
                    case GETTERS ->
                        switch (shape) {
                            case MIXED -> mixed(result);
                            case TEXTS -> texts(result);
                            case DECIMALS_AND_TIMES -> decimalsAndTimes(result);
                        };
                    case OBJECTS -> objects(result, columns);
                    case STRINGS -> strings(result, columns);
                };
            }
        }
        return new Pass(rows, sum);
    }

    private static long mixed(ResultSet row) throws SQLException {
        return row.getLong(1)
                + row.getLong(2)
                + row.getInt(3)
                + unscaled(row, 4)
                + unscaled(row, 5)
                + unscaled(row, 6)
                + row.getString(7).charAt(0)
                + row.getObject(8, LocalDate.class).getDayOfYear()
                + row.getString(9).length()
                + row.getString(10).length();
    }

    private static long texts(ResultSet row) throws SQLException {
        long sum = 0;
        for (int i = 1; i <= 5; i++) {
            sum += row.getString(i).charAt(0);
        }
        return sum;
    }

    private static long decimalsAndTimes(ResultSet row) throws SQLException {
        return unscaled(row, 1)
                + unscaled(row, 2)
                + unscaled(row, 3)
                + unscaled(row, 4)
                + row.getObject(5, LocalDate.class).getDayOfYear()
                + row.getTimestamp(6).getTime()
                + row.getTimestamp(7).getTime();
    }

    private static long unscaled(ResultSet row, int column) throws SQLException {
        return row.getBigDecimal(column).unscaledValue().longValue();
    }

    /** Counts values: the classes that drivers choose are not the same. */
    private static long objects(ResultSet row, int columns) throws SQLException {
        long count = 0;
        for (int i = 1; i <= columns; i++) {
            count += row.getObject(i) == null ? 0 : 1;
        }
        return count;
    }

    /** Adds first characters: some drivers write a timestamp's fraction of 0, others do not. */
    private static long strings(ResultSet row, int columns) throws SQLException {
        long sum = 0;
        for (int i = 1; i <= columns; i++) {
            sum += row.getString(i).charAt(0);
        }
        return sum;
    }
}
