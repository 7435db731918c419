package dev.tarn.jdbc;

import dev.tarn.SqlLexer;
import dev.tarn.SqlToken;
import dev.tarn.spi.error.ErrorCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * JDBC's escapes as Tarn's SQL: <code>{d '...'}</code>, <code>{t '...'}</code>, <code>{ts '...'}</code>,
 * <code>{fn ...}</code>, <code>{oj ...}</code>, <code>{escape '...'}</code> and <code>{limit ...}</code>. Braces in strings,
 * quoted names and comments are left alone.
 */
final class EscapeSyntax {
    private final String sql;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int at;

    private EscapeSyntax(String sql) {
        this.sql = sql;
        SqlLexer lexer = new SqlLexer(sql);
        for (Optional<SqlToken> token = lexer.next(); token.isPresent(); token = lexer.next()) {
            tokens.add(token.get());
        }
    }

    /**
     * Returns the SQL without escapes; the same text if there are none.
     *
     * @throws SQLException 0A000 for <code>{call ...}</code>, 42601 for an escape that there is not or that is not closed
     */
    static String translate(String sql) throws SQLException {
        return sql.indexOf('{') < 0 ? sql : new EscapeSyntax(sql).until(false);
    }

    private String text(SqlToken token) {
        return sql.substring(token.start(), token.end());
    }

    /** Copies text with what is between, up to the end or the brace that closes an escape. */
    private String until(boolean inEscape) throws SQLException {
        StringBuilder text = new StringBuilder();
        int copied = at == 0 ? 0 : tokens.get(at - 1).end();
        while (at < tokens.size()) {
            SqlToken token = tokens.get(at);
            String symbol = token.kind() == SqlToken.Kind.SYMBOL ? text(token) : "";
            if (symbol.equals("}") && inEscape) {
                return text.append(sql, copied, token.start()).toString();
            }
            at++;
            if (symbol.equals("{")) {
                text.append(sql, copied, token.start()).append(escape());
                copied = tokens.get(at - 1).end();
            }
        }
        if (inEscape) {
            throw JdbcErrors.of(ErrorCode.SYNTAX_ERROR, "an escape that begins with { is not closed by }");
        }
        return text.append(sql, copied, sql.length()).toString();
    }

    /** Reads an escape behind its opening brace, and over its closing one. */
    private String escape() throws SQLException {
        String word = at < tokens.size() ? text(tokens.get(at)).toLowerCase(Locale.ROOT) : "";
        at++;
        String inner =
                switch (word) {
                    case "d" -> "DATE" + until(true);
                    case "t" -> "TIME" + until(true);
                    case "ts" -> "TIMESTAMP" + until(true);
                    case "fn" -> EscapedFunctions.translate(until(true).strip());
                    case "oj" -> until(true).strip();
                    case "escape" -> "ESCAPE" + until(true);
                    case "limit" -> limit(until(true).strip());
                    case "call", "?" -> throw JdbcErrors.notSupported("calls of procedures; there are none");
                    default -> throw JdbcErrors.of(ErrorCode.SYNTAX_ERROR, "there is no escape {" + word + " ...}");
                };
        at++;
        return inner;
    }

    /** JDBC says how many first and then from where; Tarn the other way round. */
    private static String limit(String rows) {
        String[] words = rows.split("\\s+", -1);
        return words.length == 3 && words[1].equalsIgnoreCase("offset")
                ? "OFFSET " + words[2] + " LIMIT " + words[0]
                : "LIMIT " + rows;
    }
}
