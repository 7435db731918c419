package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes names, strings and patterns as SQL wants them. */
public final class Names {
    private Names() {}

    /** Returns a string of SQL. */
    public static String string(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Returns a table's name as it is, and a path as a string. */
    public static String reference(String typed) {
        boolean isPath = typed.indexOf('/') >= 0 || typed.indexOf('*') >= 0;
        boolean isQuoted = typed.startsWith("'") || typed.startsWith("\"") || typed.startsWith("`");
        return isPath && !isQuoted ? string(typed) : typed;
    }

    /** Returns the name of a table about a table, as {@code a."t$files"}. */
    public static String withSuffix(String table, String suffix) {
        int dot = table.lastIndexOf('.');
        String name = table.substring(dot + 1).replace("\"", "");
        return table.substring(0, dot + 1) + '"' + name + suffix + '"';
    }

    /** Returns what matches a pattern with {@code *}, in any case. */
    public static Pattern pattern(String typed) {
        return Pattern.compile(Pattern.quote(typed).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE);
    }

    /** Returns whether a condition of a script holds. */
    public static boolean isTrue(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "1" -> true;
            case "false", "off", "no", "0" -> false;
            default ->
                throw new ShellException("a condition is true or false, not '" + word + "'; is a variable not set?");
        };
    }
}
