package dev.tarn.shell;

import dev.tarn.shell.session.ClosedOutputException;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Standard output, which tells apart that nobody reads it any more from all else that can go wrong with writing. */
final class StandardOutput extends FilterWriter {
    private static final String NO_SPACE = "No space";

    StandardOutput(Writer out) {
        super(out);
    }

    private static IOException told(IOException error) {
        boolean isOther = error instanceof ClosedOutputException
                || error.getMessage() != null && error.getMessage().startsWith(NO_SPACE);
        return isOther ? error : new ClosedOutputException(error);
    }

    @Override
    public void write(int character) throws IOException {
        try {
            super.write(character);
        } catch (IOException e) {
            throw told(e);
        }
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        try {
            super.write(characters, offset, length);
        } catch (IOException e) {
            throw told(e);
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        try {
            super.write(text, offset, length);
        } catch (IOException e) {
            throw told(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            super.flush();
        } catch (IOException e) {
            throw told(e);
        }
    }
}
