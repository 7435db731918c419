package dev.tarn.shell.session;

import org.jline.terminal.Terminal;

/**
 * The terminal, if there is one.
 *
 * @param terminal null where results go to a file or a pipe
 * @param fixedWidth the columns of a terminal that is only written to, 0 otherwise
 */
public record Screen(Terminal terminal, int fixedWidth) {
    private static final int DEFAULT_WIDTH = 80;
    private static final int DEFAULT_HEIGHT = 24;

    /** No terminal. */
    public static final Screen NONE = new Screen(null, 0);

    /** Returns whether results are looked at on a terminal. */
    public boolean isTerminal() {
        return terminal != null || fixedWidth > 0;
    }

    /** Returns the columns of the terminal. */
    public int width() {
        if (terminal == null) {
            return fixedWidth;
        }
        return terminal.getColumns() > 0 ? terminal.getColumns() : DEFAULT_WIDTH;
    }

    /** Returns the lines of the terminal. */
    public int height() {
        return terminal == null || terminal.getRows() <= 0 ? DEFAULT_HEIGHT : terminal.getRows();
    }
}
