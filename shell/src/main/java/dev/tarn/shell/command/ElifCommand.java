package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;

/** Begins another part on a condition. */
final class ElifCommand implements Command {
    private final Interpreter interpreter;

    ElifCommand(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public String name() {
        return "elif";
    }

    @Override
    public Group group() {
        return Group.SCRIPT;
    }

    @Override
    public String usage() {
        return "condition";
    }

    @Override
    public String summary() {
        return "begins a part that counts if the ones before did not and the condition is true";
    }

    @Override
    public String example() {
        return "\\elif :quiet";
    }

    @Override
    public boolean isConditional() {
        return true;
    }

    @Override
    public void run(Call call, ShellSession session) {
        if (!interpreter.conditions().otherwise(Names.isTrue(call.require(0, "a condition")), false)) {
            throw new ShellException("\\elif belongs between \\if and \\else");
        }
    }
}
