package dev.tarn.shell.script;

import dev.tarn.SqlLexer;
import dev.tarn.SqlToken;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The shell's variables, and how they get into statements: {@code :name} is the value as it is, {@code :'name'} the value as
 * a string, {@code :"name"} the value as a quoted name. A colon before what is no variable, and all within quotes and
 * comments, stays. One thread.
 */
public final class Variables {
    private final Map<String, String> values = new TreeMap<>();

    public void set(String name, String value) {
        values.put(name, value);
    }

    public void unset(String name) {
        values.remove(name);
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Returns all of them by name. */
    public Map<String, String> all() {
        return Map.copyOf(values);
    }

    /** Returns {@code sql} with the values of the variables that it names. */
    public String substitute(String sql) {
        if (values.isEmpty() || sql.indexOf(':') < 0) {
            return sql;
        }
        StringBuilder target = new StringBuilder();
        int copied = 0;
        int colon = -1;
        SqlLexer lexer = new SqlLexer(sql);
        for (Optional<SqlToken> next = lexer.next(); next.isPresent(); next = lexer.next()) {
            SqlToken token = next.get();
            boolean follows = colon >= 0 && token.start() == colon + 1;
            String value = follows ? valueOf(token, sql.substring(token.start(), token.end())) : null;
            if (value != null) {
                target.append(sql, copied, colon).append(value);
                copied = token.end();
            }
            boolean isColon = token.kind() == SqlToken.Kind.SYMBOL && sql.charAt(token.start()) == ':';
            boolean afterColon = colon >= 0 && token.start() == colon + 1;
            colon = isColon && !afterColon ? token.start() : -1;
        }
        return target.append(sql, copied, sql.length()).toString();
    }

    private String valueOf(SqlToken token, String text) {
        return switch (token.kind()) {
            case WORD -> values.get(text);
            case STRING -> quoted(text, '\'');
            case QUOTED_NAME -> quoted(text, '"');
            default -> null;
        };
    }

    private String quoted(String name, char quote) {
        String value = values.get(name.substring(1, name.length() - 1));
        return value == null ? null : quote + value.replace("" + quote, "" + quote + quote) + quote;
    }
}
