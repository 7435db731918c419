package dev.tarn;

/**
 * A piece of SQL text.
 *
 * @param kind what it is
 * @param start the offset of its first character
 * @param end the offset behind its last
 */
public record SqlToken(Kind kind, int start, int end) {
    /** What a piece of SQL text is. */
    public enum Kind {
        /** A keyword, a name without quotes, or a number. */
        WORD,
        STRING,
        /** A name in double quotes or backticks. */
        QUOTED_NAME,
        COMMENT,
        /** A string, a quoted name or a comment that is not closed, to the end of the text. */
        UNCLOSED,
        SEMICOLON,
        SYMBOL
    }
}
