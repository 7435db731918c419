package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;

/** Ends a condition. */
final class EndifCommand implements Command {
    private final Interpreter interpreter;

    EndifCommand(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public String name() {
        return "endif";
    }

    @Override
    public Group group() {
        return Group.SCRIPT;
    }

    @Override
    public String usage() {
        return "";
    }

    @Override
    public String summary() {
        return "ends what \\if began";
    }

    @Override
    public String example() {
        return "\\endif";
    }

    @Override
    public boolean isConditional() {
        return true;
    }

    @Override
    public void run(Call call, ShellSession session) {
        if (!interpreter.conditions().end()) {
            throw new ShellException("\\endif ends nothing: there is no \\if before it");
        }
    }
}
