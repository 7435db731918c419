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
        out.write("<table>\n<thead>\n<tr>");
        for (Column column : columns) {
            out.write("<th>" + escaped(column.label()) + "</th>");
        }
        out.write("</tr>\n</thead>\n<tbody>\n");
        long count = 0;
        for (; rows.next(); count++) {
            out.write("<tr>");
            for (int column = 0; column < columns.size(); column++) {
                String text = rows.text(column);
                out.write(columns.get(column).isNumeric() ? "<td align=\"right\">" : "<td>");
                out.write(text == null ? "<i>" + escaped(options.nullTextOr("NULL")) + "</i>" : escaped(text));
                out.write("</td>");
            }
            out.write("</tr>\n");
        }
        out.write("</tbody>\n</table>\n");
        return count;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\n", "<br>");
    }
}
