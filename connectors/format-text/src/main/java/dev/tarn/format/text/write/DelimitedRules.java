package dev.tarn.format.text.write;

/**
 * How delimited text is to be written. Immutable; the arrays are not to be changed.
 *
 * @param style whose rules hold
 * @param delimiter the bytes between fields
 * @param separators by level, from 1 on, what stands between the parts of nested values; not for quoted styles
 * @param quote the byte around texts; only for quoted styles
 * @param escape the byte before one that is to lose its meaning, or -1
 * @param lineEnd the byte that ends a record
 * @param nullText what is written for NULL
 * @param header whether a line of the columns' names comes first
 */
public record DelimitedRules(
        Style style,
        byte[] delimiter,
        byte[] separators,
        int quote,
        int escape,
        byte lineEnd,
        byte[] nullText,
        boolean header) {
    /** Whose rules hold. */
    public enum Style {
        /** LazySimpleSerDe: no quotes. */
        LAZY,
        /** OpenCSVSerde: texts in quotes; an escape before a quote or itself. */
        ESCAPED_QUOTES,
        /** RFC 4180: texts in quotes; a quote within is doubled. */
        DOUBLED_QUOTES
    }
}
