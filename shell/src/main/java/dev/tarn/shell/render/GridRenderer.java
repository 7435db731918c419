package dev.tarn.shell.render;

import dev.tarn.shell.render.Theme.Role;
import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;
import java.util.List;

/**
 * Aligned columns: numbers to the right, everything else to the left, a value of several lines over as many lines. Widths
 * come from the first rows; a later, wider value shifts its own line only, so that nothing is lost.
 */
final class GridRenderer implements Renderer {
    static final int SAMPLE_ROWS = 1_000;

    private final GridStyle style;
    private final RenderOptions options;

    GridRenderer(GridStyle style, RenderOptions options) {
        this.style = style;
        this.options = options;
    }

    @Override
    public long write(Rows rows, Writer out) throws IOException, SQLException {
        BufferedRows buffered = rows instanceof BufferedRows known ? known : new BufferedRows(rows, SAMPLE_ROWS);
        int[] widths = widths(buffered);
        List<Column> columns = rows.columns();
        writeLine(style.top(), columns, widths, out);
        writeHeader(columns, widths, out);
        writeRule(columns, widths, out);
        long count = 0;
        for (; buffered.next(); count++) {
            writeRow(buffered, widths, out);
        }
        writeLine(style.bottom(), columns, widths, out);
        return count;
    }

    /** Returns how many columns of the terminal the first rows take. */
    int totalWidth(BufferedRows rows) {
        int total = style.lineWidth(rows.columns().size());
        for (int width : widths(rows)) {
            total += width;
        }
        return total;
    }

    private int[] widths(BufferedRows rows) {
        List<Column> columns = rows.columns();
        int[] widths = new int[columns.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = DisplayText.width(label(columns.get(column)));
            for (int row = 0; row < rows.sampleSize(); row++) {
                for (String line : lines(rows.sample(row, column), columns.get(column))) {
                    widths[column] = Math.max(widths[column], DisplayText.width(line));
                }
            }
        }
        return widths;
    }

    private String label(Column column) {
        String label = DisplayText.safe(column.label()).replace('\n', ' ');
        return style.isMarkdown() ? label.replace("|", "\\|") : fitted(label);
    }

    private String[] lines(String value, Column column) {
        if (value == null) {
            return new String[] {options.nullTextOr("NULL")};
        }
        String text = DisplayText.safe(value);
        if (options.groupsDigits() && column.isNumeric()) {
            return new String[] {DisplayText.grouped(text)};
        }
        if (style.isMarkdown()) {
            return new String[] {text.replace("|", "\\|").replace("\n", "<br>")};
        }
        if (text.indexOf('\n') < 0) {
            return new String[] {fitted(text)};
        }
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            lines[i] = fitted(lines[i]);
        }
        return lines;
    }

    private String fitted(String line) {
        return options.valueWidth() > 0 ? DisplayText.cut(line, options.valueWidth()) : line;
    }

    private void writeHeader(List<Column> columns, int[] widths, Writer out) throws IOException {
        StringBuilder line = new StringBuilder(border(style.row()[0]));
        for (int column = 0; column < widths.length; column++) {
            String label = DisplayText.pad(
                    label(columns.get(column)),
                    widths[column],
                    columns.get(column).isNumeric());
            line.append(column == 0 ? "" : border(style.row()[1]))
                    .append(options.theme().paint(Role.HEADER, label));
        }
        writeLine(line.append(border(style.row()[2])), out);
    }

    private void writeRule(List<Column> columns, int[] widths, Writer out) throws IOException {
        if (!style.isMarkdown()) {
            writeLine(style.rule(), columns, widths, out);
            return;
        }
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < widths.length; column++) {
            boolean right = columns.get(column).isNumeric();
            line.append('-').append("-".repeat(widths[column])).append(right ? ":|" : "-|");
        }
        writeLine(line, out);
    }

    private void writeLine(String[] parts, List<Column> columns, int[] widths, Writer out) throws IOException {
        if (parts.length == 0) {
            return;
        }
        StringBuilder line = new StringBuilder(parts[0]);
        for (int column = 0; column < columns.size(); column++) {
            line.append(column == 0 ? "" : parts[2]).append(parts[1].repeat(widths[column]));
        }
        writeLine(new StringBuilder(border(line.append(parts[3]).toString())), out);
    }

    private void writeRow(Rows rows, int[] widths, Writer out) throws IOException, SQLException {
        List<Column> columns = rows.columns();
        String[][] cells = new String[columns.size()][];
        boolean[] nulls = new boolean[columns.size()];
        int height = 1;
        for (int column = 0; column < cells.length; column++) {
            String value = rows.text(column);
            nulls[column] = value == null;
            cells[column] = lines(value, columns.get(column));
            height = Math.max(height, cells[column].length);
        }
        for (int i = 0; i < height; i++) {
            StringBuilder line = new StringBuilder(border(style.row()[0]));
            for (int column = 0; column < cells.length; column++) {
                String cell = i < cells[column].length ? cells[column][i] : "";
                String padded = DisplayText.pad(
                        cell, widths[column], columns.get(column).isNumeric());
                line.append(column == 0 ? "" : border(style.row()[1]))
                        .append(nulls[column] ? options.theme().paint(Role.NULL, padded) : padded);
            }
            writeLine(line.append(border(style.row()[2])), out);
        }
    }

    private String border(String text) {
        return options.theme().paint(Role.BORDER, text);
    }

    private void writeLine(StringBuilder line, Writer out) throws IOException {
        int end = line.length();
        while (style.trims() && end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        out.append(line, 0, end).append('\n');
    }
}
