package dev.tarn.shell.session;

import dev.tarn.SqlLexer;
import dev.tarn.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which statements take something away that cannot be had back by another statement. */
final class DestructiveStatements {
    private static final Set<String> ALWAYS = Set.of("DROP", "DELETE", "TRUNCATE");
    private static final int FIRST_WORDS = 3;

    private DestructiveStatements() {}

    /** Returns the first words of a statement that takes something away; empty for all others. */
    static Optional<String> find(String sql) {
        List<String> words = words(sql);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        boolean destroys =
                switch (words.get(0)) {
                    case "ALTER" -> words.contains("DROP");
                    case "INSERT" -> words.size() > 1 && words.get(1).equals("OVERWRITE");
                    default -> ALWAYS.contains(words.get(0));
                };
        return destroys ? Optional.of(first(sql)) : Optional.empty();
    }

    private static List<String> words(String sql) {
        List<String> words = new ArrayList<>();
        SqlLexer lexer = new SqlLexer(sql);
        for (Optional<SqlToken> next = lexer.next(); next.isPresent(); next = lexer.next()) {
            SqlToken token = next.get();
            if (token.kind() == SqlToken.Kind.WORD) {
                words.add(sql.substring(token.start(), token.end()).toUpperCase(Locale.ROOT));
            } else if (words.isEmpty() && token.kind() != SqlToken.Kind.COMMENT) {
                break;
            }
        }
        return words;
    }

    /** Returns the statement's beginning, up to the name of what it is about. */
    private static String first(String sql) {
        StringBuilder text = new StringBuilder();
        SqlLexer lexer = new SqlLexer(sql);
        int count = 0;
        int end = -1;
        for (Optional<SqlToken> next = lexer.next(); next.isPresent(); next = lexer.next()) {
            SqlToken token = next.get();
            if (token.kind() == SqlToken.Kind.COMMENT) {
                continue;
            }
            boolean touches = token.start() == end;
            if (!touches && ++count > FIRST_WORDS + 2) {
                break;
            }
            text.append(touches || text.isEmpty() ? "" : " ").append(sql, token.start(), token.end());
            end = token.end();
        }
        return text.toString();
    }
}
