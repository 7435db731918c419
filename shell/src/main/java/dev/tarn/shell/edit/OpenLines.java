package dev.tarn.shell.edit;

import dev.tarn.SqlLexer;
import dev.tarn.SqlToken;
import java.util.Optional;
import java.util.TreeMap;

/** What each line of a text begins within: a string, a quoted name, a comment, a parenthesis, or only a statement. Immutable. */
final class OpenLines {
    private final String text;
    private final TreeMap<Integer, Character> openings = new TreeMap<>();

    private OpenLines(String text) {
        this.text = text;
    }

    /** Looks at a text. */
    static OpenLines of(String text) {
        OpenLines lines = new OpenLines(text);
        lines.scan();
        return lines;
    }

    boolean isOf(String other) {
        return text.equals(other);
    }

    /** Returns the quote that is open at an offset, {@code *} in a comment, an open parenthesis, or a minus. */
    char openAt(int offset) {
        var entry = openings.floorEntry(offset);
        return entry == null ? '-' : entry.getValue();
    }

    private void scan() {
        int depth = 0;
        SqlLexer lexer = new SqlLexer(text);
        for (Optional<SqlToken> next = lexer.next(); next.isPresent(); next = lexer.next()) {
            SqlToken token = next.get();
            char first = text.charAt(token.start());
            boolean isLineComment = text.startsWith("--", token.start());
            boolean mayGoOn = token.end() > token.start() + 1 && token.kind() != SqlToken.Kind.WORD && !isLineComment;
            if (mayGoOn) {
                openings.put(token.start() + 1, first == '/' ? '*' : first);
                if (token.kind() == SqlToken.Kind.UNCLOSED) {
                    return;
                }
            } else if (token.kind() == SqlToken.Kind.SEMICOLON) {
                depth = 0;
            } else if (token.kind() == SqlToken.Kind.SYMBOL) {
                depth = Math.max(0, depth + (first == '(' ? 1 : first == ')' ? -1 : 0));
            }
            openings.put(token.end(), depth > 0 ? '(' : '-');
        }
    }
}
