package dev.tarn.shell.render;

import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;
import java.util.List;

/** A table for AsciiDoc: its values are literal, so that only bars need an escape; numbers to the right. */
final class AsciiDocRenderer implements Renderer {
    private final RenderOptions options;

    AsciiDocRenderer(RenderOptions options) {
        this.options = options;
    }

    @Override
    public long write(Rows rows, Writer out) throws IOException, SQLException {
        List<Column> columns = rows.columns();
        TextBlock block = new TextBlock(out);
        StringBuilder text = block.text();
        text.append("[cols=\"");
        for (int column = 0; column < columns.size(); column++) {
            text.append(column == 0 ? "" : ",").append(columns.get(column).isNumeric() ? ">l" : "<l");
        }
        text.append(options.hasHeader() ? "\",options=\"header\"]\n|===\n" : "\"]\n|===\n");
        if (options.hasHeader()) {
            for (int column = 0; column < columns.size(); column++) {
                text.append(column == 0 ? "|" : " |");
                appendEscaped(columns.get(column).label(), text);
            }
            text.append("\n\n");
        }
        block.end();
        long count = 0;
        for (; rows.next(); count++) {
            for (int column = 0; column < columns.size(); column++) {
                String value = rows.text(column);
                text.append(column == 0 ? "|" : " |");
                appendEscaped(value == null ? options.nullTextOr("NULL") : value, text);
            }
            text.append('\n');
            block.end();
        }
        text.append("|===\n");
        block.end();
        return count;
    }

    private static void appendEscaped(String text, StringBuilder target) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '|') {
                target.append('\\');
            }
            target.append(c);
        }
    }
}
