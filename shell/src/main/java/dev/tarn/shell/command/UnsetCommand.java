package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;

/** Forgets a variable. */
final class UnsetCommand implements Command {
    @Override
    public String name() {
        return "unset";
    }

    @Override
    public Group group() {
        return Group.SCRIPT;
    }

    @Override
    public String usage() {
        return "name";
    }

    @Override
    public String summary() {
        return "forgets a variable";
    }

    @Override
    public String example() {
        return "\\unset region";
    }

    @Override
    public void run(Call call, ShellSession session) {
        session.variables().unset(call.require(0, "a name"));
    }
}
