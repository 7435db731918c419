package dev.tarn.shell.progress;

import java.io.PrintWriter;

/** Progress on standard error: one line that is written over on a terminal, else a line every few seconds. */
public final class StreamLine implements ProgressView {
    private static final int PLAIN_WIDTH = 200;
    private static final long NANOS_BETWEEN_LINES = 5_000_000_000L;
    private static final String ERASE_LINE = "\r\u001b[K";
    /** A line that is too wide for a terminal which became narrower is cut there, so that it can be taken away. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final PrintWriter out;
    private final int columns;
    private boolean isShown;
    private long lastLine;

    /**
     * Makes the line; lines that cannot be written over come at once, then every five seconds.
     *
     * @param columns of the terminal, 0 if it is none or knows no escape codes
     */
    public StreamLine(PrintWriter out, int columns) {
        this.out = out;
        this.columns = columns;
        this.lastLine = System.nanoTime() - NANOS_BETWEEN_LINES;
    }

    @Override
    public int width() {
        return columns == 0 ? PLAIN_WIDTH : columns - 1;
    }

    @Override
    public void show(String line) {
        if (columns > 0) {
            out.print(NO_WRAP + ERASE_LINE + line + WRAP);
            out.flush();
            isShown = true;
        } else if (System.nanoTime() - lastLine >= NANOS_BETWEEN_LINES) {
            lastLine = System.nanoTime();
            out.println(line);
            out.flush();
        }
    }

    @Override
    public void clear() {
        if (isShown) {
            out.print(ERASE_LINE);
            out.flush();
            isShown = false;
        }
    }
}
