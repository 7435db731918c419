package dev.tarn.shell.render;

import java.io.IOException;
import java.io.Writer;

/** Text that is put together here and handed on row by row, since a writer's every call costs. */
final class TextBlock {
    private final StringBuilder text = new StringBuilder();
    private final Writer out;
    private char[] characters = new char[1 << 10];

    TextBlock(Writer out) {
        this.out = out;
    }

    /** What is appended here is handed on by the next {@link #end}. */
    StringBuilder text() {
        return text;
    }

    void end() throws IOException {
        int length = text.length();
        if (characters.length < length) {
            characters = new char[length * 2];
        }
        text.getChars(0, length, characters, 0);
        out.write(characters, 0, length);
        text.setLength(0);
    }
}
