package dev.tarn.shell;

import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The entry point: parses the arguments, runs them, ends the process with an exit status of {@link ShellCommand}. */
public final class Main {
    private static final int BUFFER_CHARS = 1 << 16;

    private Main() {}

    /** Runs the shell and ends the process; both output streams are UTF-8, whatever the platform's default is. */
    public static void main(String[] args) {
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        BufferedWriter out =
                new BufferedWriter(new OutputStreamWriter(new StandardOutput(), StandardCharsets.UTF_8), BUFFER_CHARS);
        System.exit(run(args, new Streams(System.in, out, err, Terminals.detect())));
    }

    /** Runs the shell over the given streams; returns the exit status. */
    static int run(String[] args, Streams streams) {
        CommandLine commandLine = new CommandLine(new ShellCommand(streams));
        commandLine.setOut(new PrintWriter(streams.out(), true));
        commandLine.setErr(streams.err());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler((problem, arguments) -> {
            streams.err().println("error: " + problem.getMessage());
            streams.err().println("Try 'tarn --help'.");
            return ShellCommand.NOT_STARTED;
        });
        return commandLine.execute(args);
    }
}
