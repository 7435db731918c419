package dev.tarn.shell.render;

/**
 * How results look.
 *
 * @param nullText what NULL is shown as; null for what the format has for it
 * @param groupsDigits whether numbers for readers have commas between thousands
 * @param lineWidth the columns of the terminal, 0 where there is none
 * @param valueWidth the most columns that a value takes in a box or table, 0 for as many as it needs
 * @param wraps whether longer values go on in the next line; else they are cut
 * @param hasHeader whether the labels of the columns are written, where a format can do without
 * @param separator what stands between fields; empty for what the format has
 * @param isAscii whether lines are drawn with characters of ASCII
 * @param namesLargeNumbers whether a result of one row says in words how large its numbers are
 * @param highlights whether values have the colours of their types
 * @param insertTable the table that INSERT statements name
 * @param theme the colours
 */
public record RenderOptions(
        String nullText,
        boolean groupsDigits,
        int lineWidth,
        int valueWidth,
        boolean wraps,
        boolean hasHeader,
        String separator,
        boolean isAscii,
        boolean namesLargeNumbers,
        boolean highlights,
        String insertTable,
        Theme theme) {
    /** What files and pipes get. */
    public static final RenderOptions PLAIN =
            new RenderOptions(null, false, 0, 0, false, true, "", false, false, false, "result", Theme.NONE);

    String nullTextOr(String other) {
        return nullText == null ? other : nullText;
    }

    String separatorOr(String other) {
        return separator.isEmpty() ? other : separator;
    }

    /** Returns whether a person looks at the result while it comes. */
    boolean isForTerminal() {
        return lineWidth > 0;
    }

    String ellipsis() {
        return isAscii ? "..." : "…";
    }
}
