package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes names, strings and patterns as SQL wants them. */
final class Names {
    private Names() {}

    static String string(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Returns a table's name as it is, and a path as a string. */
    static String reference(String typed) {
        boolean isPath = typed.indexOf('/') >= 0 || typed.indexOf('*') >= 0;
        boolean isQuoted = typed.startsWith("'") || typed.startsWith("\"") || typed.startsWith("`");
        return isPath && !isQuoted ? string(typed) : typed;
    }

    /** Returns the name of a table about a table, as {@code a."t$files"}. */
    static String withSuffix(String table, String suffix) {
        int dot = table.lastIndexOf('.');
        String name = table.substring(dot + 1).replace("\"", "");
        return table.substring(0, dot + 1) + '"' + name + suffix + '"';
    }

    /** Returns what matches a pattern with {@code *}, in any case. */
    static Pattern pattern(String typed) {
        return Pattern.compile(Pattern.quote(typed).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE);
    }

    static boolean isTrue(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "1" -> true;
            case "false", "off", "no", "0" -> false;
            default ->
                throw new ShellException("a condition is true or false, not '" + word + "'; is a variable not set?");
        };
    }

    /** Returns the query for the tables and views that {@code [[catalog.]schema.]pattern} names. */
    static String relations(ShellSession session, String typed, String condition) {
        int dot = typed.lastIndexOf('.');
        String schema = dot < 0 ? session.database().schema() : typed.substring(0, dot);
        String like = typed.substring(dot + 1).replace('*', '%');
        int catalogEnd = schema.lastIndexOf('.');
        String catalog = schema.substring(0, catalogEnd + 1);
        return "SELECT table_name AS \"Name\", table_type AS \"Type\" FROM " + catalog
                + "information_schema.tables WHERE table_schema = "
                + string(schema.substring(catalogEnd + 1).toLowerCase(Locale.ROOT)) + " AND " + condition
                + (like.isEmpty() ? "" : " AND table_name LIKE " + string(like.toLowerCase(Locale.ROOT)))
                + " ORDER BY 1";
    }
}
