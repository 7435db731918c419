package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.util.List;

/** Forgets the statement that was begun. */
final class ResetCommand implements Command {
    @Override
    public String name() {
        return "r";
    }

    @Override
    public List<String> aliases() {
        return List.of("reset");
    }

    @Override
    public Group group() {
        return Group.RUN;
    }

    @Override
    public String usage() {
        return "";
    }

    @Override
    public String summary() {
        return "forgets the statement that was begun";
    }

    @Override
    public String example() {
        return "\\r";
    }

    @Override
    public void run(Call call, ShellSession session) {
        session.setBuffer("");
    }
}
