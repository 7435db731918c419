package dev.tarn.shell;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.AttributedCharSequence;
import org.jline.utils.AttributedString;
import org.jline.utils.Colors;
import org.jline.utils.WCWidth;

/** A picture of a terminal: text with escape codes as SVG. */
final class AnsiPicture {
    private static final double CELL_WIDTH = 8.4;
    private static final double LINE_HEIGHT = 18;
    private static final int MARGIN = 12;
    private static final String BACKGROUND = "#1d2021";
    private static final String FOREGROUND = "#ebdbb2";
    private static final String[] BASIC = {
        "#928374", "#fb4934", "#b8bb26", "#fabd2f", "#83a598", "#d3869b", "#8ec07c", "#ebdbb2",
        "#928374", "#fb4934", "#b8bb26", "#fabd2f", "#83a598", "#d3869b", "#8ec07c", "#fbf1c7"
    };
    private static final Pattern SGR = Pattern.compile("\u001b\\[([0-9;]*)m");

    private final StringBuilder svg = new StringBuilder();

    private AnsiPicture() {}

    /** Draws a screen of so many columns; empty lines at its end are left out. */
    static String draw(String screen, int columns) {
        String[] lines = screen.stripTrailing().split("\n", -1);
        AnsiPicture picture = new AnsiPicture();
        picture.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" font-family=\"ui-monospace, "
                        + "'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\">",
                columns * CELL_WIDTH + 2 * MARGIN, lines.length * LINE_HEIGHT + 2 * MARGIN);
        picture.append("<rect width=\"100%%\" height=\"100%%\" rx=\"8\" fill=\"%s\"/>", BACKGROUND);
        for (int i = 0; i < lines.length; i++) {
            picture.line(AttributedString.fromAnsi(lines[i]), MARGIN + LINE_HEIGHT * (i + 0.75));
        }
        return picture.svg.append("</svg>\n").toString();
    }

    private void append(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void line(AttributedString line, double y) {
        int column = 0;
        for (int start = 0; start < line.length(); ) {
            int end = line.runLimit(start);
            String text = line.subSequence(start, end).toString();
            int width = 0;
            for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
                width += Math.max(0, WCWidth.wcwidth(text.codePointAt(i)));
            }
            if (!text.isBlank()) {
                append(
                        "<text x=\"%.1f\" y=\"%.1f\" textLength=\"%.1f\" lengthAdjust=\"spacingAndGlyphs\" fill=\"%s\"%s "
                                + "xml:space=\"preserve\">%s</text>",
                        MARGIN + column * CELL_WIDTH,
                        y,
                        width * CELL_WIDTH,
                        colour(line, start),
                        isBold(line, start) ? " font-weight=\"bold\"" : "",
                        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
            }
            column += width;
            start = end;
        }
    }

    private static boolean isBold(AttributedCharSequence line, int index) {
        return codes(line, index).matches("(.*;)?1(;.*)?");
    }

    /** Returns the codes of the style of a character, as a terminal would get them. */
    private static String codes(AttributedCharSequence line, int index) {
        Matcher matcher = SGR.matcher("\u001b[" + line.styleAt(index).toAnsi() + "m");
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String colour(AttributedCharSequence line, int index) {
        String[] codes = codes(line, index).split(";", -1);
        for (int i = 0; i < codes.length; i++) {
            int code = codes[i].isEmpty() ? 0 : Integer.parseInt(codes[i]);
            if (code >= 30 && code <= 37) {
                return BASIC[code - 30];
            }
            if (code >= 90 && code <= 97) {
                return BASIC[code - 82];
            }
            if (code == 38 && i + 2 < codes.length) {
                return indexed(Integer.parseInt(codes[i + 2]));
            }
        }
        return FOREGROUND;
    }

    private static String indexed(int number) {
        return number < BASIC.length
                ? BASIC[number]
                : String.format(Locale.ROOT, "#%06x", Colors.DEFAULT_COLORS_256[number] & 0xffffff);
    }
}
