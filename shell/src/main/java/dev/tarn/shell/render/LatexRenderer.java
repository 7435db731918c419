package dev.tarn.shell.render;

import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;
import java.util.List;

/** A {@code tabular} for LaTeX: numbers to the right, NULL in italics; what LaTeX would take for its own is escaped. */
final class LatexRenderer implements Renderer {
    private final RenderOptions options;

    LatexRenderer(RenderOptions options) {
        this.options = options;
    }

    @Override
    public long write(Rows rows, Writer out) throws IOException, SQLException {
        List<Column> columns = rows.columns();
        TextBlock block = new TextBlock(out);
        StringBuilder text = block.text();
        text.append("\\begin{tabular}{");
        columns.forEach(column -> text.append(column.isNumeric() ? 'r' : 'l'));
        text.append("}\n");
        if (options.hasHeader()) {
            for (int column = 0; column < columns.size(); column++) {
                text.append(column == 0 ? "" : " & ").append("\\textbf{");
                appendEscaped(columns.get(column).label(), text);
                text.append('}');
            }
            text.append(" \\\\\n\\hline\n");
        }
        long count = 0;
        for (; rows.next(); count++) {
            for (int column = 0; column < columns.size(); column++) {
                text.append(column == 0 ? "" : " & ");
                appendValue(rows.text(column), column == 0, text);
            }
            text.append(" \\\\\n");
            block.end();
        }
        text.append("\\end{tabular}\n");
        block.end();
        return count;
    }

    private void appendValue(String value, boolean isFirst, StringBuilder target) {
        if (value == null) {
            target.append("\\textit{");
            appendEscaped(options.nullTextOr("NULL"), target);
            target.append('}');
            return;
        }
        boolean severalLines = value.indexOf('\n') >= 0;
        // Behind the end of a row, a star or bracket would belong to it.
        boolean needsShield = isFirst && (value.startsWith("[") || value.startsWith("*"));
        target.append(severalLines ? "\\shortstack[l]{" : needsShield ? "{}" : "");
        appendEscaped(value, target);
        target.append(severalLines ? "}" : "");
    }

    private static void appendEscaped(String text, StringBuilder target) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&', '%', '$', '#', '_', '{', '}' -> target.append('\\').append(c);
                case '\\' -> target.append("\\textbackslash{}");
                case '~' -> target.append("\\textasciitilde{}");
                case '^' -> target.append("\\textasciicircum{}");
                case '<' -> target.append("\\textless{}");
                case '>' -> target.append("\\textgreater{}");
                case '|' -> target.append("\\textbar{}");
                case '\n' -> target.append("\\\\");
                default -> target.append(c < ' ' ? ' ' : c);
            }
        }
    }
}
