package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorPosition.InStatement;

/** Shows a place in SQL text. */
final class SourceLine {
    private static final int WIDTH = 120;

    private SourceLine() {}

    /** Returns the line of {@code position} and a caret under its first column, each on a line of its own. */
    static String excerpt(String text, InStatement position) {
        String[] lines = text.split("\r\n|\r|\n", -1);
        if (position == null || position.line() > lines.length) {
            return "";
        }
        String line = lines[position.line() - 1];
        int caret = Math.min(position.column() - 1, line.length());
        int from = Math.max(0, caret - WIDTH / 2);
        int to = Math.min(line.length(), from + WIDTH);
        String blank = line.substring(from, caret).replaceAll("[^\t]", " ");
        return "\n    " + line.substring(from, to) + "\n    " + blank + "^";
    }

    /** Returns the offset in {@code text}, which starts at the given place of a script, of another place. */
    static int offset(String text, int startLine, int startColumn, InStatement place) {
        int line = startLine;
        int column = startColumn;
        for (int i = 0; i < text.length(); i++) {
            if (line == place.line() && column == place.column()) {
                return i;
            }
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n')) {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return text.length();
    }
}
