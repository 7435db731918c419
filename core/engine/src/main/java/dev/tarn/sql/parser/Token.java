package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorPosition.InStatement;
import java.util.Locale;

/**
 * A piece of SQL text, as far as splitting scripts needs to know it.
 *
 * @param text the characters
 * @param start the offset of the first character in the script
 * @param line counted from 1
 * @param column counted from 1
 */
public record Token(Kind kind, String text, int start, int line, int column) {
    public enum Kind {
        WORD,
        STRING,
        QUOTED_NAME,
        BACKTICK_NAME,
        SYMBOL,
        SEMICOLON,
        /** Of {@link LenientScanner} alone. */
        COMMENT,
        /** What is not closed, to the end of the text; of {@link LenientScanner} alone. */
        UNCLOSED,
        END
    }

    /** Returns the offset after the last character. */
    public int end() {
        return start + text.length();
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** Returns a word in upper case, or else the text. */
    String upper() {
        return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : text;
    }

    InStatement position() {
        return InStatement.at(line, column);
    }
}
