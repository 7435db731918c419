package dev.tarn.shell.complete;

import dev.tarn.SqlToken;
import java.util.ArrayList;
import java.util.List;

/**
 * The names and subscripts before the dot before the cursor, as {@code t.items[1].} has.
 *
 * @param start the index of the first token
 * @param parts names as they were typed, and {@code []} for each subscript; none if there is no dot before the cursor
 */
record NameChain(int start, List<String> parts) {
    static final String SUBSCRIPT = "[]";

    /** Returns the chain before a token. */
    static NameChain before(SqlTokens tokens, int at) {
        List<String> parts = new ArrayList<>();
        int i = at;
        while (i >= 2 && tokens.is(i - 1, ".")) {
            int part = i - 2;
            while (tokens.is(part, "]") && tokens.partner(part) > 0) {
                parts.add(0, SUBSCRIPT);
                part = tokens.partner(part) - 1;
            }
            boolean isName = tokens.isName(part) || part >= 0 && tokens.kind(part) == SqlToken.Kind.STRING;
            if (!isName) {
                break;
            }
            parts.add(0, tokens.word(part));
            i = part;
        }
        return new NameChain(i, parts);
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Returns the names with dots between them. */
    String joined() {
        return String.join(".", parts);
    }
}
