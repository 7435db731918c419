package dev.tarn.shell.session;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where results and messages go: standard output or a terminal, a pager, a file. One thread. */
public final class Output implements AutoCloseable {
    private final Writer standard;
    private final PrintWriter messages;
    private final Screen screen;
    private Writer file;
    private boolean once;
    private boolean wroteToFile;
    private boolean wroteToStandard;

    /**
     * Makes an output.
     *
     * @param standard takes results unless they go to a file
     * @param messages takes errors and what is no result
     */
    public Output(Writer standard, PrintWriter messages, Screen screen) {
        this.standard = standard;
        this.messages = messages;
        this.screen = screen;
    }

    /** Where one result goes; closing it ends its pager, or its file if that is for one result. */
    public final class Destination implements AutoCloseable {
        private final Writer writer;
        private final boolean isPaged;

        private Destination(Writer writer, boolean isPaged) {
            this.writer = writer;
            this.isPaged = isPaged;
        }

        public Writer writer() {
            return writer;
        }

        /** Returns whether a pager shows what is too long for the terminal. */
        public boolean isPaged() {
            return isPaged;
        }

        @Override
        public void close() throws IOException {
            if (isPaged) {
                writer.close();
            } else {
                writer.flush();
                if (file != null && once) {
                    closeFile();
                }
            }
        }
    }

    /**
     * Returns where the next result goes.
     *
     * @param pager the pager's command, or null for none
     */
    public Destination next(String pager) {
        if (file != null) {
            return new Destination(file, false);
        }
        boolean paged = screen.isTerminal() && pager != null;
        return new Destination(paged ? new PagedWriter(standard, screen, pager) : standard, paged);
    }

    /** Returns whether results go to a terminal now. */
    public boolean isToTerminal() {
        return file == null && screen.isTerminal();
    }

    /** Returns the columns of the terminal that results go to, 0 if they do not go to one. */
    public int lineWidth() {
        return isToTerminal() ? screen.width() : 0;
    }

    public Screen screen() {
        return screen;
    }

    /** Sends results to a file from now on, or only the next one. */
    public void toFile(Path path, boolean onlyNext) throws IOException {
        closeFile();
        file = new BufferedWriter(Files.newBufferedWriter(path, StandardCharsets.UTF_8));
        once = onlyNext;
        wroteToFile = false;
    }

    /** Sends results to where they went first. */
    public void toStandard() throws IOException {
        closeFile();
    }

    /** Says that the result for which {@code toFile} was called will not come. */
    void abandonNext() throws IOException {
        if (once) {
            closeFile();
        }
    }

    private void closeFile() throws IOException {
        if (file != null) {
            Writer closing = file;
            file = null;
            closing.close();
        }
    }

    /** Writes text to where results go. */
    public void print(String text) throws IOException {
        Writer writer = file == null ? standard : file;
        writer.write(text);
        writer.flush();
    }

    /** Says that a result begins; returns whether there was one before. */
    boolean beginResult() {
        boolean before = file == null ? wroteToStandard : wroteToFile;
        wroteToFile |= file != null;
        wroteToStandard |= file == null;
        return before;
    }

    /** Writes a line that is no result. */
    public void message(String line) {
        flush();
        messages.println(line);
        messages.flush();
    }

    public PrintWriter messages() {
        return messages;
    }

    /** Sends on what was written. */
    public void flush() {
        try {
            standard.flush();
        } catch (IOException e) {
            // Whoever read it is gone; the next result tells.
            messages.flush();
        }
    }

    @Override
    public void close() throws IOException {
        closeFile();
        standard.flush();
    }
}
