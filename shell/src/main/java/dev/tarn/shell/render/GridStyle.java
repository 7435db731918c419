package dev.tarn.shell.render;

/**
 * The lines of a grid.
 *
 * @param top the line above all: its left end, its line, its crossing, its right end; empty for none
 * @param rule the line below the header
 * @param bottom the line below all
 * @param row what stands left of a row, between its values, and right of it
 * @param trims whether blanks at the ends of lines are left out
 * @param isMarkdown whether line feeds and bars in values are written as Markdown wants them
 */
record GridStyle(String[] top, String[] rule, String[] bottom, String[] row, boolean trims, boolean isMarkdown) {
    static final GridStyle BOX = new GridStyle(
            new String[] {"┌─", "─", "─┬─", "─┐"},
            new String[] {"├─", "─", "─┼─", "─┤"},
            new String[] {"└─", "─", "─┴─", "─┘"},
            new String[] {"│ ", " │ ", " │"},
            false,
            false);
    private static final String[] ASCII_LINE = {"+-", "-", "-+-", "-+"};
    static final GridStyle ASCII_BOX =
            new GridStyle(ASCII_LINE, ASCII_LINE, ASCII_LINE, new String[] {"| ", " | ", " |"}, false, false);
    static final GridStyle TABLE = new GridStyle(
            new String[0], new String[] {"", "-", "-+-", ""}, new String[0], new String[] {"", " | ", ""}, true, false);
    static final GridStyle COLUMN = new GridStyle(
            new String[0], new String[] {"", "-", "  ", ""}, new String[0], new String[] {"", "  ", ""}, true, false);
    static final GridStyle MARKDOWN = new GridStyle(
            new String[0],
            new String[] {"|-", "-", "-|-", "-|"},
            new String[0],
            new String[] {"| ", " | ", " |"},
            false,
            true);

    /** Returns a box of lines, or of characters of ASCII. */
    static GridStyle box(RenderOptions options) {
        return options.isAscii() ? ASCII_BOX : BOX;
    }

    /** Returns how many columns of the terminal the lines take beside {@code columns} values. */
    int lineWidth(int columns) {
        return row[0].length() + row[2].length() + row[1].length() * Math.max(0, columns - 1);
    }
}
