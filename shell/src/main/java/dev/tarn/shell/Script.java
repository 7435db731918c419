package dev.tarn.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where statements come from.
 *
 * @param name what errors call it
 * @param sql the statements, or null if a file has them
 * @param file the file, or null; a single dash is standard input
 */
record Script(String name, String sql, Path file) {
    private static final String STANDARD_INPUT = "standard input";

    static Script ofText(String sql) {
        return new Script("-c", sql, null);
    }

    static Script ofFile(String file) {
        return new Script(file.equals("-") ? STANDARD_INPUT : file, null, Path.of(file));
    }

    static Script ofStandardInput() {
        return ofFile("-");
    }

    /**
     * Reads it.
     *
     * @throws CharacterCodingException if it is not UTF-8
     */
    String read(InputStream standardInput) throws IOException {
        if (sql != null) {
            return sql;
        }
        byte[] bytes = name.equals(STANDARD_INPUT) ? standardInput.readAllBytes() : Files.readAllBytes(file);
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** Takes the argument of {@code -c}. */
    static final class OfText implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
            add(arguments, option, command, true);
        }
    }

    /** Takes the argument of {@code -f}. */
    static final class OfFile implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
            add(arguments, option, command, false);
        }
    }

    /** Adds a script to those that the command line has named before; picocli itself would lose their order. */
    private static void add(Stack<String> arguments, ArgSpec option, CommandSpec command, boolean isText) {
        if (arguments.isEmpty()) {
            throw new picocli.CommandLine.MissingParameterException(
                    command.commandLine(), option, isText ? "-c needs SQL behind it" : "-f needs a file behind it");
        }
        String argument = arguments.pop();
        ShellCommand target = (ShellCommand) command.userObject();
        target.scripts().add(isText ? ofText(argument) : ofFile(argument));
    }
}
