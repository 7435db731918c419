package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * A command of the shell. It is typed with a backslash or a dot before its name or one of its aliases. Commands are made
 * once for a shell.
 */
public interface Command {
    /** What a command is for: the headings of the help. */
    enum Group {
        HELP("Help"),
        LOOK("Looking around"),
        RUN("Running statements"),
        RESULT("How results look"),
        FILE("Files"),
        SCRIPT("Scripts and variables"),
        SHELL("The shell");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** Returns the heading. */
        public String title() {
            return title;
        }
    }

    /** Returns the name, without a backslash. */
    String name();

    /** Returns other names for it. */
    default List<String> aliases() {
        return List.of();
    }

    Group group();

    /** Returns what may follow the name, as in {@code [on|off]}; empty for nothing. */
    String usage();

    /** Returns what it does, in a sentence without a full stop. */
    String summary();

    /** Returns what else there is to know, as sentences; empty for nothing. */
    default String details() {
        return "";
    }

    /** Returns a line that can be typed. */
    String example();

    /** Returns the values that its first word may have, for completion. */
    default List<String> choices() {
        return List.of();
    }

    /** Returns whether it runs the statement that was begun before it; else that goes on after it. */
    default boolean takesStatement() {
        return false;
    }

    /** Returns whether it is heeded between an {@code \if} and {@code \endif} that do not count. */
    default boolean isConditional() {
        return false;
    }

    /**
     * Does it.
     *
     * @throws dev.tarn.shell.session.ShellException what is wrong with the call
     * @throws SQLException what is wrong with a statement that it ran
     * @throws IOException if files or results cannot be read or written
     */
    void run(Call call, ShellSession session) throws SQLException, IOException;
}
