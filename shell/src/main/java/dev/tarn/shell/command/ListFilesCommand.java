package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Lists files. */
final class ListFilesCommand implements Command {
    @Override
    public String name() {
        return "files";
    }

    @Override
    public List<String> aliases() {
        return List.of("dfiles");
    }

    @Override
    public Group group() {
        return Group.LOOK;
    }

    @Override
    public String usage() {
        return "table";
    }

    @Override
    public String summary() {
        return "lists the files of a table with their sizes and times";
    }

    @Override
    public String example() {
        return "\\files trips";
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        session.runner().run("SELECT * FROM " + Names.withSuffix(call.require(0, "a table"), "$files"));
    }
}
