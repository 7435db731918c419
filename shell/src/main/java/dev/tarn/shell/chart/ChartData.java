package dev.tarn.shell.chart;

import dev.tarn.shell.render.Column;
import dev.tarn.shell.render.DisplayText;
import dev.tarn.shell.render.Rows;
import dev.tarn.shell.session.ShellException;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * The points of a chart.
 *
 * @param labels what the points are called
 * @param series one or more, each with a value for each point
 * @param isTime whether the labels are dates or times
 */
public record ChartData(List<String> labels, List<Series> series, boolean isTime) {
    private static final int MOST_POINTS = 10_000;

    /**
     * Values that belong together.
     *
     * @param name what they are
     * @param values NaN where there is none
     */
    public record Series(String name, double[] values) {}

    /**
     * Reads rows to their end: the first column names the points, all other columns of numbers are series; a result of one
     * column of numbers is one series.
     *
     * @throws ShellException if there is nothing to draw
     */
    public static ChartData read(Rows rows) throws SQLException {
        if (rows == null) {
            throw new ShellException("the statement has no result to draw");
        }
        List<Column> columns = rows.columns();
        int first = columns.size() == 1 && columns.get(0).isNumeric() ? 0 : 1;
        List<Integer> numeric = new ArrayList<>();
        for (int column = first; column < columns.size(); column++) {
            if (columns.get(column).isNumeric()) {
                numeric.add(column);
            }
        }
        if (numeric.isEmpty()) {
            throw new ShellException("a chart needs a column of numbers behind the first one");
        }
        List<String> labels = new ArrayList<>();
        List<List<Double>> values = new ArrayList<>();
        numeric.forEach(column -> values.add(new ArrayList<>()));
        while (rows.next()) {
            if (labels.size() == MOST_POINTS) {
                throw new ShellException("a chart has at most " + MOST_POINTS + " points; add a LIMIT or a GROUP BY");
            }
            String label = first == 0 ? Integer.toString(labels.size() + 1) : rows.text(0);
            labels.add(label == null ? "NULL" : DisplayText.safe(label).replace('\n', ' '));
            for (int i = 0; i < numeric.size(); i++) {
                String text = rows.text(numeric.get(i));
                values.get(i).add(text == null ? Double.NaN : Double.parseDouble(text));
            }
        }
        if (labels.isEmpty()) {
            throw new ShellException("there are no rows to draw");
        }
        return new ChartData(labels, series(columns, numeric, values), isTime(columns.get(0)));
    }

    private static List<Series> series(List<Column> columns, List<Integer> numeric, List<List<Double>> values) {
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < numeric.size(); i++) {
            double[] own =
                    values.get(i).stream().mapToDouble(Double::doubleValue).toArray();
            series.add(new Series(columns.get(numeric.get(i)).label(), own));
        }
        return series;
    }

    private static boolean isTime(Column column) {
        return column.jdbcType() == Types.DATE
                || column.jdbcType() == Types.TIMESTAMP
                || column.jdbcType() == Types.TIME
                || column.jdbcType() == Types.TIMESTAMP_WITH_TIMEZONE;
    }

    /** Returns the least value, but 0 if {@code fromZero} and all are greater. */
    double least(boolean fromZero) {
        double least = fromZero ? 0 : Double.POSITIVE_INFINITY;
        for (Series one : series) {
            for (double value : one.values) {
                least = Double.isFinite(value) ? Math.min(least, value) : least;
            }
        }
        return Double.isFinite(least) ? least : 0;
    }

    /** Returns the greatest value, but 0 if {@code fromZero} and all are less. */
    double greatest(boolean fromZero) {
        double greatest = fromZero ? 0 : Double.NEGATIVE_INFINITY;
        for (Series one : series) {
            for (double value : one.values) {
                greatest = Double.isFinite(value) ? Math.max(greatest, value) : greatest;
            }
        }
        return Double.isFinite(greatest) ? greatest : 0;
    }
}
