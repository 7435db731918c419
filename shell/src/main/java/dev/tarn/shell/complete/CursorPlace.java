package dev.tarn.shell.complete;

import dev.tarn.SqlLexer;
import dev.tarn.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statement or command that a cursor is in, and the word at the cursor. Immutable.
 *
 * @param text the whole text
 * @param cursor the cursor's offset
 * @param commandStart the offset of the backslash or dot of the command that the cursor is in, -1 within a statement
 * @param tokens the statement
 * @param at the index of the token at the cursor, or that one at the cursor would have
 * @param isInComment whether nothing that is typed here counts
 */
record CursorPlace(String text, int cursor, int commandStart, SqlTokens tokens, int at, boolean isInComment) {
    /** Looks at the text around the cursor. What a quote that is open there would take in of the text behind counts. */
    static CursorPlace of(String text, int cursor) {
        CursorPlace place = scan(text, cursor);
        char quote = place.isInCommand() ? 0 : place.openQuote();
        boolean isOpenToTheEnd =
                quote != 0 && cursor < text.length() && place.tokens.kind(place.at) == SqlToken.Kind.UNCLOSED;
        return isOpenToTheEnd ? scan(text.substring(0, cursor) + quote + text.substring(cursor), cursor) : place;
    }

    private static CursorPlace scan(String text, int cursor) {
        List<SqlToken> tokens = new ArrayList<>();
        boolean inComment = false;
        SqlLexer lexer = new SqlLexer(text);
        for (Optional<SqlToken> next = lexer.next(); next.isPresent(); next = lexer.next()) {
            SqlToken token = next.get();
            boolean isBehind = token.start() >= cursor;
            if (token.kind() == SqlToken.Kind.SEMICOLON) {
                if (isBehind) {
                    break;
                }
                tokens.clear();
            } else if (isComment(token, text)) {
                inComment |= !isBehind && (cursor < token.end() || cursor == token.end() && isOpenAtEnd(token, text));
            } else if (beginsCommand(token, text, tokens.isEmpty())) {
                int end = text.indexOf('\n', token.start());
                if (isBehind) {
                    break;
                }
                if (end < 0 || end >= cursor) {
                    return new CursorPlace(text, cursor, token.start(), SqlTokens.NONE, 0, false);
                }
                tokens.clear();
                lexer = new SqlLexer(text, end + 1);
            } else {
                tokens.add(token);
            }
        }
        return new CursorPlace(text, cursor, -1, new SqlTokens(text, tokens), indexAt(tokens, cursor), inComment);
    }

    private static boolean isComment(SqlToken token, String text) {
        return token.kind() == SqlToken.Kind.COMMENT
                || token.kind() == SqlToken.Kind.UNCLOSED && text.startsWith("/*", token.start());
    }

    private static boolean isOpenAtEnd(SqlToken token, String text) {
        return token.kind() == SqlToken.Kind.UNCLOSED || text.startsWith("--", token.start());
    }

    private static boolean beginsCommand(SqlToken token, String text, boolean isFirst) {
        if (token.kind() != SqlToken.Kind.SYMBOL) {
            return false;
        }
        char symbol = text.charAt(token.start());
        boolean isEnd = token.end() >= text.length() || Character.isWhitespace(text.charAt(token.end()));
        char next = isEnd ? ' ' : text.charAt(token.end());
        return symbol == '\\' && (isEnd || Character.isLetter(next) || next == '?' || next == '!')
                || symbol == '.' && isFirst && (isEnd || Character.isLetter(next));
    }

    private static int indexAt(List<SqlToken> tokens, int cursor) {
        int index = 0;
        while (index < tokens.size() && !reaches(tokens.get(index), cursor)) {
            index++;
        }
        return index;
    }

    /** Returns whether a token lies behind the cursor, or goes on at it. */
    private static boolean reaches(SqlToken token, int cursor) {
        return switch (token.kind()) {
            case WORD, UNCLOSED -> token.end() >= cursor;
            default -> token.end() > cursor;
        };
    }

    boolean isInCommand() {
        return commandStart >= 0;
    }

    /** Returns whether there is a token at the cursor that began before it. */
    private boolean isInToken() {
        return at < tokens.size() && tokens.start(at) < cursor;
    }

    /** Returns the quote that is open at the cursor, 0 if none is. */
    char openQuote() {
        if (!isInToken()) {
            return 0;
        }
        char first = text.charAt(tokens.start(at));
        return first == '\'' || first == '"' || first == '`' ? first : 0;
    }

    /** Returns what of the word at the cursor stands before it; without the quote that begins a string. */
    String prefix() {
        if (!isInToken()) {
            return "";
        }
        char quote = openQuote();
        return text.substring(tokens.start(at) + (quote == '\'' ? 1 : 0), cursor);
    }
}
