package dev.tarn.shell.complete;

import dev.tarn.SqlToken;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** The tokens of a statement, without comments. Immutable. */
final class SqlTokens {
    static final SqlTokens NONE = new SqlTokens("", List.of());

    private final String text;
    private final List<SqlToken> tokens;
    private final String[] upper;
    private final int[] partners;

    SqlTokens(String text, List<SqlToken> tokens) {
        this.text = text;
        this.tokens = List.copyOf(tokens);
        this.upper = new String[tokens.size()];
        this.partners = new int[tokens.size()];
        Arrays.fill(partners, -1);
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            upper[i] = word(i).toUpperCase(Locale.ROOT);
            if (is(i, "(") || is(i, "[")) {
                open.push(i);
            } else if (is(i, ")") || is(i, "]")) {
                String partner = is(i, ")") ? "(" : "[";
                if (!open.isEmpty() && is(open.peek(), partner)) {
                    int start = open.pop();
                    partners[start] = i;
                    partners[i] = start;
                }
            }
        }
    }

    int size() {
        return tokens.size();
    }

    SqlToken.Kind kind(int index) {
        return tokens.get(index).kind();
    }

    int start(int index) {
        return tokens.get(index).start();
    }

    int end(int index) {
        return tokens.get(index).end();
    }

    /** Returns a token as it was typed. */
    String word(int index) {
        SqlToken token = tokens.get(index);
        return text.substring(token.start(), token.end());
    }

    /** Returns a token in upper case, empty for an index where there is none. */
    String upper(int index) {
        return index >= 0 && index < upper.length ? upper[index] : "";
    }

    boolean is(int index, String word) {
        return upper(index).equals(word);
    }

    /** Returns the text of some tokens with all between them. */
    String text(int first, int last) {
        return text.substring(start(first), end(last));
    }

    /** Returns the index of the parenthesis or bracket that belongs to this one, -1 if there is none. */
    int partner(int index) {
        return index < 0 || index >= partners.length ? -1 : partners[index];
    }

    /** Returns the index behind a token, or behind all that it opens and closes. */
    int after(int index) {
        return partner(index) > index ? partner(index) + 1 : index + 1;
    }

    /** Returns whether a token is a name, quoted or not. */
    boolean isName(int index) {
        return index >= 0
                && index < tokens.size()
                && (kind(index) == SqlToken.Kind.QUOTED_NAME
                        || kind(index) == SqlToken.Kind.WORD && !Character.isDigit(text.charAt(start(index))));
    }

    /** Returns whether a query begins at a token. */
    boolean beginsQuery(int index) {
        return is(index, "SELECT") || is(index, "WITH") && !is(index + 1, "(") || is(index, "VALUES");
    }

    /** Returns the name that a token is: without quotes, in lower case if it has none. */
    static String plain(String name) {
        char first = name.isEmpty() ? 0 : name.charAt(0);
        if (first == '"' || first == '`' || first == '\'') {
            String quote = name.substring(0, 1);
            int end = name.length() > 1 && name.endsWith(quote) ? name.length() - 1 : name.length();
            return name.substring(1, end).replace(quote + quote, quote);
        }
        return name.toLowerCase(Locale.ROOT);
    }
}
