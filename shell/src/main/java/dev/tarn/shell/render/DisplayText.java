package dev.tarn.shell.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/**
 * How text looks on a terminal: East Asian characters and emoji take two columns, combining characters none, and control
 * characters, which could take the terminal over, are spelled out.
 */
public final class DisplayText {
    private static final Pattern NUMBER = Pattern.compile("([-+]?)(\\d{4,})(\\.\\d+)?");
    private static final int GROUP = 3;

    private DisplayText() {}

    /** Returns the number of columns that {@code text}, of one line, takes. */
    public static int width(String text) {
        int length = text.length();
        if (isAscii(text)) {
            return length;
        }
        int width = 0;
        for (int i = 0; i < length; ) {
            width += Math.max(0, WCWidth.wcwidthForGraphemeCluster(text, i));
            i += Math.max(1, WCWidth.charCountForGraphemeCluster(text, i));
        }
        return width;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** Returns as much of {@code text} as {@code width} columns hold, with an ellipsis where something is left out. */
    public static String cut(String text, int width) {
        if (text.length() <= width && isAscii(text) || width(text) <= width) {
            return text;
        }
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int cluster = Math.max(0, WCWidth.wcwidthForGraphemeCluster(text, end));
            if (used + cluster > width - 1) {
                break;
            }
            used += cluster;
            end += Math.max(1, WCWidth.charCountForGraphemeCluster(text, end));
        }
        return text.substring(0, end) + "…";
    }

    /** Returns {@code text} with blanks up to {@code width} columns, before it if {@code right}. */
    public static String pad(String text, int width, boolean right) {
        String blanks = " ".repeat(Math.max(0, width - width(text)));
        return right ? blanks + text : text + blanks;
    }

    /** Returns {@code text} with control characters spelled out, but for line feeds, and tabs as blanks. */
    public static String safe(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return spelledOut(text);
            }
        }
        return text;
    }

    private static boolean isControl(char c) {
        return c < ' ' && c != '\n' || c >= 0x7f && c < 0xa0;
    }

    private static String spelledOut(String text) {
        StringBuilder target = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isControl(c)) {
                target.append(c);
            } else if (c == '\t') {
                target.append("    ");
            } else if (c == '\r') {
                target.append("\\r");
            } else {
                target.append("\\x")
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return target.toString();
    }

    /** Returns a number with commas between its thousands; anything else, and three digits or fewer, as it is. */
    static String grouped(String number) {
        Matcher matcher = NUMBER.matcher(number);
        if (!matcher.matches()) {
            return number;
        }
        StringBuilder digits = new StringBuilder(matcher.group(2));
        for (int at = digits.length() - GROUP; at > 0; at -= GROUP) {
            digits.insert(at, ',');
        }
        return matcher.group(1) + digits + (matcher.group(3) == null ? "" : matcher.group(3));
    }
}
