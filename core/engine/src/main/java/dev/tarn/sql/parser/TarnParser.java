package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.text.NearestNames;
import dev.tarn.sql.parser.ParsedStatement.Kind;
import dev.tarn.sql.parser.generated.TarnSqlParserImpl;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl.LexicalState;

/** Parses SQL. Stateless. */
public final class TarnParser {
    private static final int IDENTIFIER_MAX_LENGTH = 1024;
    private static final String NOT_SUPPORTED = " is not supported";
    private static final List<String> FIRST_WORDS = List.of(
            "SELECT",
            "WITH",
            "VALUES",
            "TABLE",
            "EXPLAIN",
            "CREATE",
            "DROP",
            "ALTER",
            "SHOW",
            "DESCRIBE",
            "DESC",
            "INSERT",
            "DELETE",
            "UPDATE",
            "MERGE",
            "UNLOAD",
            "MSCK",
            "PREPARE",
            "EXECUTE",
            "DEALLOCATE",
            "OPTIMIZE",
            "VACUUM",
            "ANALYZE",
            "GRANT",
            "REVOKE",
            "COMMIT",
            "ROLLBACK",
            "START",
            "USE",
            "SET",
            "RESET",
            "CALL",
            "TRUNCATE",
            "REFRESH",
            "REPAIR",
            "CRAWL",
            "COMMENT");

    private static final List<String> QUERIES = List.of("SELECT", "WITH", "VALUES", "TABLE", "(");

    private static final SqlAbstractParserImpl.Metadata WORDS =
            new TarnSqlParserImpl(new StringReader("")).getMetadata();

    private TarnParser() {}

    /** Returns whether a word is one of the grammar's own, so that it has to be quoted to be a name. */
    public static boolean isReserved(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return WORDS.isKeyword(upper) && !WORDS.isNonReservedKeyword(upper);
    }

    /**
     * Cuts a script into its statements, which end with semicolons, without parsing them.
     *
     * @throws TarnException SYNTAX_ERROR if a string, quoted name or comment is not closed
     */
    public static List<StatementText> split(String script) {
        return ScriptSplitter.split(script);
    }

    /**
     * Parses text of exactly one statement, with or without a semicolon.
     *
     * @throws TarnException SYNTAX_ERROR; NOT_SUPPORTED for a clause that is known and not supported
     */
    public static ParsedStatement parse(String sql) {
        List<StatementText> statements = split(sql);
        if (statements.isEmpty()) {
            throw new TarnException(ErrorCode.SYNTAX_ERROR, InStatement.at(1, 1), "there is no statement");
        }
        if (statements.size() > 1) {
            throw new TarnException(
                    ErrorCode.SYNTAX_ERROR,
                    statements.get(1).start(),
                    "there is more than one statement"
                            + SourceLine.excerpt(sql, statements.get(1).start()));
        }
        return parse(statements.get(0));
    }

    /**
     * Parses a query that is a part of other text.
     *
     * @param start where the query starts there; positions count from that text's start
     */
    public static ParsedStatement parse(String query, InStatement start) {
        String before = "\n".repeat(start.line() - 1) + " ".repeat(start.column() - 1);
        return parse(before + query);
    }

    /**
     * Parses one statement of a script.
     *
     * @throws TarnException SYNTAX_ERROR; NOT_SUPPORTED for a clause that is known and not supported
     */
    public static ParsedStatement parse(StatementText source) {
        List<Token> head = source.head();
        String refused = UnsupportedStatements.name(head);
        if (refused != null) {
            return refused(source, refused, source.start());
        }
        if (source.isHiveDdl()) {
            return definition(source);
        }
        if (source.backtick() != null) {
            throw backtick(source);
        }
        try {
            return withQuery(source);
        } catch (TarnException e) {
            String clause = UnsupportedStatements.clause(e, source);
            if (clause == null) {
                throw e;
            }
            return refused(source, clause, (InStatement) e.position().orElse(source.start()));
        }
    }

    private static ParsedStatement definition(StatementText source) {
        Statement definition;
        try {
            definition = run(source, source.text(), source.start(), TarnSqlParserImpl::DdlStatementEof);
        } catch (TarnException e) {
            if (e.code() != ErrorCode.NOT_SUPPORTED || !e.detail().endsWith(NOT_SUPPORTED)) {
                throw e;
            }
            String name = e.detail().substring(0, e.detail().length() - NOT_SUPPORTED.length());
            return refused(source, name, (InStatement) e.position().orElse(source.start()));
        }
        return new ParsedStatement(Kind.DEFINITION, source, null, definition);
    }

    private static ParsedStatement withQuery(StatementText source) {
        List<Token> head = source.head();
        Production<WriteBuilder.Written> writing = writing(head);
        if (writing != null) {
            return write(source, writing);
        }
        return switch (head.get(0).upper()) {
            case "CREATE" -> createView(source);
            case "EXPLAIN" -> explain(source);
            case "PREPARE" -> prepare(source);
            case "EXECUTE", "DEALLOCATE" ->
                new ParsedStatement(
                        Kind.DEFINITION,
                        source,
                        null,
                        run(source, source.text(), source.start(), TarnSqlParserImpl::PreparationEof));
            case "SELECT", "WITH", "VALUES", "TABLE", "(" ->
                new ParsedStatement(Kind.QUERY, source, query(source, source.text(), source.start()), null);
            default -> throw unknown(source);
        };
    }

    private static ParsedStatement refused(StatementText source, String name, InStatement position) {
        return new ParsedStatement(Kind.DEFINITION, source, null, new RefusedStatement(name, position));
    }

    private static ParsedStatement write(StatementText source, Production<WriteBuilder.Written> production) {
        WriteBuilder.Written written = run(source, source.text(), source.start(), production);
        return new ParsedStatement(Kind.WRITE, source, written.query(), written.statement());
    }

    private static ParsedStatement explain(StatementText source) {
        ExplainParser explain = new ExplainParser(source.head());
        explain.read();
        if (source.head().size() == explain.statement()) {
            throw syntaxError(source, endOf(source), "EXPLAIN needs a query");
        }
        StatementText explained = source.from(explain.statement());
        String what = explained.head().get(0).upper();
        ParsedStatement statement = isExplained(explained) ? withQuery(explained) : null;
        if (statement == null || statement.kind() != Kind.QUERY && statement.kind() != Kind.WRITE) {
            return refused(source, "EXPLAIN of " + what, explained.start());
        }
        return statement.explained(explain.analyze() ? Kind.EXPLAIN_ANALYZE : Kind.EXPLAIN, explain.options());
    }

    /** Leaves to the grammar to say what is wrong with what is no statement at all. */
    private static boolean isExplained(StatementText explained) {
        String first = explained.head().get(0).upper();
        return QUERIES.contains(first) || writing(explained.head()) != null || !FIRST_WORDS.contains(first);
    }

    private static ParsedStatement prepare(StatementText source) {
        List<Token> head = source.head();
        boolean named = head.size() > 3
                && (head.get(1).kind() == Token.Kind.WORD || head.get(1).kind() == Token.Kind.QUOTED_NAME)
                && head.get(2).isWord("FROM");
        if (!named) {
            throw syntaxError(
                    source, head.get(Math.min(1, head.size() - 1)).position(), "expected PREPARE name FROM statement");
        }
        StatementText inner = source.from(3);
        String refused = UnsupportedStatements.name(inner.head());
        String first = inner.head().get(0).upper();
        boolean kept = QUERIES.contains(first) || first.equals("EXPLAIN") || writing(inner.head()) != null;
        if (refused != null || !kept && FIRST_WORDS.contains(first)) {
            return refused(source, refused == null ? "PREPARE of " + first : refused, inner.start());
        }
        ParsedStatement statement = parse(inner);
        if (statement.definition().orElse(null) instanceof RefusedStatement clause) {
            return refused(source, clause.name(), clause.position());
        }
        String name = head.get(1).kind() == Token.Kind.WORD
                ? head.get(1).text()
                : head.get(1).text().substring(1, head.get(1).text().length() - 1);
        Statement.Word word =
                new Statement.Word(name.toLowerCase(Locale.ROOT), head.get(1).position());
        return new ParsedStatement(
                Kind.DEFINITION, source, null, new PreparationStatement.Prepare(word, inner.text(), inner.start()));
    }

    /** Returns how a statement is parsed that writes the rows of a query; null if it is none. */
    private static Production<WriteBuilder.Written> writing(List<Token> head) {
        return switch (head.get(0).upper()) {
            case "CREATE" ->
                head.size() > 1 && head.get(1).isWord("TABLE") ? TarnSqlParserImpl::CreateTableAsEof : null;
            case "INSERT" -> TarnSqlParserImpl::InsertEof;
            case "UNLOAD" -> TarnSqlParserImpl::UnloadEof;
            default -> null;
        };
    }

    private static ParsedStatement createView(StatementText source) {
        InStatement start = source.start();
        ViewStatement.CreateView view =
                (ViewStatement.CreateView) run(source, source.text(), start, TarnSqlParserImpl::CreateViewEof);
        int offset = SourceLine.offset(source.text(), start.line(), start.column(), view.queryStart());
        ViewStatement complete = new ViewStatement.CreateView(
                view.name(),
                view.orReplace(),
                view.columns(),
                view.comment(),
                source.text().substring(offset),
                view.queryStart());
        return new ParsedStatement(Kind.DEFINITION, source, null, complete);
    }

    private static SqlNode query(StatementText source, String text, InStatement start) {
        return run(source, text, start, TarnSqlParserImpl::SqlQueryEof);
    }

    private interface Production<T> {
        T parse(TarnSqlParserImpl parser) throws Exception;
    }

    private static <T> T run(StatementText source, String text, InStatement start, Production<T> production) {
        TarnSqlParserImpl parser = new TarnSqlParserImpl(new StringReader(""));
        parser.setOriginalSql(text);
        parser.setQuotedCasing(Casing.UNCHANGED);
        parser.setUnquotedCasing(Casing.UNCHANGED);
        parser.setIdentifierMaxLength(IDENTIFIER_MAX_LENGTH);
        parser.setConformance(TarnConformance.INSTANCE);
        parser.switchTo(source.isHiveDdl() ? LexicalState.BQID : LexicalState.DQID);
        try {
            parser.startAt(new StringReader(text), start.line(), start.column());
            return production.parse(parser);
        } catch (TarnException e) {
            throw e;
        } catch (Exception | Error e) {
            throw SyntaxErrors.translate(e, source);
        }
    }

    private static TarnException backtick(StatementText source) {
        Token token = source.backtick();
        String name = token.text().substring(1, token.text().length() - 1);
        return syntaxError(
                source,
                token.position(),
                "backticks quote names only in DDL; in a query use double quotes: \"" + name + "\"");
    }

    private static TarnException unknown(StatementText source) {
        Token first = source.head().get(0);
        return syntaxError(
                source,
                first.position(),
                "no statement starts with " + first.text() + NearestNames.hint(first.text(), FIRST_WORDS));
    }

    private static TarnException syntaxError(StatementText source, InStatement position, String what) {
        return new TarnException(
                ErrorCode.SYNTAX_ERROR, position, what + SourceLine.excerpt(source.script(), position));
    }

    private static InStatement endOf(StatementText source) {
        InStatement start = source.start();
        return InStatement.at(start.line(), start.column() + source.text().length());
    }
}
