package dev.tarn.shell;

import dev.tarn.shell.command.Interpreter;
import dev.tarn.shell.command.Targets;
import dev.tarn.shell.edit.Editor;
import dev.tarn.shell.edit.Places;
import dev.tarn.shell.progress.ProgressView;
import dev.tarn.shell.progress.StatusLine;
import dev.tarn.shell.progress.StreamLine;
import dev.tarn.shell.render.Theme;
import dev.tarn.shell.session.ClosedOutputException;
import dev.tarn.shell.session.Database;
import dev.tarn.shell.session.Keepsakes;
import dev.tarn.shell.session.Output;
import dev.tarn.shell.session.Screen;
import dev.tarn.shell.session.Setting;
import dev.tarn.shell.session.Settings;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the command line asks for; see {@code tarn --help}. */
@Command(
        name = "tarn",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Runs SQL over files and tables: what is typed, or what -c, -f or a pipe gives.",
        footer = {
            "",
            "Results go to standard output, messages to standard error. Where standard output is no",
            "terminal, results are CSV unless --format says otherwise.",
            "The exit status is 0, 1 after an error in a statement, 2 if nothing could be started.",
            "",
            "Examples:",
            "  tarn examples/lake",
            "  tarn -c \"SELECT count(*) FROM 'trips/**/*.parquet'\"",
            "  tarn --format json -f report.sql > report.json"
        })
final class ShellCommand implements Callable<Integer> {
    static final int SUCCEEDED = 0;
    static final int FAILED = 1;
    static final int NOT_STARTED = 2;
    private static final int DEFAULT_WIDTH = 80;

    private final Streams streams;
    private final Settings settings = new Settings();

    @Parameters(
            arity = "0..1",
            paramLabel = "PLACE",
            defaultValue = "",
            description =
                    "What to open: a JDBC URL (jdbc:tarn:threads=2), a folder that a catalog is kept in, or a folder, "
                            + "S3 prefix or file that becomes tables.")
    private String place;

    @Option(
            names = {"-c", "--command"},
            paramLabel = "SQL",
            parameterConsumer = Script.OfText.class,
            description = "Run these statements and commands; may be repeated, and mixed with -f.")
    @SuppressWarnings("UnusedVariable") // Its consumer keeps the order of all of them, in scripts.
    private final List<String> texts = new ArrayList<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            parameterConsumer = Script.OfFile.class,
            description = "Run the statements and commands of this file (UTF-8), - for standard input.")
    @SuppressWarnings("UnusedVariable") // Its consumer keeps the order of all of them, in scripts.
    private final List<String> files = new ArrayList<>();

    private final List<Script> scripts = new ArrayList<>();

    @Option(
            names = {"--format", "--output-format"},
            paramLabel = "FORMAT",
            description = "How results are written: auto, box, table, column, vertical, line, csv, tsv, list, json, "
                    + "jsonl, markdown, html, latex, asciidoc, insert or none.")
    private String format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write results to this file.")
    private Path output;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A connection setting, as in jdbc:tarn:KEY=VALUE; " + "may be repeated.")
    private final Map<String, String> connectionSettings = new LinkedHashMap<>();

    @Option(
            names = "--catalog",
            paramLabel = "DIR",
            description = "Keep tables, views and partitions in this folder, or in "
                    + "postgresql://host/database; without it they are gone at the end.")
    private String catalog;

    @Option(
            names = {"-v", "--variable"},
            paramLabel = "NAME=VALUE",
            description = "A variable, which statements name as " + ":NAME; may be repeated.")
    private final Map<String, String> variables = new LinkedHashMap<>();

    @Option(
            names = "--on-error",
            paramLabel = "stop|continue",
            description = "What to do after an error (default: stop).")
    private String onError;

    @Option(
            names = "--progress",
            negatable = true,
            description = "Show the progress of queries, in batch on standard error.")
    private Boolean progress;

    @Option(names = "--timing", description = "Show how long statements took, and what they read.")
    private boolean timing;

    @Option(names = "--null", paramLabel = "TEXT", description = "What NULL is shown as.")
    private String nullText;

    @Option(names = "--theme", paramLabel = "THEME", description = "The colours: dark, light, soft, mono or none.")
    private String theme;

    @Option(names = "--keys", paramLabel = "emacs|vi", description = "The keys of the line editor.")
    private String keys;

    @Option(names = "--pager", paramLabel = "COMMAND", description = "The pager of long results: on, off or a command.")
    private String pager;

    @Option(names = "--budget", paramLabel = "BYTES", description = "Cancel queries that read more, as 500MB.")
    private String budget;

    @Option(names = "--history-file", paramLabel = "FILE", description = "Keep what is typed here.")
    private Path historyFile;

    @Option(names = "--no-rc", description = "Do not run the start-up file .tarnrc.")
    private boolean noStartUp;

    @Option(names = "--safe", description = "Refuse what changes data or files, or runs programs.")
    private boolean safe;

    @Option(names = "--echo", description = "Show statements before they run.")
    private boolean echo;

    /** What is being read, for errors. */
    private String reading = "";

    @Option(names = "--debug", description = "Print the stack trace of an error.")
    private boolean debug;

    ShellCommand(Streams streams) {
        this.streams = streams;
    }

    /** Returns what -c and -f named, in their order. */
    List<Script> scripts() {
        return scripts;
    }

    @Override
    public Integer call() {
        try {
            return scripts.isEmpty() && streams.terminals().in() ? runTyped() : runScripts();
        } catch (ClosedOutputException e) {
            return ClosedOutputException.STATUS;
        } catch (NoSuchFileException e) {
            return fail("no such file: " + e.getFile(), e);
        } catch (CharacterCodingException e) {
            return fail(reading + " is not valid UTF-8", e);
        } catch (IOException | ShellException e) {
            return fail(e.getMessage(), e);
        } catch (SQLException e) {
            return fail("cannot open " + (place.isEmpty() ? "the engine" : place) + ": " + e.getMessage(), e);
        }
    }

    private int failed(String message) {
        streams.err().println("error: " + message);
        return FAILED;
    }

    private int runScripts() throws IOException, SQLException {
        settings.set(Setting.FORMAT, streams.terminals().out() ? "auto" : "csv");
        if (streams.terminals().out()) {
            fitToTerminal();
        }
        configure();
        List<String> read = new ArrayList<>();
        List<Script> all = scripts.isEmpty() ? List.of(Script.ofStandardInput()) : scripts;
        for (Script script : all) {
            reading = script.name();
            read.add(script.read(streams.in()));
        }
        int width = streams.terminals().out() ? columns() : 0;
        Output target = new Output(streams.out(), streams.err(), new Screen(null, width));
        ProgressView view = new StreamLine(
                streams.err(), streams.terminals().err() && !Theme.isDumb(System.getenv()) ? columns() : 0);
        try (ShellSession session = session(target, view);
                Ending ending = new Ending(session.runner())) {
            Interpreter interpreter = new Interpreter(session, Interpreter.Console.NONE, debug, AllCommands::of);
            begin(session);
            boolean good = true;
            for (int i = 0; i < all.size() && !session.isEnding() && (good || interpreter.continues()); i++) {
                good &= interpreter.runScript(read.get(i), all.get(i).name());
                if (good
                        && interpreter.conditions().isOpen()
                        && session.exitStatus().isEmpty()) {
                    return failed("an \\if of " + all.get(i).name() + " has no \\endif");
                }
            }
            return session.exitStatus().orElse(good ? SUCCEEDED : FAILED);
        }
    }

    private static int columns() {
        String columns = System.getProperty("tarn.columns", "");
        return columns.matches("[1-9]\\d{0,4}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
    }

    private int runTyped() throws IOException, SQLException {
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .encoding(StandardCharsets.UTF_8)
                .build()) {
            settings.set(Setting.FORMAT, "auto");
            fitToTerminal();
            settings.set(Setting.MAXROWS, "1000");
            settings.set(Setting.PAGER, "on");
            settings.set(Setting.PROGRESS, "on");
            settings.set(Setting.TIMING, "on");
            settings.set(Setting.CONFIRM, "on");
            configure();
            Places places = places();
            Output target = new Output(terminal.writer(), terminal.writer(), new Screen(terminal, 0));
            try (ShellSession session = session(target, new StatusLine(terminal));
                    Ending ending = new Ending(session.runner())) {
                Editor editor = new Editor(terminal, session, historyFile == null ? places.history() : historyFile);
                Interpreter interpreter = new Interpreter(session, editor, debug, AllCommands::of);
                target.message(new Version().getVersion()[0]
                        + ": statements end with a semicolon; \\help lists commands, \\h statements, \\q quits");
                begin(session);
                Optional<Path> startUp = noStartUp ? Optional.empty() : places.startUp();
                if (startUp.isPresent()) {
                    runStartUp(interpreter, session, startUp.get());
                }
                return editor.run(interpreter);
            }
        }
    }

    /** Runs the start-up file; what is wrong in it is told, and ends neither the file nor the shell. */
    private static void runStartUp(Interpreter interpreter, ShellSession session, Path file) {
        try {
            interpreter.runStartUp(Files.readString(file), file.toString());
        } catch (CharacterCodingException e) {
            session.output().message("error: " + file + " is not valid UTF-8");
        } catch (IOException e) {
            session.output().message("error: " + file + " cannot be read: " + e.getMessage());
        }
    }

    private ShellSession session(Output target, ProgressView view) throws SQLException, IOException {
        Properties properties = new Properties();
        properties.putAll(connectionSettings);
        if (catalog != null) {
            properties.put("catalog", catalog);
        }
        Keepsakes keepsakes = Keepsakes.in(places().settings());
        place = Targets.named(place, keepsakes.connections());
        return new ShellSession(
                new Database(Targets.target(place, properties)), settings, target, view, safe, keepsakes);
    }

    private static Places places() {
        return new Places(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    private void begin(ShellSession session) throws SQLException, IOException {
        variables.forEach(session.variables()::set);
        Targets.prepare(session, place);
        if (output != null) {
            session.output().toFile(output, false);
        }
    }

    private void fitToTerminal() {
        settings.set(Setting.THEME, Theme.suited(System.getenv()).toString());
        settings.set(Setting.LINESTYLE, Theme.isDumb(System.getenv()) ? "ascii" : "unicode");
    }

    private void configure() {
        set(Setting.FORMAT, format);
        set(Setting.ON_ERROR, onError);
        set(Setting.NULL, nullText);
        set(Setting.THEME, theme);
        set(Setting.KEYS, keys);
        set(Setting.PAGER, pager);
        set(Setting.BUDGET, budget);
        set(Setting.PROGRESS, progress == null ? null : progress ? "on" : "off");
        set(Setting.TIMING, timing ? "on" : null);
        set(Setting.ECHO, echo ? "on" : null);
    }

    private void set(Setting setting, String value) {
        if (value != null) {
            settings.set(setting, value);
        }
    }

    private int fail(String message, Exception cause) {
        streams.err().println("error: " + message);
        if (debug) {
            cause.printStackTrace(streams.err());
        }
        return NOT_STARTED;
    }
}
