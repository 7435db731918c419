package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;

/** Cuts SQL text into tokens and passes over blanks and comments. One thread. */
final class Scanner {
    private final String script;
    private int offset;
    private int line = 1;
    private int column = 1;
    private boolean backslashEscapes;

    Scanner(String script) {
        this(script, 0);
    }

    /** Makes a scanner that begins at an offset; lines and columns count from there. */
    Scanner(String script, int offset) {
        this.script = script;
        this.offset = offset;
    }

    /** Says whether from here on a backslash in a string escapes the next character and double quotes make strings. */
    void backslashEscapes(boolean value) {
        backslashEscapes = value;
    }

    /**
     * Returns the next token, END at the end.
     *
     * @throws TarnException SYNTAX_ERROR if a string, quoted name or comment is not closed
     */
    Token next() {
        skipBlanks();
        int start = offset;
        int startLine = line;
        int startColumn = column;
        Token.Kind kind = scan();
        return new Token(kind, script.substring(start, offset), start, startLine, startColumn);
    }

    private Token.Kind scan() {
        if (offset == script.length()) {
            return Token.Kind.END;
        }
        char c = script.charAt(offset);
        switch (c) {
            case ';':
                advance();
                return Token.Kind.SEMICOLON;
            case '\'':
                skipQuoted('\'', backslashEscapes, "string");
                return Token.Kind.STRING;
            case '"':
                skipQuoted('"', backslashEscapes, backslashEscapes ? "string" : "quoted name");
                return backslashEscapes ? Token.Kind.STRING : Token.Kind.QUOTED_NAME;
            case '`':
                skipQuoted('`', false, "quoted name");
                return Token.Kind.BACKTICK_NAME;
            default:
                break;
        }
        if (!Character.isJavaIdentifierPart(c)) {
            advance();
            return Token.Kind.SYMBOL;
        }
        while (offset < script.length() && Character.isJavaIdentifierPart(script.charAt(offset))) {
            advance();
        }
        return Token.Kind.WORD;
    }

    private void skipQuoted(char quote, boolean escapes, String what) {
        InStatement start = InStatement.at(line, column);
        advance();
        while (offset < script.length()) {
            char c = script.charAt(offset);
            advance();
            if (escapes && c == '\\' && offset < script.length()) {
                advance();
            } else if (c == quote) {
                if (!escapes && offset < script.length() && script.charAt(offset) == quote) {
                    advance();
                } else {
                    return;
                }
            }
        }
        throw notClosed(start, what + " that starts here");
    }

    private void skipBlanks() {
        while (offset < script.length()) {
            char c = script.charAt(offset);
            if (Character.isWhitespace(c) || c == '\uFEFF') {
                advance();
            } else if (script.startsWith("--", offset)) {
                while (offset < script.length() && script.charAt(offset) != '\n' && script.charAt(offset) != '\r') {
                    advance();
                }
            } else if (script.startsWith("/*", offset)) {
                skipComment();
            } else {
                return;
            }
        }
    }

    private void skipComment() {
        InStatement start = InStatement.at(line, column);
        advance();
        advance();
        while (!script.startsWith("*/", offset)) {
            if (offset >= script.length()) {
                throw notClosed(start, "comment that starts here");
            }
            advance();
        }
        advance();
        advance();
    }

    private TarnException notClosed(InStatement start, String what) {
        return new TarnException(
                ErrorCode.SYNTAX_ERROR, start, "the " + what + " is not closed" + SourceLine.excerpt(script, start));
    }

    private void advance() {
        char c = script.charAt(offset++);
        if (c == '\n' || c == '\r' && !(offset < script.length() && script.charAt(offset) == '\n')) {
            line++;
            column = 1;
        } else {
            column++;
        }
    }
}
