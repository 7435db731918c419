package dev.tarn.shell.render;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/**
 * How text looks on a terminal: East Asian characters and emoji take two columns, combining characters none, and what could
 * take the terminal over or turn the order of its lines is spelled out.
 */
public final class DisplayText {
    private static final int GROUP = 3;
    private static final String TAB = "    ";
    private static final char ZERO_WIDTH_JOINER = '\u200d';
    private static final char EMOJI_VARIATION = '\ufe0f';

    private DisplayText() {}

    /** Returns the number of columns that {@code text}, of one line, takes. */
    public static int width(String text) {
        if (isPlain(text)) {
            return text.length();
        }
        int width = 0;
        for (int i = 0; i < text.length(); i += clusterLength(text, i)) {
            width += clusterWidth(text, i);
        }
        return width;
    }

    /** Returns whether all characters are printable ones of ASCII, so that each takes a column. */
    static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** Returns whether terminals do not agree how many columns the text takes, as with emoji of several characters. */
    static boolean isUncertain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ZERO_WIDTH_JOINER || c == EMOJI_VARIATION || c >= 0xd83c && c <= 0xd83e) {
                return true;
            }
        }
        return false;
    }

    private static int clusterWidth(String text, int at) {
        char c = text.charAt(at);
        boolean single = at + 1 == text.length() || text.charAt(at + 1) <= '~';
        return c <= '~' && single ? 1 : Math.max(0, WCWidth.wcwidthForGraphemeCluster(text, at));
    }

    private static int clusterLength(String text, int at) {
        char c = text.charAt(at);
        boolean single = at + 1 == text.length() || text.charAt(at + 1) <= '~';
        return c <= '~' && single ? 1 : Math.max(1, WCWidth.charCountForGraphemeCluster(text, at));
    }

    /** Returns as much of {@code text} as {@code width} columns hold, with an ellipsis where something is left out. */
    public static String cut(String text, int width) {
        return cut(text, width, "…");
    }

    /** Cuts as {@link #cut(String, int)} does, with another sign for what is left out. */
    public static String cut(String text, int width, String ellipsis) {
        if (text.length() <= width && isPlain(text) || width(text) <= width) {
            return text;
        }
        String sign = ellipsis.substring(0, Math.min(ellipsis.length(), Math.max(1, width)));
        return text.substring(0, end(text, 0, width - sign.length())) + sign;
    }

    /** Returns where the piece that begins at {@code from} and takes {@code width} columns at most ends. */
    private static int end(String text, int from, int width) {
        int used = 0;
        int end = from;
        while (end < text.length()) {
            used += clusterWidth(text, end);
            if (used > width) {
                break;
            }
            end += clusterLength(text, end);
        }
        return end;
    }

    /** Returns {@code text} in pieces that take {@code width} columns at most, cut at blanks where there are any. */
    public static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = end(text, start, width);
            if (end == text.length()) {
                break;
            }
            end = Math.max(end, start + clusterLength(text, start));
            int blank = text.lastIndexOf(' ', end - 1);
            boolean atBlank = blank > start + (end - start) / 2;
            lines.add(text.substring(start, atBlank ? blank + 1 : end));
            start = atBlank ? blank + 1 : end;
        }
        if (start < text.length() || lines.isEmpty()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    /** Returns {@code text} with blanks up to {@code width} columns, before it if {@code right}. */
    public static String pad(String text, int width, boolean right) {
        String blanks = " ".repeat(Math.max(0, width - width(text)));
        return right ? blanks + text : text + blanks;
    }

    /**
     * Returns {@code text} with control characters spelled out, but for line feeds, and tabs as blanks. Characters that turn
     * the direction of text and separators of lines are spelled out too, halves of characters are replaced.
     */
    public static String safe(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnsafe(text, i)) {
                return spelledOut(text);
            }
        }
        return text;
    }

    private static boolean isUnsafe(String text, int at) {
        char c = text.charAt(at);
        if (c <= '~') {
            return c < ' ' && c != '\n';
        }
        return c < 0xa0 || c >= 0x200e && isFormat(c) || Character.isSurrogate(c) && isHalf(text, at);
    }

    private static boolean isFormat(char c) {
        boolean turns = c == 0x200e || c == 0x200f || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
        return turns || c == 0x2028 || c == 0x2029 || c >= 0xfff9 && c <= 0xfffb;
    }

    private static boolean isHalf(String text, int at) {
        char c = text.charAt(at);
        return Character.isHighSurrogate(c)
                ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }

    private static String spelledOut(String text) {
        StringBuilder target = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isUnsafe(text, i)) {
                target.append(c);
            } else if (c == '\t') {
                target.append(TAB);
            } else if (c == '\r') {
                target.append("\\r");
            } else if (Character.isSurrogate(c)) {
                target.append('\ufffd');
            } else {
                target.append(c > 0xff ? "\\u" : "\\x");
                for (int shift = c > 0xff ? 12 : 4; shift >= 0; shift -= 4) {
                    target.append(Character.toUpperCase(Character.forDigit(c >> shift & 15, 16)));
                }
            }
        }
        return target.toString();
    }

    /** Returns a number with commas between its thousands; anything else, and three digits or fewer, as it is. */
    static String grouped(String number) {
        int start = !number.isEmpty() && (number.charAt(0) == '-' || number.charAt(0) == '+') ? 1 : 0;
        int end = digitsEnd(number, start);
        boolean plain = end == number.length() || number.charAt(end) == '.' && isDigits(number, end + 1);
        if (end - start <= GROUP || !plain) {
            return number;
        }
        StringBuilder text = new StringBuilder(number.length() + (end - start) / GROUP);
        text.append(number, 0, start);
        for (int i = start; i < end; i++) {
            if (i > start && (end - i) % GROUP == 0) {
                text.append(',');
            }
            text.append(number.charAt(i));
        }
        return text.append(number, end, number.length()).toString();
    }

    private static boolean isDigits(String text, int from) {
        return from < text.length() && digitsEnd(text, from) == text.length();
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
