package dev.tarn.shell.progress;

import java.io.PrintWriter;

/** Progress on standard error: one line that is written over on a terminal, else a line every few seconds. */
public final class StreamLine implements ProgressView {
    private static final int WIDTH = 100;
    private static final long NANOS_BETWEEN_LINES = 5_000_000_000L;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean isTerminal;
    private boolean isShown;
    private long lastLine;

    /** Makes the line; lines that cannot be written over come at once, then every five seconds. */
    public StreamLine(PrintWriter out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.lastLine = System.nanoTime() - NANOS_BETWEEN_LINES;
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public void show(String line) {
        if (isTerminal) {
            out.print(ERASE_LINE + line);
            out.flush();
            isShown = true;
        } else if (System.nanoTime() - lastLine >= NANOS_BETWEEN_LINES) {
            lastLine = System.nanoTime();
            out.println(line);
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
