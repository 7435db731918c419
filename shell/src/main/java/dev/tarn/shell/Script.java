package dev.tarn.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts SQL text into its statements at each {@code ;} outside of quotes ({@code '}, {@code "} and {@code `}, each
 * escaped by doubling, in Hive's DDL by a backslash too) and comments ({@code -- ...} and {@code /* ... *}{@code /}). It
 * knows no more SQL than that: what a statement means, the engine decides.
 */
final class Script {
    private static final Pattern HIVE_DDL = Pattern.compile(
            "(DROP|ALTER|SHOW|DESCRIBE|DESC|MSCK|CREATE\\s+(EXTERNAL|DATABASE|SCHEMA|TABLE))\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final String text;
    private final List<Statement> statements = new ArrayList<>();
    private int position;
    private int line = 1;
    private int start = -1;
    private int startLine;

    private Script(String text) {
        this.text = text;
    }

    /**
     * One statement of a script.
     *
     * @param sql its text from the first character that is neither space nor comment, without the {@code ;}
     * @param line the line of the script on which it starts, counted from 1
     */
    record Statement(String sql, int line) {}

    /** The statements of {@code text} in order; parts with nothing but spaces and comments are left out. */
    static List<Statement> statements(String text) {
        Script script = new Script(text);
        script.cut();
        return List.copyOf(script.statements);
    }

    private void cut() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == ';') {
                finish();
                position++;
            } else if (text.startsWith("--", position)) {
                skipTo("\n", 2);
            } else if (text.startsWith("/*", position)) {
                skipTo("*/", 2);
            } else if (c == '\'' || c == '"' || c == '`') {
                begin();
                skipQuoted(c);
            } else {
                if (!Character.isWhitespace(c)) {
                    begin();
                }
                advance();
            }
        }
        finish();
    }

    private void begin() {
        if (start < 0) {
            start = position;
            startLine = line;
        }
    }

    private void finish() {
        if (start >= 0) {
            statements.add(new Statement(text.substring(start, position).stripTrailing(), startLine));
            start = -1;
        }
    }

    private void skipQuoted(char quote) {
        boolean backslashEscapes = quote != '`'
                && HIVE_DDL.matcher(text.substring(start, position)).matches();
        int end = position + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            end += backslashEscapes && text.charAt(end) == '\\' ? 2 : 1;
        }
        moveTo(end + 1);
    }

    /** Moves behind the next {@code end}, looking from {@code opening} characters on; to the end without one. */
    private void skipTo(String end, int opening) {
        int found = text.indexOf(end, position + opening);
        moveTo(found < 0 ? text.length() : found + end.length());
    }

    private void moveTo(int target) {
        int end = Math.min(target, text.length());
        while (position < end) {
            advance();
        }
    }

    private void advance() {
        if (text.charAt(position) == '\n') {
            line++;
        }
        position++;
    }
}
