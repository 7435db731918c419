package dev.tarn.shell.render;

import dev.tarn.shell.render.Theme.Role;
import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** A line for each value, its label before it, and a line with the row's number above each row. */
final class VerticalRenderer implements Renderer {
    private static final int RULE_WIDTH = 40;
    private static final int LEAST_ROOM = 10;
    private static final int BAR_WIDTH = 3;

    private final RenderOptions options;
    private final String rule;
    private final String bar;

    VerticalRenderer(RenderOptions options) {
        this.options = options;
        this.rule = options.isAscii() ? "-" : "─";
        this.bar = options.theme().paint(Role.BORDER, options.isAscii() ? " | " : " │ ");
    }

    @Override
    public long write(Rows rows, Writer out) throws IOException, SQLException {
        List<Column> columns = rows.columns();
        TextBlock block = new TextBlock(out);
        String[] labels = labels(columns);
        int width = labels.length == 0 ? 0 : DisplayText.width(labels[0]);
        String[] painted = new String[labels.length];
        for (int column = 0; column < labels.length; column++) {
            painted[column] = options.theme().paint(Role.HEADER, labels[column]);
        }
        long count = 0;
        long number = 0;
        while (rows.next()) {
            count++;
            number++;
            if (rows.leftOut() > 0) {
                number += rows.leftOut();
                block.text()
                        .append(title(options.ellipsis() + String.format(Locale.ROOT, " %,d rows", rows.leftOut())));
            }
            block.text().append(title(String.format(Locale.ROOT, "row %d", number)));
            for (int column = 0; column < labels.length; column++) {
                appendValue(painted[column], width, rows.text(column), columns.get(column), block.text());
            }
            block.end();
        }
        return count;
    }

    private String[] labels(List<Column> columns) {
        int most = options.isForTerminal() ? Math.max(LEAST_ROOM, options.lineWidth() / 2) : Integer.MAX_VALUE;
        String[] labels = new String[columns.size()];
        int width = 0;
        for (int column = 0; column < labels.length; column++) {
            String label = DisplayText.safe(columns.get(column).label()).replace('\n', ' ');
            labels[column] = DisplayText.cut(label, most, options.ellipsis());
            width = Math.max(width, DisplayText.width(labels[column]));
        }
        for (int column = 0; column < labels.length; column++) {
            labels[column] = DisplayText.pad(labels[column], width, false);
        }
        return labels;
    }

    private String title(String text) {
        String title = rule + "[ " + text + " ]";
        return options.theme().paint(Role.BORDER, title + rule.repeat(Math.max(3, RULE_WIDTH - title.length()))) + "\n";
    }

    private void appendValue(String label, int width, String value, Column column, StringBuilder target) {
        Theme theme = options.theme();
        target.append(label).append(bar);
        if (value == null) {
            theme.paint(Role.NULL, DisplayText.safe(options.nullTextOr("NULL")), target);
            target.append('\n');
            return;
        }
        Role role = options.highlights() ? Role.ofValue(column) : Role.VALUE_TEXT;
        String text = options.groupsDigits() && column.isNumeric() ? DisplayText.grouped(value) : value;
        int room = options.isForTerminal() ? options.lineWidth() - width - BAR_WIDTH : Integer.MAX_VALUE;
        if (text.length() <= room && DisplayText.isPlain(text)) {
            theme.paint(role, text, target);
            target.append('\n');
            return;
        }
        boolean goesOn = false;
        for (String line : DisplayText.safe(text).split("\n", -1)) {
            List<String> pieces =
                    room >= LEAST_ROOM && room < Integer.MAX_VALUE ? DisplayText.wrapped(line, room) : List.of(line);
            for (String piece : pieces) {
                if (goesOn) {
                    target.append(" ".repeat(width)).append(bar);
                }
                theme.paint(role, piece, target);
                target.append('\n');
                goesOn = true;
            }
        }
    }
}
