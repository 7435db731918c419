package dev.tarn.shell.render;

/**
 * How results look.
 *
 * @param nullText what NULL is shown as; null for what the format has for it
 * @param groupsDigits whether numbers for readers have commas between thousands
 * @param lineWidth the columns of the terminal, 0 where there is none
 * @param valueWidth the most columns that a value takes in a box or table, 0 for as many as it needs
 * @param insertTable the table that INSERT statements name
 * @param theme the colours
 */
public record RenderOptions(
        String nullText, boolean groupsDigits, int lineWidth, int valueWidth, String insertTable, Theme theme) {
    /** What files and pipes get. */
    public static final RenderOptions PLAIN = new RenderOptions(null, false, 0, 0, "result", Theme.NONE);

    String nullTextOr(String other) {
        return nullText == null ? other : nullText;
    }
}
