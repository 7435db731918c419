package dev.tarn.shell.command;

import dev.tarn.shell.script.Conditions;
import dev.tarn.shell.script.ScriptCutter;
import dev.tarn.shell.script.ScriptItem;
import dev.tarn.shell.session.ClosedOutputException;
import dev.tarn.shell.session.ErrorText;
import dev.tarn.shell.session.Failure;
import dev.tarn.shell.session.Setting;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs text: statements and commands, one after the other. One thread. */
public final class Interpreter {
    private static final String READ_LIMIT = "EXCEEDED_READ_LIMIT";

    private final ShellSession session;
    private final Commands commands;
    private final Conditions conditions = new Conditions();
    private final Console console;
    private final boolean debug;
    private final Deque<Path> files = new ArrayDeque<>();
    private boolean isStartingUp;

    /** What only a shell has into which a person types. */
    public interface Console {
        /** Returns the last lines that were typed, the newest last; at most {@code count}. */
        List<String> history(int count);

        /** Lets a person edit {@code text}; empty if nothing came of it. */
        Optional<String> edit(String text) throws IOException;

        /** Asks a person; returns whether the answer is yes. */
        boolean confirm(String question);

        /** What scripts have. */
        Console NONE = new Console() {
            @Override
            public List<String> history(int count) {
                return List.of();
            }

            @Override
            public Optional<String> edit(String text) {
                throw new ShellException("only a shell on a terminal can edit");
            }

            @Override
            public boolean confirm(String question) {
                // Nobody can be asked, and who wrote a script meant what it says.
                return true;
            }
        };
    }

    /**
     * Makes an interpreter.
     *
     * @param commands makes the commands, some of which run scripts by it
     * @param debug whether errors come with their stack traces
     */
    public Interpreter(
            ShellSession session, Console console, boolean debug, Function<Interpreter, List<Command>> commands) {
        this.session = session;
        this.console = console;
        this.debug = debug;
        session.confirmBy(console::confirm);
        this.commands = new Commands(commands.apply(this));
    }

    public Commands commands() {
        return commands;
    }

    /** Returns which parts of the script count. */
    public Conditions conditions() {
        return conditions;
    }

    public Console console() {
        return console;
    }

    /**
     * Runs all of a script, or up to the first error if the settings say so; what is begun at its end runs too.
     *
     * @param name what errors call the script
     * @return whether all of it ran
     */
    public boolean runScript(String text, String name) {
        boolean good = run(text, name);
        if ((good || continues()) && !session.isEnding() && !session.buffer().isBlank() && conditions.isActive()) {
            String rest = session.buffer();
            session.setBuffer("");
            good &= attempt(new ScriptItem(ScriptItem.Kind.STATEMENT, rest, 1), () -> statement(rest), name, true);
        }
        return good;
    }

    /** Runs all of a script file, whose folder is {@link #scriptFolder} meanwhile. */
    public boolean runFile(Path file) throws IOException {
        String text = Files.readString(file);
        files.push(file);
        try {
            return runScript(text, file.toString());
        } finally {
            files.pop();
        }
    }

    /** Returns how many files run that files have named. */
    public int depth() {
        return files.size();
    }

    /** Returns the folder of the script file that runs, or the working folder. */
    public Path scriptFolder() {
        Path folder = files.isEmpty() ? null : files.peek().getParent();
        return folder == null ? Path.of("") : folder;
    }

    /** Runs a start-up file: all of it, whatever is wrong with some of it. */
    public void runStartUp(String text, String name) {
        isStartingUp = true;
        try {
            runScript(text, name);
        } finally {
            isStartingUp = false;
        }
    }

    /** Runs what a person typed; what is begun at its end waits for more. */
    public boolean runTyped(String text) {
        session.runner().resume();
        return run(text, null);
    }

    private boolean run(String text, String name) {
        boolean good = true;
        ScriptCutter cutter = new ScriptCutter(text);
        for (Optional<ScriptItem> next = cutter.next(); next.isPresent(); next = cutter.next()) {
            ScriptItem item = next.get();
            boolean done = attempt(item, () -> run(item), name, item.line() > 1 || name != null);
            good &= done;
            boolean ends = session.isEnding() || !done && !continues();
            if (ends) {
                break;
            }
        }
        return good;
    }

    /** Returns whether scripts go on after an error. */
    public boolean continues() {
        return isStartingUp || session.settings().get(Setting.ON_ERROR).equals("continue");
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException, IOException;
    }

    private boolean attempt(ScriptItem item, Step step, String name, boolean saysWhere) {
        try {
            step.run();
            return true;
        } catch (ClosedOutputException e) {
            // Whoever read the results has seen enough.
            session.quit(ClosedOutputException.STATUS);
            return false;
        } catch (SQLException | ShellException | IOException e) {
            report(message(e), e, item, name, saysWhere);
        } catch (RuntimeException e) {
            report("internal error: " + e, e, item, name, saysWhere);
        }
        session.setBuffer("");
        return false;
    }

    /** Returns what an error says; those of files say nothing but the file's name by themselves. */
    private static String message(Exception error) {
        if (error instanceof NoSuchFileException missing) {
            return "no such file or folder: " + missing.getFile();
        }
        if (error instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (error instanceof CharacterCodingException) {
            return "the file is not valid UTF-8";
        }
        return error.getMessage() == null ? error.toString() : error.getMessage();
    }

    private void report(String message, Exception error, ScriptItem item, String name, boolean saysWhere) {
        String place = name == null ? "" : "line " + item.line() + " of " + name;
        String sql = error instanceof SQLException ? session.lastStatement() : item.text();
        session.setLastFailure(new Failure(message, error, sql, place));
        session.output().message("error: " + message);
        if (message.startsWith(READ_LIMIT)) {
            session.output().message("\\budget sets that limit, and \\budget 0 lifts it");
        }
        if (error instanceof SQLException && message.indexOf('\n') < 0) {
            ErrorText.excerpt(message, sql).ifPresent(session.output()::message);
        }
        if (saysWhere && name != null) {
            session.output().message("in the statement that starts at " + place);
        }
        if (debug) {
            error.printStackTrace(session.output().messages());
        }
    }

    private void run(ScriptItem item) throws SQLException, IOException {
        switch (item.kind()) {
            case COMMAND -> command(item.text());
            case PART -> begin(item.text());
            case STATEMENT -> {
                begin(item.text());
                end();
            }
            case END -> {
                if (!session.buffer().isBlank()) {
                    end();
                }
            }
        }
    }

    private void end() throws SQLException, IOException {
        String sql = session.buffer();
        session.setBuffer("");
        if (conditions.isActive()) {
            statement(sql);
        }
    }

    private void begin(String part) {
        if (conditions.isActive()) {
            session.setBuffer(session.buffer().isBlank() ? part : session.buffer() + "\n" + part);
        }
    }

    private void statement(String sql) throws SQLException, IOException {
        if (session.settings().isOn(Setting.ECHO)) {
            session.output().print(sql + ";\n");
        }
        session.runner().run(sql);
    }

    private void command(String line) throws SQLException, IOException {
        Call call = Call.of(line);
        Command command = commands.find(call.typed()).orElseThrow(() -> unknown(line.charAt(0), call.typed()));
        if (conditions.isActive() || command.isConditional()) {
            String substituted =
                    command.takesVariableNames() ? line : session.variables().substitute(line);
            command.run(Call.of(substituted), session);
        }
    }

    private ShellException unknown(char prefix, String typed) {
        String hint = commands.nearest(typed)
                .map(name -> "; did you mean " + prefix + name + "?")
                .orElse("; \\help lists the commands");
        return new ShellException("there is no command " + prefix + typed + hint);
    }
}
