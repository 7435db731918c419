package dev.tarn.shell;

import java.io.Console;

/** Asks whether a person or a pipe is at the other end. */
final class Terminal {
    private Terminal() {}

    /**
     * Whether standard input is certainly a terminal. Up to JDK 21 a console exists only when both standard streams are
     * terminals; later ones always have a console, which answers for itself.
     */
    static boolean isStandardInput() {
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
