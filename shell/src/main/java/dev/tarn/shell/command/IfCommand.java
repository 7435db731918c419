package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;

/** Begins a part of a script that counts only on a condition. */
final class IfCommand implements Command {
    private final Interpreter interpreter;

    IfCommand(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public String name() {
        return "if";
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
        return "begins a part of a script that counts only if the condition is true, on, yes or 1";
    }

    @Override
    public String example() {
        return "\\if :verbose";
    }

    @Override
    public boolean isConditional() {
        return true;
    }

    @Override
    public void run(Call call, ShellSession session) {
        interpreter.conditions().begin(Names.isTrue(call.require(0, "a condition")));
    }
}
