package dev.tarn.shell.edit;

import dev.tarn.shell.complete.ShellCompleter;
import java.io.IOException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp.Capability;

/**
 * JLine's line editor, with long pastes shortened, prompts that tell what a line is within, and a line below for how the
 * function is called in whose arguments the cursor is. One thread.
 */
final class ShellLineReader extends LineReaderImpl {
    /** Longer texts are shown as they are: without colours, hints and prompts that tell. */
    static final int MOST_SHOWN = 1_000_000;

    private static final int MOST_HINTED = 20_000;
    private static final int MOST_PROMPTED = 50_000;
    private static final String TELLING_PROMPT = "%P %M> ";
    private static final String PLAIN_PROMPT = "%P -> ";

    private static final String SUSPEND = "tarn-suspend";

    private final Pastes pastes;
    private final StatementParser statements;
    private final BiFunction<String, Integer, String> hints;
    private String notice = "";

    /**
     * Makes a line editor.
     *
     * @param hints tells what is to be shown below a text with a cursor in it, empty for nothing
     */
    ShellLineReader(
            Terminal terminal,
            Pastes pastes,
            StatementParser statements,
            BiFunction<String, Integer, String> hints,
            Map<String, Object> variables)
            throws IOException {
        super(terminal, "tarn", variables);
        this.pastes = pastes;
        this.statements = statements;
        this.hints = hints;
        setParser(statements);
        getWidgets().put(SUSPEND, this::suspend);
        for (String keys : List.of(EMACS, VIINS, VICMD)) {
            getKeyMaps().get(keys).bind(new Reference(SUSPEND), KeyMap.ctrl('Z'));
        }
    }

    /** Stops the process and its group as Ctrl-Z does elsewhere; the terminal passes the key on while a line is typed. */
    private boolean suspend() {
        Attributes whileTyping = terminal.getAttributes();
        Attributes outside = new Attributes(whileTyping);
        outside.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.ISIG, LocalFlag.IEXTEN), true);
        outside.setInputFlags(EnumSet.of(InputFlag.ICRNL, InputFlag.IXON), true);
        terminal.puts(Capability.keypad_local);
        terminal.writer().println(BRACKETED_PASTE_OFF);
        terminal.flush();
        terminal.setAttributes(outside);
        try {
            new ProcessBuilder("sh", "-c", "kill -s TSTP 0").inheritIO().start().waitFor();
        } catch (IOException e) {
            // There is no such command here, and most likely nothing to go on with this one.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            terminal.setAttributes(whileTyping);
            terminal.puts(Capability.keypad_xmit);
            terminal.writer().write(BRACKETED_PASTE_ON);
            redrawLine();
        }
        return true;
    }

    /** Shows a text below the line until the next key. */
    void notice(String text) {
        notice = text;
    }

    @Override
    public boolean beginPaste() {
        String text = doReadStringUntil(BRACKETED_PASTE_END);
        if (text != null) {
            getBuffer().write(pastes.shorten(text.replace("\r\n", "\n").replace('\r', '\n')));
        }
        return true;
    }

    @Override
    public Binding readBinding(KeyMap<Binding> keys, KeyMap<Binding> local) {
        Binding binding = super.readBinding(keys, local);
        notice = "";
        return binding;
    }

    @Override
    public AttributedString getDisplayedBufferWithPrompts(List<AttributedString> secondaryPrompts) {
        String text = buf.toString();
        boolean tells = text.length() <= MOST_PROMPTED && text.indexOf('\n') >= 0;
        if (tells) {
            statements.look(text);
        }
        getVariables().put(LineReader.SECONDARY_PROMPT_PATTERN, tells ? TELLING_PROMPT : PLAIN_PROMPT);
        boolean isFree = post == null && state == State.NORMAL && text.length() <= MOST_HINTED;
        String hint = !isFree ? "" : notice.isEmpty() ? hints.apply(text, buf.cursor()) : notice;
        if (hint.isEmpty()) {
            return super.getDisplayedBufferWithPrompts(secondaryPrompts);
        }
        post = () -> shown(hint);
        try {
            return super.getDisplayedBufferWithPrompts(secondaryPrompts);
        } finally {
            post = null;
        }
    }

    private AttributedString shown(String hint) {
        AttributedString line = new AttributedString(hint.replace('\n', ' '), AttributedStyle.DEFAULT.faint());
        return line.columnSubSequence(0, Math.max(1, size.getColumns() - 1));
    }

    /** A tab at the beginning of a further line indents it. */
    @Override
    protected boolean insertTab() {
        return !buf.toString().isBlank() && super.insertTab();
    }

    @Override
    protected Comparator<Candidate> getCandidateComparator(boolean caseInsensitive, String word) {
        return Comparator.comparingInt(Candidate::sort).thenComparing(Candidate::value);
    }

    /** Groups come in the order in which their candidates do. */
    @Override
    protected Comparator<String> getGroupComparator() {
        return Comparator.comparingInt(ShellCompleter::rank);
    }
}
