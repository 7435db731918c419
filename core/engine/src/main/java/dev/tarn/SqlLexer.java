package dev.tarn;

import dev.tarn.sql.parser.LenientScanner;
import dev.tarn.sql.parser.Token;
import java.util.Optional;

/**
 * Cuts SQL text into pieces as the engine reads it, for editors and for who splits scripts: it never fails, comments are
 * pieces too, and what is not closed is one. In Hive's DDL a backslash escapes within strings, and double quotes make them.
 * One thread.
 */
public final class SqlLexer {
    private final LenientScanner scanner;

    /** Makes a lexer of all of {@code text}. */
    public SqlLexer(String text) {
        this(text, 0);
    }

    /** Makes a lexer of {@code text} from {@code offset} on, where a statement has to begin. */
    public SqlLexer(String text, int offset) {
        scanner = new LenientScanner(text, offset);
    }

    /** Returns the next piece, empty at the end; blanks are no pieces. */
    public Optional<SqlToken> next() {
        Token token = scanner.next();
        SqlToken.Kind kind = kind(token.kind());
        return kind == null ? Optional.empty() : Optional.of(new SqlToken(kind, token.start(), token.end()));
    }

    private static SqlToken.Kind kind(Token.Kind kind) {
        return switch (kind) {
            case WORD -> SqlToken.Kind.WORD;
            case STRING -> SqlToken.Kind.STRING;
            case QUOTED_NAME, BACKTICK_NAME -> SqlToken.Kind.QUOTED_NAME;
            case COMMENT -> SqlToken.Kind.COMMENT;
            case UNCLOSED -> SqlToken.Kind.UNCLOSED;
            case SEMICOLON -> SqlToken.Kind.SEMICOLON;
            case SYMBOL -> SqlToken.Kind.SYMBOL;
            case END -> null;
        };
    }
}
