package dev.tarn.shell;

import dev.tarn.shell.session.NearNames;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point: parses the arguments, runs them, ends the process with an exit status of {@link ShellCommand}. */
public final class Main {
    private static final int BUFFER_CHARS = 1 << 16;

    private Main() {}

    /** Runs the shell and ends the process; both output streams are UTF-8, whatever the platform's default is. */
    public static void main(String[] args) {
        WarmUp.begin();
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        Writer out = new StandardOutput(new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
                BUFFER_CHARS));
        System.exit(run(args, new Streams(System.in, out, err, Terminals.detect())));
    }

    /** Runs the shell over the given streams; returns the exit status. */
    static int run(String[] args, Streams streams) {
        CommandLine commandLine = new CommandLine(new ShellCommand(streams));
        commandLine.setOut(new PrintWriter(streams.out(), true));
        commandLine.setErr(streams.err());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler((problem, arguments) -> {
            streams.err().println("error: " + problem.getMessage() + hint(problem, commandLine));
            streams.err().println("Try 'tarn --help'.");
            return ShellCommand.NOT_STARTED;
        });
        return commandLine.execute(args);
    }

    private static String hint(ParameterException problem, CommandLine commandLine) {
        if (!(problem instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return "";
        }
        String typed = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
        Set<String> options = commandLine.getCommandSpec().optionsMap().keySet();
        return typed.startsWith("-") ? NearNames.hint(typed, options, "") : "; there is one PLACE at the most";
    }
}
