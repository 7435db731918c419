package dev.tarn.sql.parser;

/**
 * What EXPLAIN is asked for.
 *
 * @param type what it tells
 * @param format how
 */
public record ExplainOptions(Type type, Format format) {
    /** What EXPLAIN says without options. */
    public static final ExplainOptions DEFAULT = new ExplainOptions(Type.DISTRIBUTED, Format.TEXT);

    /** What EXPLAIN tells. There is one plan, so LOGICAL and DISTRIBUTED are the same. */
    public enum Type {
        LOGICAL,
        DISTRIBUTED,
        /** Whether the statement is valid. */
        VALIDATE,
        /** What is read and written; always in JSON. */
        IO
    }

    /** How EXPLAIN tells it. */
    public enum Format {
        TEXT,
        JSON,
        GRAPHVIZ
    }
}
