package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;

/** Begins the part that counts if no other did. */
final class ElseCommand implements Command {
    private final Interpreter interpreter;

    ElseCommand(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public String name() {
        return "else";
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
        return "begins the part that counts if none before did";
    }

    @Override
    public String example() {
        return "\\else";
    }

    @Override
    public boolean isConditional() {
        return true;
    }

    @Override
    public void run(Call call, ShellSession session) {
        if (!interpreter.conditions().otherwise(true, true)) {
            throw new ShellException("\\else belongs between \\if and \\endif");
        }
    }
}
