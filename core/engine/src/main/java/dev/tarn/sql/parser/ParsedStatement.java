package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorPosition.InStatement;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/**
 * A statement that was parsed. Immutable, but for the query's tree, which validation may change: parse again to validate
 * again.
 */
public final class ParsedStatement {
    /** What a statement asks for. */
    public enum Kind {
        /** Rows of a query. */
        QUERY,
        /** The plan of a query. */
        EXPLAIN,
        /** The plan of a query that is run, with what was counted. */
        EXPLAIN_ANALYZE,
        /** Rows of a query that are written: {@link ParsedStatement#definition} is a {@link WriteStatement}. */
        WRITE,
        /** Anything else: {@link ParsedStatement#definition} is there. */
        DEFINITION
    }

    private final Kind kind;
    private final String text;
    private final InStatement start;
    private final SqlNode query;
    private final Statement definition;
    private final ExplainOptions explain;

    ParsedStatement(Kind kind, StatementText source, SqlNode query, Statement definition) {
        this(kind, source.text(), source.start(), query, definition, ExplainOptions.DEFAULT);
    }

    private ParsedStatement(
            Kind kind, String text, InStatement start, SqlNode query, Statement definition, ExplainOptions explain) {
        this.kind = kind;
        this.text = text;
        this.start = start;
        this.query = query;
        this.definition = definition;
        this.explain = explain;
    }

    /** Returns the EXPLAIN of this statement. */
    ParsedStatement explained(Kind how, ExplainOptions options) {
        return new ParsedStatement(how, text, start, query, definition, options);
    }

    /** Returns what an EXPLAIN is asked for. */
    public ExplainOptions explain() {
        return explain;
    }

    public Kind kind() {
        return kind;
    }

    /** Returns the statement as it was written, without comments around it and without the semicolon. */
    public String text() {
        return text;
    }

    /** Returns where the statement starts in its script; every position in it counts from the script's start. */
    public InStatement start() {
        return start;
    }

    /** Returns the tree of a query, also of one that is written, for {@code sql.validate} only; empty for a definition. */
    public Optional<SqlNode> query() {
        return Optional.ofNullable(query);
    }

    /** Returns the statement, unless it is a query or an EXPLAIN of one. */
    public Optional<Statement> definition() {
        return Optional.ofNullable(definition);
    }
}
