package dev.tarn.shell.render;

import dev.tarn.shell.render.Theme.Role;
import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Writes one result as a grid. */
final class GridWriter {
    /** So many columns say something of a long text; with fewer, a line a value is better. */
    private static final int LEAST_WIDTH = 30;

    private static final int LEAST_GROWTH = 2;
    private static final int GROWTH_SHARE = 4;

    private final GridStyle style;
    private final RenderOptions options;
    private final BufferedRows rows;
    private final String nullText;
    private final GridCells[] cells;
    private final Role[] roles;
    private final int[] widths;
    private final String leftEnd;
    private final String between;
    private final String rightEnd;
    private final boolean namesLargeNumbers;
    private final boolean movesCursor;
    private final TextBlock block;
    private final StringBuilder line;
    /** The current row: a text of one line, or else lines. */
    private final String[] texts;

    private final List<String>[] lines;
    private final boolean[] nulls;
    private final int[] needed;
    private int height;

    @SuppressWarnings({"unchecked", "rawtypes"})
    GridWriter(GridStyle style, RenderOptions options, BufferedRows rows, Writer out) {
        this.style = style;
        this.options = options;
        this.rows = rows;
        this.block = new TextBlock(out);
        this.line = block.text();
        this.nullText = DisplayText.safe(options.nullTextOr("NULL")).replace('\n', ' ');
        int count = rows.columns().size();
        cells = new GridCells[count];
        roles = new Role[count];
        widths = new int[count];
        texts = new String[count];
        lines = new List[count];
        nulls = new boolean[count];
        needed = new int[count];
        leftEnd = border(style.row()[0]);
        between = border(style.row()[1]);
        rightEnd = border(style.row()[2]);
        movesCursor = options.isForTerminal() && !options.isAscii() && !style.isMarkdown();
        namesLargeNumbers = options.namesLargeNumbers()
                && options.isForTerminal()
                && !style.isMarkdown()
                && rows.sampleSize() == 1
                && rows.isWhole();
        for (int column = 0; column < count; column++) {
            cells[column] = new GridCells(rows.columns().get(column), style.isMarkdown(), options);
            roles[column] = options.highlights() ? Role.ofValue(rows.columns().get(column)) : Role.VALUE_TEXT;
        }
        fitToSample();
    }

    /** Returns how many columns of the terminal each value takes. */
    int[] widths() {
        return widths;
    }

    private void fitToSample() {
        for (int column = 0; column < cells.length; column++) {
            widths[column] = options.hasHeader() ? DisplayText.width(cells[column].label()) : 0;
        }
        for (int row = 0; row < rows.sampleSize(); row++) {
            for (int column = 0; column < cells.length; column++) {
                take(column, rows.sample(row, column));
                widths[column] = Math.max(widths[column], needed[column]);
            }
        }
        if (options.isForTerminal() && options.valueWidth() == 0) {
            fitToTerminal();
        }
    }

    /** Takes columns from the widest values, as far as they can do with fewer, until all fit the terminal. */
    private void fitToTerminal() {
        int spare = options.lineWidth() - style.lineWidth(widths.length);
        for (int width : widths) {
            spare -= width;
        }
        while (spare < 0) {
            int widest = -1;
            for (int column = 0; column < widths.length; column++) {
                boolean gives = !cells[column].isRight() && widths[column] > LEAST_WIDTH;
                if (gives && (widest < 0 || widths[column] > widths[widest])) {
                    widest = column;
                }
            }
            if (widest < 0) {
                return;
            }
            widths[widest]--;
            spare++;
        }
        for (int column = 0; column < widths.length; column++) {
            cells[column].limit(Math.max(LEAST_WIDTH, widths[column] + spare));
        }
    }

    long write() throws IOException, SQLException {
        writeHead();
        long count = 0;
        for (; rows.next(); count++) {
            if (rows.leftOut() > 0) {
                writeGap(rows.leftOut());
            }
            takeRow();
            writeRow();
        }
        writeRule(style.bottom());
        return count;
    }

    private void takeRow() throws SQLException, IOException {
        height = 1;
        boolean grows = false;
        for (int column = 0; column < cells.length; column++) {
            take(column, rows.text(column));
            grows |= needed[column] > widths[column];
            height = lines[column] == null ? height : Math.max(height, lines[column].size());
        }
        if (grows && !style.isMarkdown()) {
            widen();
        }
    }

    private void take(int column, String value) {
        nulls[column] = value == null;
        String text = value == null ? nullText : cells[column].line(value);
        texts[column] = text;
        lines[column] = text == null ? cells[column].lines(value) : null;
        if (text != null) {
            needed[column] = nulls[column] ? DisplayText.width(text) : text.length();
            if (namesLargeNumbers && cells[column].isRight() && value != null) {
                takeLargeNumber(column, value);
            }
            return;
        }
        needed[column] = 0;
        for (String one : lines[column]) {
            needed[column] = Math.max(needed[column], DisplayText.width(one));
        }
    }

    private void takeLargeNumber(int column, String value) {
        String named = LargeNumbers.named(value);
        if (!named.isEmpty()) {
            lines[column] = List.of(texts[column], "(" + named + ")");
            texts[column] = null;
            needed[column] = Math.max(needed[column], named.length() + 2);
        }
    }

    /** Makes room for a value that is wider than all before it, and for some that are wider still. */
    private void widen() throws IOException {
        writeRule(style.bottom());
        for (int column = 0; column < widths.length; column++) {
            if (needed[column] > widths[column]) {
                int roomy = needed[column] + Math.max(LEAST_GROWTH, needed[column] / GROWTH_SHARE);
                widths[column] = cells[column].isRight() ? roomy : Math.min(roomy, cells[column].mostWidth());
            }
        }
        if (style.bottom().length == 0) {
            endLine();
        }
        writeHead();
    }

    private void writeHead() throws IOException {
        writeRule(style.top());
        if (!options.hasHeader() && !style.isMarkdown()) {
            return;
        }
        line.append(leftEnd);
        for (int column = 0; column < widths.length; column++) {
            line.append(column == 0 ? "" : between);
            append(column, cells[column].label(), Role.HEADER);
        }
        line.append(rightEnd);
        endLine();
        if (style.isMarkdown()) {
            writeMarkdownRule();
        } else {
            writeRule(style.rule());
        }
    }

    private void writeMarkdownRule() throws IOException {
        line.append('|');
        for (int column = 0; column < widths.length; column++) {
            line.append('-').append("-".repeat(widths[column])).append(cells[column].isRight() ? ":|" : "-|");
        }
        endLine();
    }

    private void writeRule(String[] parts) throws IOException {
        if (parts.length == 0) {
            return;
        }
        StringBuilder rule = new StringBuilder(parts[0]);
        for (int column = 0; column < widths.length; column++) {
            rule.append(column == 0 ? "" : parts[2]).append(parts[1].repeat(widths[column]));
        }
        line.append(border(rule.append(parts[3]).toString()));
        endLine();
    }

    private void writeGap(long leftOut) throws IOException {
        int width = style.lineWidth(widths.length) - style.row()[0].length() - style.row()[2].length();
        for (int one : widths) {
            width += one;
        }
        String text = options.ellipsis() + " " + String.format(Locale.ROOT, "%,d", leftOut)
                + (leftOut == 1 ? " row" : " rows");
        String cut = DisplayText.cut(text, width, options.ellipsis());
        line.append(leftEnd).append(options.theme().paint(Role.NULL, cut));
        line.append(" ".repeat(width - DisplayText.width(cut))).append(rightEnd);
        endLine();
    }

    private void writeRow() throws IOException {
        for (int i = 0; i < height; i++) {
            line.append(leftEnd);
            for (int column = 0; column < widths.length; column++) {
                if (column > 0) {
                    line.append(between);
                }
                Role role = nulls[column] ? Role.NULL : roles[column];
                if (lines[column] == null) {
                    append(column, i == 0 ? texts[column] : "", role);
                } else {
                    append(column, i < lines[column].size() ? lines[column].get(i) : "", noteRole(role, i));
                }
            }
            line.append(rightEnd);
            endLine();
        }
    }

    private Role noteRole(Role role, int index) {
        return namesLargeNumbers && role == Role.VALUE_NUMBER && index > 0 ? Role.NULL : role;
    }

    private void append(int column, String text, Role role) {
        boolean right = cells[column].isRight();
        int blanks = widths[column] - (text.equals(texts[column]) ? needed[column] : DisplayText.width(text));
        if (right) {
            appendBlanks(blanks);
        }
        options.theme().paint(role, text, line);
        if (!right) {
            appendBlanks(blanks);
        }
        if (movesCursor && DisplayText.isUncertain(text)) {
            appendMove(column);
        }
    }

    /** Goes to where the value ends, wherever the terminal thinks that it is. */
    private void appendMove(int column) {
        int position = style.row()[0].length() + column * style.row()[1].length() + 1;
        for (int i = 0; i <= column; i++) {
            position += widths[i];
        }
        if (position <= options.lineWidth()) {
            line.append("\u001b[").append(position).append('G');
        }
    }

    private void appendBlanks(int count) {
        for (int i = 0; i < count; i++) {
            line.append(' ');
        }
    }

    private String border(String text) {
        return options.theme().paint(Role.BORDER, text);
    }

    private void endLine() throws IOException {
        int end = line.length();
        while (style.trims() && end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        line.setLength(end);
        line.append('\n');
        block.end();
    }
}
