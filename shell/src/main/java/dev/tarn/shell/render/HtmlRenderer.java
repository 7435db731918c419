package dev.tarn.shell.render;

import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;
import java.util.List;

/** A {@code <table>}: numbers to the right, NULL in italics. */
final class HtmlRenderer implements Renderer {
    private final RenderOptions options;

    HtmlRenderer(RenderOptions options) {
        this.options = options;
    }

    @Override
    public long write(Rows rows, Writer out) throws IOException, SQLException {
        List<Column> columns = rows.columns();
        TextBlock block = new TextBlock(out);
        StringBuilder text = block.text();
        text.append("<table>\n");
        if (options.hasHeader()) {
            text.append("<thead>\n<tr>");
            for (Column column : columns) {
                appendEscaped(column.label(), text.append("<th>"));
                text.append("</th>");
            }
            text.append("</tr>\n</thead>\n");
        }
        text.append("<tbody>\n");
        block.end();
        long count = 0;
        for (; rows.next(); count++) {
            text.append("<tr>");
            for (int column = 0; column < columns.size(); column++) {
                text.append(columns.get(column).isNumeric() ? "<td align=\"right\">" : "<td>");
                String value = rows.text(column);
                if (value == null) {
                    appendEscaped(options.nullTextOr("NULL"), text.append("<i>"));
                    text.append("</i>");
                } else {
                    appendEscaped(value, text);
                }
                text.append("</td>");
            }
            text.append("</tr>\n");
            block.end();
        }
        text.append("</tbody>\n</table>\n");
        block.end();
        return count;
    }

    private static void appendEscaped(String text, StringBuilder target) {
        int copied = 0;
        for (int i = 0; i < text.length(); i++) {
            String escape =
                    switch (text.charAt(i)) {
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        case '"' -> "&quot;";
                        case '\n' -> "<br>";
                        default -> null;
                    };
            if (escape != null) {
                target.append(text, copied, i).append(escape);
                copied = i + 1;
            }
        }
        target.append(text, copied, text.length());
    }
}
