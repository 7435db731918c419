package dev.tarn.shell;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/**
 * Aligned columns for a reader: numbers to the right, everything else to the left, NULL spelled out, a value of several
 * lines over as many lines. Widths come from the first {@value #SAMPLE_ROWS} rows; a later, wider value shifts its own
 * line only.
 */
final class TableWriter implements ResultWriter {
    private static final int SAMPLE_ROWS = 1_000;
    private static final String SEPARATOR = " | ";

    @Override
    public void write(ResultSet result, Writer out) throws IOException, SQLException {
        Values values = new Values(result);
        List<String[]> sample = new ArrayList<>();
        boolean more = true;
        while (sample.size() < SAMPLE_ROWS && (more = result.next())) {
            sample.add(row(values));
        }
        int[] widths = widths(values, sample);
        writeHeader(values, widths, out);
        for (String[] row : sample) {
            writeRow(values, row, widths, out);
        }
        long rows = sample.size();
        while (more && result.next()) {
            writeRow(values, row(values), widths, out);
            rows++;
        }
        out.write(rows == 1 ? "(1 row)\n" : "(" + rows + " rows)\n");
    }

    private static String[] row(Values values) throws SQLException {
        String[] row = new String[values.count()];
        for (int column = 0; column < row.length; column++) {
            String text = values.text(column);
            row[column] = text == null ? "NULL" : text.replace("\t", "    ");
        }
        return row;
    }

    private static int[] widths(Values values, List<String[]> sample) {
        int[] widths = new int[values.count()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = width(values.label(column));
            for (String[] row : sample) {
                for (String line : row[column].split("\n", -1)) {
                    widths[column] = Math.max(widths[column], width(line));
                }
            }
        }
        return widths;
    }

    private static void writeHeader(Values values, int[] widths, Writer out) throws IOException {
        StringBuilder header = new StringBuilder();
        StringBuilder rule = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            if (column > 0) {
                header.append(SEPARATOR);
                rule.append("-+-");
            }
            appendCell(values.label(column), widths[column], values.isNumeric(column), header);
            rule.append("-".repeat(widths[column]));
        }
        writeLine(header, out);
        writeLine(rule, out);
    }

    private static void writeRow(Values values, String[] row, int[] widths, Writer out) throws IOException {
        String[][] cells = new String[row.length][];
        int height = 1;
        for (int column = 0; column < row.length; column++) {
            cells[column] = row[column].split("\n", -1);
            height = Math.max(height, cells[column].length);
        }
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < row.length; column++) {
                if (column > 0) {
                    text.append(SEPARATOR);
                }
                String cell = line < cells[column].length ? cells[column][line] : "";
                appendCell(cell, widths[column], values.isNumeric(column), text);
            }
            writeLine(text, out);
        }
    }

    private static void appendCell(String cell, int width, boolean right, StringBuilder target) {
        String padding = " ".repeat(Math.max(0, width - width(cell)));
        if (right) {
            target.append(padding).append(cell);
        } else {
            target.append(cell).append(padding);
        }
    }

    private static void writeLine(StringBuilder text, Writer out) throws IOException {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        out.append(text, 0, end).append('\n');
    }

    /** The number of terminal cells that {@code text} takes. */
    private static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            width += Math.max(0, WCWidth.wcwidth(codePoint));
            i += Character.charCount(codePoint);
        }
        return width;
    }
}
