package dev.tarn.shell.render;

import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;

/** A header, then a line a row, which ends in LF. */
final class DelimitedRenderer implements Renderer {
    private final char delimiter;
    private final boolean quotes;
    private final String nullText;

    private DelimitedRenderer(char delimiter, boolean quotes, String nullText) {
        this.delimiter = delimiter;
        this.quotes = quotes;
        this.nullText = nullText;
    }

    /** Comma-separated values (RFC 4180): NULL is an empty field, an empty string is {@code ""}. */
    static Renderer csv(RenderOptions options) {
        return new DelimitedRenderer(',', true, options.nullTextOr(""));
    }

    /** Tab-separated values: NULL is {@code \N} unless said otherwise; what would end a field is escaped by a backslash. */
    static Renderer tsv(RenderOptions options) {
        return new DelimitedRenderer('\t', false, options.nullTextOr("\\N"));
    }

    @Override
    public long write(Rows rows, Writer out) throws IOException, SQLException {
        int columns = rows.columns().size();
        for (int column = 0; column < columns; column++) {
            separate(column, out);
            writeField(rows.columns().get(column).label(), out);
        }
        out.write('\n');
        long count = 0;
        for (; rows.next(); count++) {
            for (int column = 0; column < columns; column++) {
                separate(column, out);
                String text = rows.text(column);
                if (text == null) {
                    out.write(nullText);
                } else {
                    writeField(text, out);
                }
            }
            out.write('\n');
        }
        return count;
    }

    private void separate(int column, Writer out) throws IOException {
        if (column > 0) {
            out.write(delimiter);
        }
    }

    private void writeField(String text, Writer out) throws IOException {
        if (!quotes) {
            writeEscaped(text, out);
        } else if (needsQuotes(text)) {
            out.write('"');
            out.write(text.replace("\"", "\"\""));
            out.write('"');
        } else {
            out.write(text);
        }
    }

    private static void writeEscaped(String text, Writer out) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\t' -> out.write("\\t");
                case '\n' -> out.write("\\n");
                case '\r' -> out.write("\\r");
                case '\\' -> out.write("\\\\");
                default -> out.write(c);
            }
        }
    }

    /** Whether the field would be read differently without quotes. */
    private boolean needsQuotes(String text) {
        if (text.isEmpty() || text.equals(nullText)) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }
}
