package dev.tarn.shell.complete;

import dev.tarn.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The tables that can be named at a place in a statement, which need not be finished: those of the FROM clause around it and
 * of the queries around that, and the queries that WITH names.
 */
final class QueryOutline {
    private static final Set<String> ENDS_FROM = Set.of(
            "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FETCH", "WINDOW", "UNION", "INTERSECT", "EXCEPT");
    private static final Set<String> SET_OPERATIONS = Set.of("UNION", "INTERSECT", "EXCEPT");
    private static final Set<String> JOINS =
            Set.of("JOIN", "LEFT", "RIGHT", "FULL", "INNER", "OUTER", "CROSS", "NATURAL", "LATERAL", ",");
    private static final Set<String> NO_ALIAS =
            Set.of("ON", "USING", "AS", "SELECT", "FROM", "FOR", "TABLESAMPLE", "WITH", "SET", "VALUES");

    /** A query that WITH names. {@code prelude} defines it and those before it. */
    private record Named(String name, String prelude) {}

    private final SqlTokens tokens;
    private final int at;
    private final List<Named> named = new ArrayList<>();
    private final List<Relation> relations = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private int inner;

    private QueryOutline(SqlTokens tokens, int at) {
        this.tokens = tokens;
        this.at = at;
    }

    /** Looks at the queries around a token; the token itself is still typed, and names no table. */
    static QueryOutline of(SqlTokens tokens, int at) {
        QueryOutline outline = new QueryOutline(tokens, at);
        List<int[]> blocks = new ArrayList<>();
        blocks.add(new int[] {0, tokens.size()});
        for (int i = 0; i < at; i++) {
            int close = tokens.partner(i) < 0 ? tokens.size() : tokens.partner(i);
            if (tokens.is(i, "(") && close >= at && tokens.beginsQuery(i + 1)) {
                blocks.add(new int[] {i + 1, close});
            }
        }
        for (int i = 0; i < blocks.size(); i++) {
            outline.addNamed(blocks.get(i)[0], blocks.get(i)[1]);
        }
        for (int i = blocks.size() - 1; i >= 0; i--) {
            outline.addBlock(blocks.get(i)[0], blocks.get(i)[1], i == blocks.size() - 1);
        }
        return outline;
    }

    /** Returns the tables, those of the innermost query first. */
    List<Relation> relations() {
        return relations;
    }

    /** Returns the tables of the innermost query, in the order of its FROM clause. */
    List<Relation> ownRelations() {
        return relations.subList(0, inner);
    }

    /** Returns the names that the innermost query gives to its columns. */
    List<String> labels() {
        return labels;
    }

    /** Returns the names of the queries that WITH names and that may be used here. */
    List<String> named() {
        return named.stream().map(Named::name).distinct().toList();
    }

    private void addNamed(int start, int end) {
        int i = start;
        while (i < end && !(tokens.is(i, "WITH") && !tokens.is(i + 1, "("))) {
            if (tokens.is(i, "SELECT")) {
                return;
            }
            i = tokens.after(i);
        }
        if (i >= end) {
            return;
        }
        i += tokens.is(i + 1, "RECURSIVE") ? 2 : 1;
        String before =
                named.isEmpty() ? "WITH " : named.get(named.size() - 1).prelude.stripTrailing() + ", ";
        int first = i;
        while (i < end && tokens.isName(i)) {
            int name = i++;
            i = tokens.is(i, "(") ? tokens.after(i) : i;
            i += tokens.is(i, "AS") ? 1 : 0;
            int close = tokens.is(i, "(") ? tokens.partner(i) : -1;
            if (close < 0 || close >= at) {
                return;
            }
            named.add(new Named(SqlTokens.plain(tokens.word(name)), before + tokens.text(first, close) + " "));
            i = close + 1;
            if (!tokens.is(i, ",")) {
                return;
            }
            i++;
        }
    }

    private void addBlock(int start, int end, boolean isInnermost) {
        int segmentStart = start;
        int segmentEnd = end;
        for (int i = start; i < end; i = next(i)) {
            if (SET_OPERATIONS.contains(tokens.upper(i))) {
                if (i >= at) {
                    segmentEnd = i;
                    break;
                }
                segmentStart = i + 1;
            }
        }
        int select = find(segmentStart, segmentEnd, "SELECT");
        int from = find(select < 0 ? segmentStart : select, segmentEnd, "FROM");
        if (from >= 0) {
            addItems(from + 1, segmentEnd);
        }
        if (isInnermost) {
            inner = relations.size();
            if (select >= 0) {
                addLabels(select + 1, from < 0 ? segmentEnd : from);
            }
        }
        int into = find(start, end, "INTO");
        if (into >= 0 && from < 0 && tokens.isName(into + 1) && into + 1 != at) {
            int last = lastOfName(into + 1, end);
            relations.add(new Relation(SqlTokens.plain(tokens.word(last)), tokens.text(into + 1, last), "", List.of()));
            inner = isInnermost ? relations.size() : inner;
        }
    }

    private int find(int start, int end, String word) {
        for (int i = start; i < end; i = next(i)) {
            if (tokens.is(i, word)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the next token of the same depth; a parenthesis that is not closed is passed over unless it has a query. */
    private int next(int index) {
        boolean isOpenQuery = tokens.is(index, "(") && tokens.partner(index) < 0 && tokens.beginsQuery(index + 1);
        return isOpenQuery ? tokens.size() : tokens.after(index);
    }

    private void addLabels(int start, int end) {
        for (int i = start; i < end; i = next(i)) {
            boolean isAlias = tokens.is(i, "AS") && tokens.isName(i + 1) && i + 1 < end;
            if (isAlias && i + 1 != at) {
                labels.add(tokens.word(i + 1));
            }
        }
    }

    private void addItems(int start, int end) {
        int i = start;
        while (i < end && !ENDS_FROM.contains(tokens.upper(i))) {
            String word = tokens.upper(i);
            if (JOINS.contains(word) || word.equals("AS") || i == at) {
                i++;
            } else if (word.equals("ON")) {
                i = afterCondition(i + 1, end);
            } else if (word.equals("USING")) {
                i = tokens.is(i + 1, "(") ? next(i + 1) : i + 1;
            } else if (word.equals("(")) {
                i = addParenthesis(i, end);
            } else if (word.equals("UNNEST")) {
                i = tokens.is(i + 1, "(") ? tokens.after(i + 1) : i + 1;
                i += tokens.is(i, "WITH") && tokens.is(i + 1, "ORDINALITY") ? 2 : 0;
                i = addAliased("", "", "", i, end);
            } else if (tokens.isName(i) || tokens.kind(i) == SqlToken.Kind.STRING) {
                i = addNamedTable(i, end);
            } else {
                i++;
            }
        }
    }

    private int afterCondition(int start, int end) {
        int i = start;
        while (i < end && !ENDS_FROM.contains(tokens.upper(i))) {
            boolean isCall = tokens.is(i + 1, "(");
            if (JOINS.contains(tokens.upper(i)) && !isCall) {
                return i;
            }
            i = next(i);
        }
        return i;
    }

    private int addParenthesis(int open, int end) {
        int close = tokens.partner(open);
        if (close < 0) {
            return tokens.beginsQuery(open + 1) ? end : open + 1;
        }
        if (!tokens.beginsQuery(open + 1)) {
            addItems(open + 1, close);
            return close + 1;
        }
        if (at > open && at <= close) {
            return close + 1;
        }
        return addAliased(tokens.text(open, close), "", prelude(), close + 1, end);
    }

    private String prelude() {
        return named.isEmpty() ? "" : named.get(named.size() - 1).prelude;
    }

    private int addNamedTable(int first, int end) {
        int last = lastOfName(first, end);
        String name = tokens.text(first, last);
        String alias = tokens.kind(last) == SqlToken.Kind.STRING ? "" : SqlTokens.plain(tokens.word(last));
        String prelude = "";
        for (Named query : named) {
            if (query.name.equals(SqlTokens.plain(name))) {
                prelude = query.prelude;
            }
        }
        return addAliased(name, alias, prelude, last + 1, end);
    }

    private int lastOfName(int first, int end) {
        int last = first;
        while (last + 2 < end && tokens.is(last + 1, ".") && tokens.isName(last + 2) && last + 2 != at) {
            last += 2;
        }
        return last;
    }

    /** Adds a table with the alias that stands behind it; returns the index behind that. */
    private int addAliased(String reference, String ownAlias, String prelude, int start, int end) {
        int i = start;
        String alias = ownAlias;
        List<String> names = new ArrayList<>();
        i += tokens.is(i, "AS") ? 1 : 0;
        boolean isAlias = i < end
                && tokens.isName(i)
                && !ENDS_FROM.contains(tokens.upper(i))
                && !JOINS.contains(tokens.upper(i))
                && !NO_ALIAS.contains(tokens.upper(i));
        if (isAlias) {
            alias = SqlTokens.plain(tokens.word(i++));
            if (tokens.is(i, "(") && tokens.partner(i) > 0) {
                for (int name = i + 1; name < tokens.partner(i); name++) {
                    if (tokens.isName(name)) {
                        names.add(tokens.word(name));
                    }
                }
                i = tokens.after(i);
            }
        }
        relations.add(new Relation(alias, reference, prelude, List.copyOf(names)));
        return i;
    }
}
