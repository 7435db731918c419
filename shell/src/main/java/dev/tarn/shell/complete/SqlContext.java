package dev.tarn.shell.complete;

import dev.tarn.SqlLexer;
import dev.tarn.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a cursor is in a statement: what kind of word fits there, and which tables the statement names. It understands as
 * much of SQL as that needs, and guesses where a statement is not finished yet.
 */
final class SqlContext {
    private static final Set<String> BEFORE_RELATION =
            Set.of("FROM", "JOIN", "INTO", "TABLE", "VIEW", "DESCRIBE", "DESC", "EXTENDED", "FORMATTED", "UPDATE");
    private static final Set<String> CLAUSES = Set.of(
            "SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "ON", "SET", "VALUES", "WITH", "SHOW",
            "JOIN", "USING");
    private static final Set<String> NO_ALIAS = Set.of(
            "WHERE",
            "GROUP",
            "ORDER",
            "HAVING",
            "LIMIT",
            "ON",
            "JOIN",
            "LEFT",
            "RIGHT",
            "FULL",
            "INNER",
            "CROSS",
            "UNION",
            "INTERSECT",
            "EXCEPT",
            "USING",
            "NATURAL",
            "OFFSET",
            "FETCH");

    /** What fits at the cursor. */
    enum Expected {
        /** The first word of a statement. */
        BEGINNING,
        /** A table, view, schema, or a path. */
        RELATION,
        /** A schema. */
        SCHEMA,
        /** An expression: columns, functions, keywords. */
        EXPRESSION,
        /** A path in quotes that are open. */
        PATH
    }

    private final String text;
    private final int cursor;
    private final List<SqlToken> before = new ArrayList<>();
    private final List<SqlToken> whole = new ArrayList<>();
    private SqlToken open;

    private SqlContext(String text, int cursor) {
        this.text = text;
        this.cursor = cursor;
    }

    /** Looks at the statement around the cursor. */
    static SqlContext of(String text, int cursor) {
        SqlContext context = new SqlContext(text, cursor);
        context.scan();
        return context;
    }

    private void scan() {
        SqlLexer head = new SqlLexer(text.substring(0, cursor));
        int statementStart = 0;
        for (Optional<SqlToken> next = head.next(); next.isPresent(); next = head.next()) {
            SqlToken token = next.get();
            if (token.kind() == SqlToken.Kind.SEMICOLON) {
                before.clear();
                statementStart = token.end();
            } else if (token.kind() == SqlToken.Kind.UNCLOSED) {
                open = token;
            } else if (token.kind() != SqlToken.Kind.COMMENT) {
                before.add(token);
            }
        }
        SqlLexer all = new SqlLexer(text, statementStart);
        for (Optional<SqlToken> next = all.next(); next.isPresent(); next = all.next()) {
            if (next.get().kind() == SqlToken.Kind.SEMICOLON) {
                return;
            }
            if (next.get().kind() != SqlToken.Kind.COMMENT) {
                whole.add(next.get());
            }
        }
    }

    private String word(SqlToken token) {
        return text.substring(token.start(), token.end());
    }

    private String upper(SqlToken token) {
        return word(token).toUpperCase(Locale.ROOT);
    }

    /** Returns whether the last token ends at the cursor and may go on there. */
    private boolean isInWord() {
        if (before.isEmpty()) {
            return false;
        }
        SqlToken last = before.get(before.size() - 1);
        return last.end() == cursor && last.kind() == SqlToken.Kind.WORD;
    }

    /** Returns what of the word or path at the cursor stands before it. */
    String prefix() {
        if (expected() == Expected.PATH) {
            return text.substring(open.start() + 1, cursor);
        }
        return isInWord() ? word(before.get(before.size() - 1)) : "";
    }

    /** Returns the names before the dots before the cursor, as {@code [catalog, schema]}. */
    List<String> qualifiers() {
        List<String> names = new ArrayList<>();
        int at = before.size() - (isInWord() ? 2 : 1);
        while (at >= 1
                && word(before.get(at)).equals(".")
                && before.get(at - 1).end() == before.get(at).start()) {
            names.add(0, word(before.get(at - 1)));
            at -= 2;
        }
        return names;
    }

    /** Returns what fits at the cursor. */
    Expected expected() {
        if (open != null) {
            return text.charAt(open.start()) == '\'' || text.charAt(open.start()) == '"'
                    ? Expected.PATH
                    : Expected.EXPRESSION;
        }
        int last = before.size() - 1 - (isInWord() ? 1 : 0) - 2 * qualifiers().size();
        if (last < 0) {
            return Expected.BEGINNING;
        }
        String previous = upper(before.get(last));
        if (BEFORE_RELATION.contains(previous)) {
            return Expected.RELATION;
        }
        String clause = clause(last);
        if (previous.equals(",") && clause.equals("FROM")) {
            return Expected.RELATION;
        }
        if (clause.equals("SHOW") && (previous.equals("IN") || previous.equals("FROM"))) {
            return Expected.RELATION;
        }
        return previous.equals("SCHEMA") ? Expected.SCHEMA : Expected.EXPRESSION;
    }

    /** Returns the keyword that the part of the statement up to a token began with, parentheses apart. */
    private String clause(int last) {
        int depth = 0;
        for (int at = last; at >= 0; at--) {
            String word = upper(before.get(at));
            depth += word.equals(")") ? 1 : word.equals("(") ? -1 : 0;
            if (depth < 0) {
                depth = 0;
            } else if (depth == 0 && CLAUSES.contains(word)) {
                return word;
            }
        }
        return "";
    }

    /** Returns the tables of the statement's FROM clauses. */
    List<TableReference> tables() {
        List<TableReference> tables = new ArrayList<>();
        boolean inFrom = false;
        for (int at = 0; at < whole.size(); at++) {
            String word = upper(whole.get(at));
            boolean isRelationNext =
                    word.equals("FROM") || word.equals("JOIN") || word.equals("INTO") || inFrom && word.equals(",");
            if (CLAUSES.contains(word)) {
                inFrom = word.equals("FROM") || word.equals("JOIN");
            }
            if (isRelationNext && at + 1 < whole.size()) {
                at = table(at + 1, tables);
            }
        }
        return tables;
    }

    private int table(int first, List<TableReference> tables) {
        int last = first;
        SqlToken token = whole.get(first);
        if (token.kind() == SqlToken.Kind.SYMBOL || token.start() <= cursor && token.end() == cursor) {
            return first;
        }
        while (last + 2 < whole.size()
                && word(whole.get(last + 1)).equals(".")
                && whole.get(last + 2).kind() != SqlToken.Kind.SYMBOL) {
            last += 2;
        }
        String name = text.substring(token.start(), whole.get(last).end());
        String alias = word(whole.get(last)).replace("\"", "");
        int next = last + 1;
        if (next < whole.size() && upper(whole.get(next)).equals("AS")) {
            next++;
        }
        if (next < whole.size()
                && whole.get(next).kind() == SqlToken.Kind.WORD
                && !NO_ALIAS.contains(upper(whole.get(next)))) {
            alias = word(whole.get(next));
            last = next;
        }
        tables.add(new TableReference(name, alias.toLowerCase(Locale.ROOT)));
        return last;
    }
}
