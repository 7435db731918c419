package dev.tarn.sql.parser;

import dev.tarn.spi.error.TarnException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Cuts SQL that somebody still types into tokens: comments are tokens too, and what is not closed is one to the end of the
 * text. It knows in which lexical state each statement is. One thread.
 */
public final class LenientScanner {
    private final String text;
    private final Scanner scanner;
    private final Deque<Token> pending = new ArrayDeque<>();
    private final List<Token> head = new ArrayList<>();
    private Boolean hive;
    private int end;

    /** Makes a scanner that begins at an offset, where a statement begins. */
    public LenientScanner(String text, int offset) {
        this.text = text;
        this.scanner = new Scanner(text, offset);
        this.end = offset;
    }

    /** Returns the next token, END at the end. */
    public Token next() {
        if (pending.isEmpty()) {
            scan();
        }
        Token token = pending.remove();
        end = token.end();
        return token;
    }

    private void scan() {
        Token token;
        try {
            token = scanner.next();
        } catch (TarnException e) {
            addComments(text.length());
            return;
        }
        addComments(token.start());
        pending.add(token);
        if (token.kind() == Token.Kind.SEMICOLON) {
            head.clear();
            hive = null;
            scanner.backslashEscapes(false);
        } else if (hive == null) {
            head.add(token);
            hive = ScriptSplitter.decide(head);
            scanner.backslashEscapes(hive != null && hive);
        }
    }

    /** Adds the comments up to {@code limit}, where the next token begins, or from the first thing that is not closed. */
    private void addComments(int limit) {
        int at = end;
        while (at < limit) {
            char c = text.charAt(at);
            if (text.startsWith("--", at)) {
                int stop = at;
                while (stop < limit && text.charAt(stop) != '\n' && text.charAt(stop) != '\r') {
                    stop++;
                }
                at = add(Token.Kind.COMMENT, at, stop);
            } else if (text.startsWith("/*", at)) {
                int close = text.indexOf("*/", at + 2);
                at = close < 0 ? add(Token.Kind.UNCLOSED, at, text.length()) : add(Token.Kind.COMMENT, at, close + 2);
            } else if (Character.isWhitespace(c) || c == '\uFEFF') {
                at++;
            } else {
                at = add(Token.Kind.UNCLOSED, at, text.length());
            }
        }
        if (limit == text.length() && (pending.isEmpty() || pending.getLast().kind() == Token.Kind.UNCLOSED)) {
            pending.add(new Token(Token.Kind.END, "", text.length(), 0, 0));
        }
    }

    private int add(Token.Kind kind, int start, int stop) {
        pending.add(new Token(kind, text.substring(start, stop), start, 0, 0));
        return stop;
    }
}
