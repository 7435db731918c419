package dev.tarn.shell.edit;

import java.io.IOException;
import java.util.Map;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;

/** JLine's line editor, with long pastes shortened. */
final class ShellLineReader extends LineReaderImpl {
    private final Pastes pastes;

    ShellLineReader(Terminal terminal, Pastes pastes, Map<String, Object> variables) throws IOException {
        super(terminal, "tarn", variables);
        this.pastes = pastes;
    }

    @Override
    public boolean beginPaste() {
        String text = doReadStringUntil(BRACKETED_PASTE_END);
        if (text != null) {
            getBuffer().write(pastes.shorten(text.replace("\r\n", "\n").replace('\r', '\n')));
        }
        return true;
    }
}
