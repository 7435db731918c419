package dev.tarn.shell.session;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Writes to the terminal what fits on it; what is longer goes to a pager, from the first line on and while it is written.
 * What is flushed before that is seen on the terminal at once, and again in the pager. When the pager is left, writing fails
 * with {@link PagerClosedException}. One thread writes, any may flush.
 */
final class PagedWriter extends Writer {
    private final Writer terminal;
    private final Screen screen;
    private final String command;
    private final StringBuilder start = new StringBuilder();
    /** How much of the start the terminal shows. */
    private int shown;

    private int lines;
    private int column;
    private Process pager;
    private Writer toPager;

    PagedWriter(Writer terminal, Screen screen, String command) {
        this.terminal = terminal;
        this.screen = screen;
        this.command = command;
    }

    /** The pager was left before its end; nobody wants the rest. */
    static final class PagerClosedException extends IOException {
        private static final long serialVersionUID = 1;

        PagerClosedException(IOException cause) {
            super("the pager was left", cause);
        }
    }

    @Override
    public synchronized void write(char[] characters, int offset, int length) throws IOException {
        if (toPager != null) {
            page(characters, offset, length);
            return;
        }
        start.append(characters, offset, length);
        count(characters, offset, length);
        if (lines >= screen.height() - 2) {
            startPager();
        }
    }

    private void count(char[] characters, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            column++;
            if (characters[i] == '\n' || column > screen.width() * 2) {
                lines++;
                column = 0;
            }
        }
    }

    private void startPager() throws IOException {
        terminal.flush();
        pager = new ProcessBuilder("sh", "-c", command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        toPager = new BufferedWriter(new OutputStreamWriter(pager.getOutputStream(), StandardCharsets.UTF_8));
        char[] characters = start.toString().toCharArray();
        start.setLength(0);
        page(characters, 0, characters.length);
        toPager.flush();
    }

    private void page(char[] characters, int offset, int length) throws IOException {
        try {
            int copied = offset;
            for (int i = offset; i < offset + length; i++) {
                int move = lengthOfMove(characters, i, offset + length);
                if (move > 0) {
                    toPager.write(characters, copied, i - copied);
                    copied = i + move;
                    i = copied - 1;
                }
            }
            toPager.write(characters, copied, offset + length - copied);
        } catch (IOException e) {
            throw new PagerClosedException(e);
        }
    }

    /** Pagers know no moves of the cursor; rows are written whole, so that none is cut. */
    private static int lengthOfMove(char[] characters, int from, int end) {
        if (characters[from] != '\u001b') {
            return 0;
        }
        int i = from + 2;
        while (i < end && Character.isDigit(characters[i])) {
            i++;
        }
        return i < end && characters[i] == 'G' ? i + 1 - from : 0;
    }

    @Override
    public synchronized void flush() throws IOException {
        if (toPager == null) {
            terminal.append(start, shown, start.length());
            terminal.flush();
            shown = start.length();
            return;
        }
        try {
            toPager.flush();
        } catch (IOException e) {
            throw new PagerClosedException(e);
        }
    }

    /**
     * Does nothing while the pager runs, or none was needed.
     *
     * @throws PagerClosedException if the pager was left
     */
    synchronized void checkPager() throws PagerClosedException {
        if (pager != null && !pager.isAlive()) {
            throw new PagerClosedException(new IOException("the pager has ended"));
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (toPager == null) {
            flush();
            start.setLength(0);
            shown = 0;
            return;
        }
        try {
            toPager.close();
        } catch (IOException e) {
            // The pager was left before it had read all: that is how pagers are used.
            start.setLength(0);
        }
        try {
            pager.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            pager.destroy();
        }
    }
}
