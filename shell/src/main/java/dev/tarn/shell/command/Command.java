package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;

/**
 * A command of the shell: what is to be known of it, and what it does. It is typed with a backslash or a dot before its name
 * or one of its aliases. Commands are made once for a shell.
 */
public abstract class Command {
    private final CommandHelp help;

    /** What a command does. */
    @FunctionalInterface
    public interface Action {
        /** Does it, and throws what {@link Command#run} does. */
        void run(Call call, ShellSession session) throws SQLException, IOException;
    }

    protected Command(CommandHelp help) {
        this.help = help;
    }

    /** Makes a command of what it does. */
    public static Command of(CommandHelp help, Action action) {
        return new Command(help) {
            @Override
            public void run(Call call, ShellSession session) throws SQLException, IOException {
                action.run(call, session);
            }
        };
    }

    /** Returns what is to be known of it. */
    public final CommandHelp help() {
        return help;
    }

    /** Returns its name, without a backslash. */
    public final String name() {
        return help.name();
    }

    /** Returns whether it is heeded between an {@code \if} and {@code \endif} that do not count. */
    public boolean isConditional() {
        return false;
    }

    /** Returns whether it gets its line as it was typed, without the values of variables. */
    public boolean takesVariableNames() {
        return false;
    }

    /**
     * Does it.
     *
     * @throws dev.tarn.shell.session.ShellException what is wrong with the call
     * @throws SQLException what is wrong with a statement that it ran
     * @throws IOException if files or results cannot be read or written
     */
    public abstract void run(Call call, ShellSession session) throws SQLException, IOException;
}
