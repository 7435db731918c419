package dev.tarn.shell.edit;

import dev.tarn.SqlLexer;
import dev.tarn.SqlToken;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Finds which bracket belongs to which, outside of quotes and comments. */
final class Brackets {
    private Brackets() {}

    /** Returns the offset of the bracket that belongs to the one at {@code offset}, -1 if there is none. */
    static int partner(String text, int offset) {
        Deque<Integer> open = new ArrayDeque<>();
        SqlLexer lexer = new SqlLexer(text);
        for (Optional<SqlToken> next = lexer.next(); next.isPresent(); next = lexer.next()) {
            SqlToken token = next.get();
            if (token.kind() == SqlToken.Kind.SEMICOLON) {
                open.clear();
            }
            if (token.kind() != SqlToken.Kind.SYMBOL) {
                continue;
            }
            char symbol = text.charAt(token.start());
            if (symbol == '(' || symbol == '[') {
                open.push(token.start());
            } else if (symbol == ')' || symbol == ']') {
                boolean fits = !open.isEmpty() && text.charAt(open.peek()) == (symbol == ')' ? '(' : '[');
                int partner = fits ? open.pop() : -1;
                if (partner == offset) {
                    return token.start();
                }
                if (token.start() == offset) {
                    return partner;
                }
            }
        }
        return -1;
    }
}
