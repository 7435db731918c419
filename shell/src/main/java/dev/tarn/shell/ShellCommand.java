package dev.tarn.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the command line asks for; see {@code tarn --help}. */
@Command(
        name = "tarn",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Runs SQL over files and tables. Statements end with ';'; the first that fails ends the run.",
        footer = {
            "",
            "Without -c and -f, SQL is read from standard input.",
            "Results go to standard output, messages to standard error; the exit status is 0 or 1.",
            "",
            "Examples:",
            "  tarn -c \"SELECT count(*) FROM 'trips/**/*.parquet'\"",
            "  tarn --output-format csv -f report.sql > report.csv"
        })
final class ShellCommand implements Callable<Integer> {
    static final int SUCCEEDED = 0;
    static final int FAILED = 1;
    private static final String URL = "jdbc:tarn:";

    private final Streams streams;

    @ArgGroup
    private Source source;

    @Option(
            names = "--output-format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How results are written: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A connection setting, as in jdbc:tarn:KEY=VALUE; may be repeated.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--catalog",
            paramLabel = "DIR",
            description = "Keep tables, views and partitions in this folder, or in postgresql://host/database; "
                    + "without it they are gone at the end.")
    private String catalog;

    @Option(names = "--debug", description = "Print the stack trace of an error.")
    private boolean debug;

    ShellCommand(Streams streams) {
        this.streams = streams;
    }

    /** Where the SQL comes from. */
    static final class Source {
        @Option(names = "-c", paramLabel = "SQL", description = "Run these statements.")
        private String sql;

        @Option(names = "-f", paramLabel = "FILE", description = "Run the statements of this file (UTF-8).")
        private Path file;
    }

    @Override
    public Integer call() {
        try {
            return runScript();
        } catch (NoSuchFileException e) {
            return fail("no such file: " + e.getFile(), e);
        } catch (CharacterCodingException e) {
            return fail(name() + " is not valid UTF-8", e);
        } catch (IOException e) {
            return fail(e.getMessage(), e);
        } catch (SQLException e) {
            return fail("cannot open " + URL + ": " + e.getMessage(), e);
        }
    }

    private int runScript() throws IOException, SQLException {
        if (source == null && Terminal.isStandardInput()) {
            streams.err()
                    .println("Nothing to run: give SQL with -c, a file with -f, or pipe it in. Try 'tarn --help'.");
            return FAILED;
        }
        Properties properties = new Properties();
        properties.putAll(settings);
        if (catalog != null) {
            properties.put("catalog", catalog);
        }
        String text = read();
        try (Connection connection = DriverManager.getConnection(URL, properties)) {
            ScriptRunner runner = new ScriptRunner(connection, format, streams, name(), debug);
            return runner.run(Script.statements(text)) ? SUCCEEDED : FAILED;
        }
    }

    private String read() throws IOException {
        if (source != null && source.sql != null) {
            return source.sql;
        }
        if (source != null) {
            return decode(Files.readAllBytes(source.file));
        }
        InputStream in = streams.in();
        return decode(in.readAllBytes());
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** What errors call the place that the SQL came from. */
    private String name() {
        if (source == null) {
            return "standard input";
        }
        return source.file == null ? "-c" : source.file.toString();
    }

    private int fail(String message, Exception cause) {
        streams.err().println("error: " + message);
        if (debug) {
            cause.printStackTrace(streams.err());
        }
        return FAILED;
    }
}
