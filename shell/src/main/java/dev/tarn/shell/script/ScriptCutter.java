package dev.tarn.shell.script;

import dev.tarn.SqlLexer;
import dev.tarn.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts text into SQL statements and the shell's commands. A statement ends with a semicolon outside of quotes and comments;
 * a command begins with a backslash wherever SQL has none, or with a dot where a statement could begin, and goes to the end
 * of its line. One thread.
 */
public final class ScriptCutter {
    private final String text;
    private int position;
    private int line = 1;
    private int lineOffset;

    public ScriptCutter(String text) {
        this.text = text;
        this.position = text.startsWith("\uFEFF") ? 1 : 0;
    }

    /** Returns all items of {@code text}. */
    public static List<ScriptItem> cut(String text) {
        List<ScriptItem> items = new ArrayList<>();
        ScriptCutter cutter = new ScriptCutter(text);
        for (Optional<ScriptItem> item = cutter.next(); item.isPresent(); item = cutter.next()) {
            items.add(item.get());
        }
        return items;
    }

    /** Returns the next item, empty at the end; what says nothing is left out. */
    public Optional<ScriptItem> next() {
        while (position < text.length()) {
            Optional<ScriptItem> item = cutOne();
            if (item.isPresent()) {
                return item;
            }
        }
        return Optional.empty();
    }

    private Optional<ScriptItem> cutOne() {
        SqlLexer lexer = new SqlLexer(text, position);
        int start = -1;
        int end = position;
        for (Optional<SqlToken> next = lexer.next(); next.isPresent(); next = lexer.next()) {
            SqlToken token = next.get();
            if (token.kind() == SqlToken.Kind.SEMICOLON) {
                position = token.end();
                return start < 0
                        ? item(ScriptItem.Kind.END, token.start(), token.start())
                        : item(ScriptItem.Kind.STATEMENT, start, end);
            }
            if (beginsCommand(token, start)) {
                if (start >= 0) {
                    position = token.start();
                    return item(ScriptItem.Kind.PART, start, end);
                }
                return command(token.start());
            }
            if (token.kind() != SqlToken.Kind.COMMENT) {
                start = start < 0 ? token.start() : start;
                end = token.end();
            } else if (start >= 0) {
                end = token.end();
            }
        }
        position = text.length();
        return start < 0 ? Optional.empty() : item(ScriptItem.Kind.PART, start, end);
    }

    private boolean beginsCommand(SqlToken token, int start) {
        if (token.kind() != SqlToken.Kind.SYMBOL || token.end() >= text.length()) {
            return false;
        }
        char next = text.charAt(token.end());
        return switch (text.charAt(token.start())) {
            case '\\' -> Character.isLetter(next) || next == '?' || next == '!';
            case '.' -> start < 0 && Character.isLetter(next);
            default -> false;
        };
    }

    private Optional<ScriptItem> command(int start) {
        int end = text.indexOf('\n', start);
        position = end < 0 ? text.length() : end + 1;
        return item(ScriptItem.Kind.COMMAND, start, end < 0 ? text.length() : end);
    }

    private Optional<ScriptItem> item(ScriptItem.Kind kind, int start, int end) {
        for (; lineOffset < start; lineOffset++) {
            if (text.charAt(lineOffset) == '\n') {
                line++;
            }
        }
        return Optional.of(new ScriptItem(kind, text.substring(start, end).strip(), line));
    }
}
