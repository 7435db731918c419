package dev.tarn.format.text.delimited;

import java.util.Arrays;

/**
 * How fields and records are written. Immutable.
 *
 * @param rules whose rules hold for quotes and escapes
 * @param delimiter the bytes between fields, at least one
 * @param quote the byte around fields, or {@link #NONE}
 * @param escape the byte before one that loses its meaning, or {@link #NONE}
 * @param lineEnd the byte that ends a record; before a line feed a carriage return may stand
 * @param nullText what a field without quotes is if it is NULL, or null if no field is
 * @param strict whether a record must have as many fields as there are columns; blank lines are passed over then
 * @param lastTakesRest whether the last column has all that is left of the record
 */
record Dialect(
        Rules rules,
        byte[] delimiter,
        int quote,
        int escape,
        byte lineEnd,
        byte[] nullText,
        boolean strict,
        boolean lastTakesRest) {
    static final int NONE = -1;

    /** Whose rules hold for quotes and escapes. */
    enum Rules {
        /** LazySimpleSerDe: no quotes; an escape takes the meaning of a delimiter. */
        LAZY,
        /** OpenCSVSerde: any quote begins or ends a quoted part; an escape stands before a quote or itself. */
        OPEN_CSV,
        /** RFC 4180: a field is quoted if it begins with a quote; within, a quote is doubled (or escaped). */
        RFC
    }

    boolean hasQuote() {
        return quote != NONE;
    }

    boolean hasEscape() {
        return escape != NONE;
    }

    /** Returns whether a quote in quotes is written twice. */
    boolean doublesQuotes() {
        return rules != Rules.LAZY;
    }

    /** Returns the same dialect with another delimiter. */
    Dialect withDelimiter(byte newDelimiter) {
        return new Dialect(rules, new byte[] {newDelimiter}, quote, escape, lineEnd, nullText, strict, lastTakesRest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dialect that
                && rules == that.rules
                && Arrays.equals(delimiter, that.delimiter)
                && quote == that.quote
                && escape == that.escape
                && lineEnd == that.lineEnd
                && Arrays.equals(nullText, that.nullText)
                && strict == that.strict
                && lastTakesRest == that.lastTakesRest;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(delimiter) * 31 + quote;
    }
}
