package dev.tarn.sql.define;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The pattern of a SHOW, as Athena's users write it: a regular expression in which {@code *} also stands for any text by
 * itself, and {@code %} and {@code _} mean what they mean in LIKE. It covers the whole name, in any case.
 */
final class NamePattern {
    private NamePattern() {}

    /**
     * Returns the names that fit; all if {@code pattern} is null.
     *
     * @throws TarnException INVALID_STATEMENT for a pattern that is none
     */
    static List<String> matching(List<String> names, String pattern) {
        if (pattern == null) {
            return names;
        }
        Pattern compiled = compiled(pattern);
        return names.stream().filter(name -> compiled.matcher(name).matches()).toList();
    }

    private static Pattern compiled(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            char before = i == 0 ? ' ' : pattern.charAt(i - 1);
            switch (c) {
                case '%' -> regex.append(".*");
                case '*' -> regex.append(before == '.' || before == ']' || before == ')' ? "*" : ".*");
                case '_' -> regex.append('.');
                case '\\' -> regex.append(i + 1 < pattern.length() ? Pattern.quote("" + pattern.charAt(++i)) : "");
                case '|', '.', '[', ']', '(', ')', '+', '^', '$' -> regex.append(c);
                case '-' -> regex.append('-');
                default -> regex.append(Character.isLetterOrDigit(c) ? "" + c : Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    "'" + pattern + "' is no pattern: " + e.getDescription() + "; * is any text, | is or",
                    e);
        }
    }
}
