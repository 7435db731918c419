package dev.tarn.shell.command;

import dev.tarn.shell.render.Format;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Runs a statement and shows its rows a line a value. */
final class GoVerticalCommand implements Command {
    @Override
    public String name() {
        return "gx";
    }

    @Override
    public List<String> aliases() {
        return List.of("G");
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
        return "runs the statement and shows its result a line a value";
    }

    @Override
    public String example() {
        return "SELECT * FROM tpch.tiny.region LIMIT 1 \\gx";
    }

    @Override
    public boolean takesStatement() {
        return true;
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        session.runner().run(call.statement(0, session), Format.VERTICAL);
    }
}
