package dev.tarn.shell.complete;

import dev.tarn.SqlFunction;
import dev.tarn.shell.complete.Suggestions.Group;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What fits at a place in a statement. One place. */
final class SqlCompletions {
    private static final Set<String> CLAUSES = Set.of(
            "SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "ON", "SET", "VALUES", "JOIN", "WINDOW", "LIMIT");
    private static final Set<String> WITHOUT_AGGREGATES = Set.of("WHERE", "ON", "GROUP", "FROM", "JOIN", "VALUES");
    private static final Set<String> FROM_OF_CALLS = Set.of("EXTRACT", "TRIM", "SUBSTRING");
    private static final Set<String> COMPARISONS = Set.of("=", "<", ">", "IN", "LIKE", "BETWEEN");
    private static final Set<String> PROPERTY_LISTS = Set.of("TBLPROPERTIES", "SERDEPROPERTIES", "DBPROPERTIES");

    private final CursorPlace place;
    private final SqlTokens tokens;
    private final CatalogView catalog;
    private final Map<String, String> variables;
    private final Suggestions out;
    private final NameChain chain;
    private final int previous;
    private final int frame;
    private final Columns columns;

    SqlCompletions(CursorPlace place, CatalogView catalog, Map<String, String> variables, Suggestions out) {
        this.place = place;
        this.tokens = place.tokens();
        this.catalog = catalog;
        this.variables = variables;
        this.out = out;
        this.chain = NameChain.before(tokens, place.at());
        this.previous = chain.start() - 1;
        this.frame = openParenthesis(tokens, previous);
        this.columns = new Columns(catalog, QueryOutline.of(tokens, place.at()));
    }

    /** Returns the index of the innermost parenthesis that is open behind a token, -1 if none is. */
    static int openParenthesis(SqlTokens tokens, int last) {
        int i = last;
        while (i >= 0 && !tokens.is(i, "(")) {
            int partner = tokens.is(i, ")") ? tokens.partner(i) : -1;
            i = (partner >= 0 ? partner : i) - 1;
        }
        return i;
    }

    /** Adds all that fits. */
    void complete() {
        if (place.isInComment()) {
            return;
        }
        boolean isHive = isHive();
        if (place.openQuote() == '\'') {
            string();
        } else if (previous < 0 && chain.isEmpty()) {
            Keywords.beginnings().forEach(this::word);
        } else if (!variable() && !byRule(isHive) && !inFrame(isHive)) {
            query();
        }
    }

    private boolean isHive() {
        String first = tokens.upper(0);
        return first.equals("ALTER")
                || first.equals("CREATE") && (tokens.is(1, "EXTERNAL") || !isQueryBegun() && !tokens.is(1, "VIEW"));
    }

    private boolean isQueryBegun() {
        for (int i = 0; i <= previous; i++) {
            if (tokens.is(i, "SELECT")) {
                return true;
            }
        }
        return false;
    }

    private boolean variable() {
        boolean isBehindColon = tokens.is(previous, ":") && !tokens.is(previous - 1, ":") && chain.isEmpty();
        if (isBehindColon) {
            variables.forEach((name, value) -> out.add(name, Group.VARIABLES, value, false));
        }
        return isBehindColon;
    }

    private boolean byRule(boolean isHive) {
        ContextRules.Fit fit = ContextRules.behind(tokens, previous).orElse(null);
        if (fit == null) {
            return false;
        }
        for (String answer : fit.answers()) {
            switch (answer) {
                case "<tables>" -> relations("view");
                case "<views>" -> relations("");
                case "<relations>" -> relations(null);
                case "<schemas>" -> schemas();
                case "<catalogs>" -> catalog.catalogs().forEach(name -> out.addName(name, "", Group.CATALOGS, null));
                case "<columns>" -> columnsOf(fit.table());
                case "<types>" -> types(isHive);
                case "<formats>" ->
                    List.of("PARQUET", "ORC", "AVRO", "TEXTFILE", "JSONFILE", "ION")
                            .forEach(this::word);
                case "<beginnings>" -> Keywords.beginnings().forEach(this::word);
                default -> wordIfFree(answer);
            }
        }
        return true;
    }

    private void wordIfFree(String word) {
        if (chain.isEmpty()) {
            word(word);
        }
    }

    /** Adds a keyword in the case that the typed part of it has, or else the keyword before it. */
    private void word(String word) {
        String like = place.prefix();
        for (int i = previous; like.isEmpty() && i >= 0; i--) {
            like = Keywords.contains(tokens.word(i)) ? tokens.word(i) : "";
        }
        boolean isLower = !like.equals(like.toUpperCase(Locale.ROOT));
        boolean isWhole = Character.isLetter(word.charAt(word.length() - 1));
        out.add(isLower ? word.toLowerCase(Locale.ROOT) : word, Group.KEYWORDS, null, isWhole);
    }

    private void types(boolean isHive) {
        Keywords.types(isHive).forEach(type -> out.add(type, Group.TYPES, null, false));
    }

    /** Adds tables and views; not those of the type {@code leftOut}, none if that is null. */
    private void relations(String leftOut) {
        List<String> qualifiers = chain.parts();
        String schema = chain.joined();
        for (NamedType relation : catalog.relations(schema)) {
            if (!relation.type().equals(leftOut)) {
                out.addName(relation.name(), "", Group.TABLES, relation.type());
            }
        }
        if (qualifiers.isEmpty()) {
            catalog.schemas("").forEach(name -> out.addName(name, ".", Group.SCHEMAS, null));
            catalog.catalogs().forEach(name -> out.addName(name, ".", Group.CATALOGS, null));
        } else if (qualifiers.size() == 1 && catalog.catalogs().contains(SqlTokens.plain(schema))) {
            catalog.schemas(schema).forEach(name -> out.addName(name, ".", Group.SCHEMAS, null));
        }
    }

    private void schemas() {
        if (chain.isEmpty()) {
            catalog.schemas("").forEach(name -> out.addName(name, "", Group.SCHEMAS, null));
            catalog.catalogs().forEach(name -> out.addName(name, ".", Group.CATALOGS, null));
        } else {
            catalog.schemas(chain.joined()).forEach(name -> out.addName(name, "", Group.SCHEMAS, null));
        }
    }

    private void columnsOf(String table) {
        catalog.columns("SELECT * FROM " + table).forEach(this::column);
    }

    private void column(NamedType column) {
        out.addName(column.name(), "", Group.COLUMNS, column.type());
    }

    /** Adds what fits between parentheses that are no query's; returns whether they are such. */
    private boolean inFrame(boolean isHive) {
        int head = frame - 1;
        if (head < 0 || !chain.isEmpty()) {
            return false;
        }
        boolean isFirst = previous == frame || tokens.is(previous, ",");
        String name = tokens.upper(head);
        if (name.equals("USING")) {
            columns.common().forEach(this::column);
        } else if (name.equals("PARTITION")) {
            partition(isFirst);
        } else if (PROPERTY_LISTS.contains(name)) {
            properties("table", isFirst, "'");
        } else if (name.equals("WITH") && !tokens.is(0, "SELECT")) {
            properties(propertiesOwner(), isFirst, "");
        } else if ((name.equals("CAST") || name.equals("TRY_CAST")) && tokens.is(previous, "AS")) {
            types(false);
        } else if (name.equals("OVER") && isFirst) {
            List.of("PARTITION BY", "ORDER BY", "ROWS BETWEEN", "RANGE BETWEEN").forEach(this::word);
        } else if (name.equals("EXTRACT") && isFirst) {
            List.of("YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND", "DOW", "DOY")
                    .forEach(this::word);
        } else if (tokens.isName(head) && insertedInto(head)) {
            columnsOf(tokens.text(nameStart(head), head));
        } else if (isHive && isColumnList(head)) {
            columnList(isFirst);
        } else {
            return false;
        }
        return true;
    }

    private int nameStart(int last) {
        int first = last;
        while (first >= 2 && tokens.is(first - 1, ".")) {
            first -= 2;
        }
        return first;
    }

    private boolean insertedInto(int head) {
        return tokens.is(nameStart(head) - 1, "INTO");
    }

    private boolean isColumnList(int head) {
        String name = tokens.upper(head);
        return name.equals("COLUMNS")
                || name.equals("BY") && tokens.is(head - 1, "PARTITIONED")
                || tokens.is(0, "CREATE") && openParenthesis(tokens, frame - 1) < 0 && tokens.isName(head);
    }

    private void columnList(boolean isFirst) {
        if (isFirst) {
            return;
        }
        boolean isType = previous - 1 == frame || tokens.is(previous - 1, ",");
        if (isType) {
            types(true);
        } else {
            word("COMMENT '");
        }
    }

    private String propertiesOwner() {
        return switch (tokens.upper(0)) {
            case "CRAWL" -> "crawl";
            case "ANALYZE" -> "analyze";
            default -> "with";
        };
    }

    private void properties(String owner, boolean isName, String quote) {
        if (isName) {
            TableProperties.names(owner)
                    .forEach(name -> out.add(quote + name + quote + " = ", Group.PROPERTIES, null, false));
        } else if (tokens.is(previous, "=")) {
            TableProperties.values(owner, SqlTokens.plain(tokens.word(previous - 1)))
                    .forEach(value -> out.add(value, Group.VALUES, null, false));
        }
    }

    /** Returns the table that a statement about partitions names. */
    private String definedTable() {
        for (int i = 0; i <= previous; i++) {
            boolean isBefore = tokens.is(i, "TABLE") || tokens.is(i, "PARTITIONS") || tokens.is(i, "FORMATTED");
            if ((isBefore || i == 0) && tokens.isName(i + 1) && !Keywords.isReserved(tokens.word(i + 1))) {
                int last = i + 1;
                while (tokens.is(last + 1, ".")) {
                    last += 2;
                }
                return tokens.text(i + 1, last);
            }
        }
        return "";
    }

    private void partition(boolean isName) {
        String table = definedTable();
        if (isName) {
            catalog.partitionColumns(table)
                    .forEach(column -> out.addName(column.name(), " = ", Group.COLUMNS, column.type()));
        } else if (COMPARISONS.contains(tokens.upper(previous))) {
            partitionValues(table, tokens.word(previous - 1), false);
        }
    }

    /** Adds the values of a partition column; within quotes if they are open. */
    private void partitionValues(String table, String column, boolean isOpen) {
        String name = SqlTokens.plain(column);
        for (NamedType found : catalog.partitionColumns(table)) {
            if (found.name().equalsIgnoreCase(name)) {
                String quote =
                        found.type().startsWith("varchar") || found.type().startsWith("char") ? "'" : "";
                boolean isDate = found.type().startsWith("date") || found.type().startsWith("timestamp");
                String begin = isOpen ? "" : isDate ? found.type().toUpperCase(Locale.ROOT) + " '" : quote;
                String end = isOpen || isDate ? "'" : quote;
                for (String value : catalog.partitionValues(table, column)) {
                    out.add(begin + value.replace("'", "''") + end, Group.VALUES, null, false);
                }
            }
        }
    }

    private void string() {
        String prefix = place.prefix();
        int head = frame - 1;
        String before = tokens.upper(previous);
        boolean isFirst = previous == frame || before.equals(",");
        if (PROPERTY_LISTS.contains(tokens.upper(head)) || tokens.is(head, "WITH") && before.equals("=")) {
            stringOfProperty(isFirst);
        } else if (tokens.is(head, "PARTITION")) {
            partitionValues(definedTable(), tokens.word(Math.max(0, previous - 1)), true);
        } else if (isRelationNext()
                || Set.of("LOCATION", "TO", "CRAWL", "DESCRIBE", "DESC", "TABLE", "IN")
                                .contains(before)
                        && !isComparison()) {
            PathSuggestions.addInString(prefix, catalog, out);
        } else if (isComparison()) {
            comparedValues();
        } else if (prefix.indexOf('/') >= 0) {
            PathSuggestions.addInString(prefix, catalog, out);
        }
    }

    private void stringOfProperty(boolean isName) {
        String owner = PROPERTY_LISTS.contains(tokens.upper(frame - 1)) ? "table" : propertiesOwner();
        if (isName) {
            TableProperties.names(owner).forEach(name -> out.add(name + "' = ", Group.PROPERTIES, null, false));
            return;
        }
        String name = SqlTokens.plain(tokens.word(Math.max(0, previous - 1)));
        if (name.equals("external_location")) {
            PathSuggestions.addInString(place.prefix(), catalog, out);
            return;
        }
        for (String value : TableProperties.values(owner, name)) {
            if (value.startsWith("'") && value.length() > 1) {
                out.add(value.substring(1), Group.VALUES, null, false);
            }
        }
    }

    /** Returns whether the string at the cursor is compared with something. */
    private boolean isComparison() {
        int i = tokens.is(previous, "(") && tokens.is(previous - 1, "IN") ? previous - 1 : previous;
        return COMPARISONS.contains(tokens.upper(i)) && !tokens.is(0, "SHOW") && !tokens.is(0, "DESCRIBE");
    }

    private void comparedValues() {
        int operator = tokens.is(previous, "(") ? previous - 1 : previous;
        while (operator > 0 && !tokens.isName(operator - 1)) {
            operator--;
        }
        if (operator > 0) {
            valuesOf(operator - 1, true);
        }
    }

    private void valuesOf(int column, boolean isOpen) {
        String qualifier = tokens.is(column - 1, ".") ? SqlTokens.plain(tokens.word(column - 2)) : "";
        for (Relation relation : columns.outline().ownRelations()) {
            boolean isMeant = qualifier.isEmpty() || qualifier.equals(relation.alias());
            if (isMeant
                    && !relation.isPath()
                    && relation.prelude().isEmpty()
                    && !relation.reference().startsWith("(")) {
                partitionValues(relation.reference(), tokens.word(column), isOpen);
            }
        }
    }

    /** Returns the keyword that the part of a query up to the cursor began with. */
    private String clause() {
        int i = previous;
        while (i >= 0) {
            if (tokens.is(i, ")") && tokens.partner(i) >= 0) {
                i = tokens.partner(i);
            } else if (tokens.is(i, "(") && tokens.beginsQuery(i + 1)) {
                return "";
            } else if (CLAUSES.contains(tokens.upper(i))) {
                return tokens.upper(i);
            }
            i--;
        }
        return "";
    }

    private boolean isRelationNext() {
        String before = tokens.upper(previous);
        String clause = clause();
        boolean isCall = FROM_OF_CALLS.contains(tokens.upper(frame - 1)) || tokens.is(previous - 1, "DISTINCT");
        return before.equals("FROM") && !isCall
                || before.equals("JOIN")
                || before.equals(",") && (clause.equals("FROM") || clause.equals("JOIN")) && !isListOfCall()
                || before.equals("(") && (tokens.is(previous - 1, "FROM") || tokens.is(previous - 1, "JOIN"));
    }

    /** Returns whether the open parenthesis is that of a call within FROM, as UNNEST has. */
    private boolean isListOfCall() {
        return frame > 0 && tokens.isName(frame - 1) && !tokens.is(frame - 1, "FROM") && !tokens.is(frame - 1, "JOIN");
    }

    private void query() {
        if (isRelationNext()) {
            relation();
        } else if (!tokens.is(previous, "AS")) {
            expression();
        }
    }

    private void relation() {
        if (chain.isEmpty()) {
            columns.outline().named().forEach(name -> out.addName(name, "", Group.TABLES, "with"));
            List.of("'", "(SELECT ", "LATERAL (", "UNNEST(").forEach(this::word);
        }
        relations(null);
    }

    private void expression() {
        if (!chain.isEmpty()) {
            columns.behind(chain.parts()).forEach(this::column);
            return;
        }
        String clause = clause();
        boolean isBehindValue = isBehindValue();
        if (!isBehindValue) {
            if (tokens.is(previous, "ON")) {
                columns.joinConditions().forEach(text -> out.add(text, Group.VALUES, null, false));
            }
            if (COMPARISONS.contains(tokens.upper(previous)) && tokens.isName(previous - 1)) {
                valuesOf(previous - 1, false);
            }
            operands(clause);
        }
        List<String> words = place.prefix().isEmpty() ? Keywords.frequent(clause, isBehindValue) : Keywords.ofQueries();
        words.forEach(this::word);
    }

    /** Returns whether there is a value before the cursor, so that an operator or the next clause follows. */
    private boolean isBehindValue() {
        if (previous < 0) {
            return false;
        }
        return switch (tokens.kind(previous)) {
            case STRING, QUOTED_NAME -> true;
            case WORD -> Keywords.endsValue(tokens.upper(previous)) || isName(previous);
            case SYMBOL -> tokens.is(previous, ")") || tokens.is(previous, "]");
            default -> false;
        };
    }

    /** Returns whether a keyword is only a name, as behind a dot. */
    private boolean isName(int index) {
        return tokens.is(index - 1, ".");
    }

    private void operands(String clause) {
        if (clause.equals("ORDER")) {
            columns.outline().labels().forEach(label -> out.add(label, Group.COLUMNS, "label", false));
        }
        for (Relation relation : columns.outline().relations()) {
            columns.of(relation).forEach(this::column);
            if (!relation.alias().isEmpty()) {
                out.addName(relation.alias(), ".", Group.TABLES, relation.reference());
            }
        }
        boolean isUpper = !place.prefix().isEmpty()
                && place.prefix().equals(place.prefix().toUpperCase(Locale.ROOT));
        boolean isCall = place.text().startsWith("(", place.cursor());
        if (place.prefix().isEmpty() && !columns.outline().relations().isEmpty()) {
            return;
        }
        for (SqlFunction function : Functions.all()) {
            if (function.isAggregate() && WITHOUT_AGGREGATES.contains(clause)) {
                continue;
            }
            String name = isUpper ? function.name().toUpperCase(Locale.ROOT) : function.name();
            String end = isCall ? "" : function.usage().endsWith("()") ? "()" : "(";
            out.add(name + end, Group.FUNCTIONS, function.usage(), false);
        }
    }
}
