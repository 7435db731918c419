package dev.tarn.shell.render;

import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;
import java.sql.Types;

/** A header, then a line a row, which ends in LF. */
final class DelimitedRenderer implements Renderer {
    private final String separator;
    private final boolean quotes;
    private final String nullText;
    private final boolean hasHeader;

    private DelimitedRenderer(RenderOptions options, String separator, boolean quotes, String nullText) {
        this.separator = options.separatorOr(separator);
        this.quotes = quotes;
        this.nullText = options.nullTextOr(nullText);
        this.hasHeader = options.hasHeader();
    }

    /** Comma-separated values (RFC 4180): NULL is an empty field, an empty string is {@code ""}. */
    static Renderer csv(RenderOptions options) {
        return new DelimitedRenderer(options, ",", true, "");
    }

    /** Tab-separated values: NULL is {@code \N} unless said otherwise; what would end a field is escaped by a backslash. */
    static Renderer tsv(RenderOptions options) {
        return new DelimitedRenderer(options, "\t", false, "\\N");
    }

    /** Values with bars between them: NULL is an empty field; what would end a field is escaped by a backslash. */
    static Renderer list(RenderOptions options) {
        return new DelimitedRenderer(options, "|", false, "");
    }

    @Override
    public long write(Rows rows, Writer out) throws IOException, SQLException {
        TextBlock block = new TextBlock(out);
        int columns = rows.columns().size();
        boolean[] bare = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            bare[column] = isBare(rows.columns().get(column));
        }
        if (hasHeader) {
            for (int column = 0; column < columns; column++) {
                separate(column, block.text());
                appendField(rows.columns().get(column).label(), block.text());
            }
            block.text().append('\n');
            block.end();
        }
        long count = 0;
        for (; rows.next(); count++) {
            for (int column = 0; column < columns; column++) {
                separate(column, block.text());
                String text = rows.text(column);
                if (text == null) {
                    block.text().append(nullText);
                } else if (bare[column]) {
                    block.text().append(text);
                } else {
                    appendField(text, block.text());
                }
            }
            block.text().append('\n');
            block.end();
        }
        return count;
    }

    /** Whether no value of the column can be taken for anything else, and has nothing to escape. */
    private boolean isBare(Column column) {
        boolean plain = column.isNumeric() || column.jdbcType() == Types.DATE;
        char c = separator.charAt(0);
        return plain && nullText.isEmpty() && !Character.isLetterOrDigit(c) && ".-+".indexOf(c) < 0;
    }

    private void separate(int column, StringBuilder target) {
        if (column > 0) {
            target.append(separator);
        }
    }

    private void appendField(String text, StringBuilder target) {
        if (!quotes) {
            appendEscaped(text, target);
        } else if (needsQuotes(text)) {
            target.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            target.append(text);
        }
    }

    private void appendEscaped(String text, StringBuilder target) {
        char ending = separator.charAt(0);
        int copied = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ending || c == '\\' || c == '\n' || c == '\r' || c == '\t') {
                target.append(text, copied, i);
                target.append('\\').append(escape(c));
                copied = i + 1;
            }
        }
        target.append(text, copied, text.length());
    }

    private static char escape(char c) {
        return switch (c) {
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\r' -> 'r';
            default -> c;
        };
    }

    /** Whether the field would be read differently without quotes. */
    private boolean needsQuotes(String text) {
        if (text.isEmpty() || text.equals(nullText)) {
            return true;
        }
        char ending = separator.charAt(0);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\n' || c == '\r' || c == ending) {
                return true;
            }
        }
        return false;
    }
}
