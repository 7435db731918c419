package dev.tarn.shell.session;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows the place in a statement that an error names. */
public final class ErrorText {
    private static final Pattern PLACE = Pattern.compile("\\bline (\\d{1,9}), column (\\d{1,9})\\b");
    private static final int MOST_CHARACTERS = 120;
    private static final int MOST_BEFORE = 60;

    private ErrorText() {}

    /** Returns the line of {@code sql} that {@code message} names, and below it a mark; empty where it names none. */
    public static Optional<String> excerpt(String message, String sql) {
        Matcher place = PLACE.matcher(message);
        if (!place.find()) {
            return Optional.empty();
        }
        String[] lines = sql.split("\n", -1);
        int line = Integer.parseInt(place.group(1));
        int column = Integer.parseInt(place.group(2));
        if (line > lines.length || column > lines[line - 1].length() + 1) {
            return Optional.empty();
        }
        String text = lines[line - 1].replace('\t', ' ').stripTrailing();
        int start = Math.max(0, column - 1 - MOST_BEFORE);
        int end = Math.min(text.length(), start + MOST_CHARACTERS);
        String shown = (start > 0 ? "... " : "")
                + text.substring(Math.min(start, end), end)
                + (end < text.length() ? " ..." : "");
        int mark = column - 1 - start + (start > 0 ? 4 : 0);
        return Optional.of("  " + shown + "\n  " + " ".repeat(mark) + "^");
    }
}
