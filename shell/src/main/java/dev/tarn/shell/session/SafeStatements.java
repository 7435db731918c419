package dev.tarn.shell.session;

import dev.tarn.SqlLexer;
import dev.tarn.SqlToken;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which statements a safe shell runs: those that only read. */
final class SafeStatements {
    private static final Set<String> READING =
            Set.of("SELECT", "WITH", "VALUES", "TABLE", "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "(");
    private static final Set<String> OF_EXPLAIN = Set.of("EXPLAIN", "ANALYZE");

    private SafeStatements() {}

    /** Throws if a statement may change something. */
    static void check(String sql) {
        SqlLexer lexer = new SqlLexer(sql);
        boolean explained = false;
        for (Optional<SqlToken> next = lexer.next(); next.isPresent(); next = lexer.next()) {
            SqlToken token = next.get();
            String word = sql.substring(token.start(), token.end()).toUpperCase(Locale.ROOT);
            if (token.kind() == SqlToken.Kind.COMMENT || explained && OF_EXPLAIN.contains(word)) {
                continue;
            }
            if (!READING.contains(word)) {
                throw new ShellException(word + " is refused: the shell was started with --safe");
            }
            if (!word.equals("EXPLAIN")) {
                return;
            }
            explained = true;
        }
    }
}
