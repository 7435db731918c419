package dev.tarn.shell.edit;

import dev.tarn.shell.command.Interpreter;
import dev.tarn.shell.complete.CallHint;
import dev.tarn.shell.complete.CatalogView;
import dev.tarn.shell.complete.ChoiceMatcher;
import dev.tarn.shell.complete.ShellCompleter;
import dev.tarn.shell.render.Theme.Role;
import dev.tarn.shell.session.Setting;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jline.builtins.Nano;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.MaskingCallback;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.AttributedStringBuilder;
import org.jline.widget.AutosuggestionWidgets;

/** A shell into which a person types. One thread. */
public final class Editor implements Interpreter.Console {
    private static final int MOST_HISTORY = 5_000;
    private static final int MOST_CANDIDATES = 200;

    private final Terminal terminal;
    private final ShellSession session;
    private final Path history;
    private final Pastes pastes = new Pastes();
    private final CatalogView catalog;
    private LineReader reader;
    private String keys = "";

    /**
     * Makes an editor.
     *
     * @param history the file that lines are kept in
     */
    public Editor(Terminal terminal, ShellSession session, Path history) {
        this.terminal = terminal;
        this.session = session;
        this.history = history;
        this.catalog = new CatalogView(session.database());
    }

    /** Reads and runs lines until the end; returns the exit status. */
    public int run(Interpreter interpreter) throws IOException {
        reader = reader(interpreter);
        terminal.handle(Signal.INT, signal -> {
            // The terminal has written ^C; what is said next gets a line of its own.
            terminal.writer().println();
            terminal.flush();
            session.runner().interrupt();
        });
        boolean asked = false;
        while (session.exitStatus().isEmpty()) {
            applyKeys();
            catalog.forget();
            try {
                String line = reader.readLine(prompt(), null, (MaskingCallback) null, null);
                asked = false;
                interpreter.runTyped(pastes.expand(line));
            } catch (UserInterruptException e) {
                boolean nothing =
                        e.getPartialLine().isBlank() && session.buffer().isBlank();
                if (nothing && asked) {
                    break;
                }
                session.setBuffer("");
                asked = nothing;
                if (nothing) {
                    session.output().message("Ctrl-C once more, Ctrl-D or \\q ends the shell");
                }
            } catch (EndOfFileException | IOError e) {
                break;
            }
        }
        return session.exitStatus().orElse(0);
    }

    private LineReader reader(Interpreter interpreter) throws IOException {
        Files.createDirectories(history.toAbsolutePath().getParent());
        Map<String, Object> variables = new java.util.HashMap<>();
        variables.put(LineReader.HISTORY_FILE, history);
        variables.put(LineReader.HISTORY_SIZE, MOST_HISTORY);
        variables.put(LineReader.HISTORY_FILE_SIZE, MOST_HISTORY);
        variables.put(LineReader.LIST_MAX, MOST_CANDIDATES);
        variables.put(LineReader.FEATURES_MAX_BUFFER_SIZE, ShellLineReader.MOST_SHOWN);
        // The highlighter marks brackets that belong together; JLine would wait half a second at each.
        variables.put(LineReader.BLINK_MATCHING_PAREN, 0L);
        CallHint hints = new CallHint(interpreter.commands());
        ShellLineReader made = new ShellLineReader(terminal, pastes, new StatementParser(), hints::at, variables);
        ShellHistory lines = new ShellHistory(history);
        made.setHistory(lines);
        lines.attach(made);
        made.setHighlighter(new SqlHighlighter(interpreter.commands(), session.settings()::theme));
        made.setCompletionMatcher(new ChoiceMatcher());
        made.setCompleter(new ShellCompleter(interpreter.commands(), catalog, session, made::notice));
        made.option(Option.DISABLE_EVENT_EXPANSION, true);
        made.option(Option.CASE_INSENSITIVE, true);
        made.option(Option.CASE_INSENSITIVE_SEARCH, true);
        made.option(Option.HISTORY_IGNORE_DUPS, true);
        made.option(Option.HISTORY_REDUCE_BLANKS, false);
        made.option(Option.HISTORY_IGNORE_SPACE, true);
        made.option(Option.INSERT_TAB, true);
        made.option(Option.AUTO_FRESH_LINE, true);
        made.option(Option.AUTO_GROUP, true);
        new AutosuggestionWidgets(made).enable();
        return made;
    }

    private void applyKeys() {
        String wanted = session.settings().get(Setting.KEYS);
        if (!wanted.equals(keys)) {
            Map<String, KeyMap<Binding>> maps = reader.getKeyMaps();
            maps.put(LineReader.MAIN, maps.get(wanted.equals("vi") ? LineReader.VIINS : LineReader.EMACS));
            keys = wanted;
        }
    }

    private String prompt() {
        String schema = session.database().schema();
        String text = session.buffer().isBlank()
                ? session.settings().get(Setting.PROMPT).replace("%s", schema)
                : "-> ";
        return new AttributedStringBuilder()
                .append(session.settings().theme().styled(Role.PROMPT, text))
                .toAnsi(terminal);
    }

    @Override
    public List<String> history(int count) {
        List<String> lines = new ArrayList<>();
        for (History.Entry entry : reader.getHistory()) {
            lines.add(entry.line());
        }
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    @Override
    public Optional<String> edit(String text) throws IOException {
        Path file = Files.createTempFile("tarn-", ".sql");
        try {
            Files.writeString(file, text);
            editFile(file);
            String after = Files.readString(file);
            return after.equals(text) && text.isBlank() ? Optional.empty() : Optional.of(after);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public boolean confirm(String question) {
        terminal.writer().print(question);
        terminal.flush();
        StringBuilder answer = new StringBuilder();
        try {
            for (int c = terminal.reader().read();
                    c >= 0 && c != '\n' && c != '\r';
                    c = terminal.reader().read()) {
                answer.append((char) c);
            }
        } catch (IOException e) {
            // The terminal is gone, and so is who could have said yes.
            return false;
        }
        String word = answer.toString().strip().toLowerCase(Locale.ROOT);
        return word.equals("y") || word.equals("yes");
    }

    private void editFile(Path file) throws IOException {
        String command = System.getenv().getOrDefault("VISUAL", System.getenv().getOrDefault("EDITOR", ""));
        if (command.isBlank()) {
            Nano nano = new Nano(terminal, file.getParent());
            nano.open(file.getFileName().toString());
            nano.run();
            return;
        }
        try {
            int status = new ProcessBuilder("sh", "-c", command + " \"$1\"", "sh", file.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new ShellException("the editor '" + command + "' ended with status " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShellException("interrupted", e);
        }
    }
}
