package dev.tarn.shell.command;

import dev.tarn.shell.script.Arguments;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;

/**
 * A command as it was typed.
 *
 * @param typed its name as it was typed
 * @param isVerbose whether a plus stands behind its name
 * @param arguments what follows
 */
public record Call(String typed, boolean isVerbose, Arguments arguments) {
    /** Cuts a line, whose first character is the backslash or dot. */
    static Call of(String line) {
        int end = 1;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
            if (line.charAt(end - 1) == '!') {
                break;
            }
        }
        String name = line.substring(1, end);
        boolean verbose = name.endsWith("+");
        String typed = verbose ? name.substring(0, name.length() - 1) : name;
        return new Call(typed, verbose, Arguments.of(line.substring(end)));
    }

    /** Returns a word, or throws what is missing. */
    public String require(int index, String what) {
        return arguments
                .word(index)
                .orElseThrow(() -> new ShellException("\\" + typed + " needs " + what + "; see \\help " + typed));
    }

    /** Returns everything behind the name, taking off the quotes of a single word. */
    public String text() {
        return arguments.count() == 1 ? arguments.words().get(0) : arguments.from(0);
    }

    /** Returns the statement behind the words up to {@code index}, or else the one that was begun, or else the last. */
    public String statement(int index, ShellSession session) {
        String typedHere = withoutSemicolon(arguments.from(index));
        if (!typedHere.isBlank()) {
            return typedHere;
        }
        return session.takeQuery()
                .orElseThrow(() -> new ShellException("there is no statement to run yet; type one before \\" + typed));
    }

    private static String withoutSemicolon(String sql) {
        String stripped = sql.strip();
        return stripped.endsWith(";") ? stripped.substring(0, stripped.length() - 1) : stripped;
    }
}
