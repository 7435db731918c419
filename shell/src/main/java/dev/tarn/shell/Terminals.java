package dev.tarn.shell;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a person or a file or pipe is at the ends of the process.
 *
 * @param in whether standard input is a terminal
 * @param out whether standard output is
 * @param err whether standard error is
 */
record Terminals(boolean in, boolean out, boolean err) {
    /** What tests and pipes have. */
    static final Terminals NONE = new Terminals(false, false, false);

    private static final String TOLD = "tarn.terminals";

    /**
     * Finds out. The launcher, which can ask the operating system, tells it in a property: {@code 012} for all three. Else
     * Linux tells by the names of open files, and elsewhere the JDK's console stands for all.
     */
    static Terminals detect() {
        String told = System.getProperty(TOLD);
        if (told != null) {
            return new Terminals(told.contains("0"), told.contains("1"), told.contains("2"));
        }
        return new Terminals(isTerminal(0), isTerminal(1), isTerminal(2));
    }

    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd", Integer.toString(descriptor));
        if (Files.isSymbolicLink(link)) {
            try {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
            } catch (IOException e) {
                return false;
            }
        }
        return hasConsole();
    }

    /** Up to JDK 21 a console exists only when both standard streams are terminals; later ones answer for themselves. */
    private static boolean hasConsole() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
