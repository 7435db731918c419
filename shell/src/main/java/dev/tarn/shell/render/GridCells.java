package dev.tarn.shell.render;

import java.util.ArrayList;
import java.util.List;

/** How the values of a column stand in a grid: each is a text of one line, or several lines. */
final class GridCells {
    private final Column column;
    private final boolean isMarkdown;
    private final RenderOptions options;
    private final boolean groups;
    private int mostWidth;

    GridCells(Column column, boolean isMarkdown, RenderOptions options) {
        this.column = column;
        this.isMarkdown = isMarkdown;
        this.options = options;
        this.groups = options.groupsDigits() && column.isNumeric();
        this.mostWidth = options.valueWidth() > 0 && !isMarkdown && !column.isNumeric()
                ? options.valueWidth()
                : Integer.MAX_VALUE;
    }

    /** Cuts or wraps values that take more than {@code width} columns; numbers stay whole. */
    void limit(int width) {
        if (!column.isNumeric() && !isMarkdown) {
            mostWidth = Math.min(mostWidth, width);
        }
    }

    /** Returns the most columns that a value takes. */
    int mostWidth() {
        return mostWidth;
    }

    boolean isRight() {
        return column.isNumeric();
    }

    String label() {
        String label = DisplayText.safe(column.label()).replace('\n', ' ');
        if (isMarkdown) {
            return label.replace("|", "\\|");
        }
        return column.isNumeric() ? label : DisplayText.cut(label, mostWidth, options.ellipsis());
    }

    /** Returns the one line that is shown of a value which is not NULL, or null if it needs {@link #lines}. */
    String line(String value) {
        if (groups) {
            return DisplayText.grouped(value);
        }
        boolean simple = value.length() <= mostWidth && DisplayText.isPlain(value);
        return simple && !(isMarkdown && value.indexOf('|') >= 0) ? value : null;
    }

    /** Returns the lines of a value which is not NULL. */
    List<String> lines(String value) {
        String text = DisplayText.safe(value);
        if (isMarkdown) {
            return List.of(text.replace("|", "\\|").replace("\n", "<br>"));
        }
        if (text.indexOf('\n') < 0) {
            return fitted(text);
        }
        List<String> lines = new ArrayList<>();
        for (int start = 0; start <= text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            lines.addAll(fitted(text.substring(start, end)));
            start = end + 1;
        }
        return lines;
    }

    private List<String> fitted(String line) {
        if (mostWidth == Integer.MAX_VALUE) {
            return List.of(line);
        }
        return options.wraps()
                ? DisplayText.wrapped(line, mostWidth)
                : List.of(DisplayText.cut(line, mostWidth, options.ellipsis()));
    }
}
