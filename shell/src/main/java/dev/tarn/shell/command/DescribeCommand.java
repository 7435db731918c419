package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Describes a table, or lists what there is. */
final class DescribeCommand implements Command {
    @Override
    public String name() {
        return "d";
    }

    @Override
    public List<String> aliases() {
        return List.of("describe");
    }

    @Override
    public Group group() {
        return Group.LOOK;
    }

    @Override
    public String usage() {
        return "[name]";
    }

    @Override
    public String summary() {
        return "describes a table, view or file; without a name lists tables and views";
    }

    @Override
    public String details() {
        return "\\d+ shows all that is known of the table. A name with a slash is a path.";
    }

    @Override
    public String example() {
        return "\\d tpch.tiny.nation";
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        if (call.arguments().isEmpty()) {
            session.runner().run(Names.relations(session, "", "table_type LIKE '%'"));
        } else {
            String name = Names.reference(call.arguments().from(0));
            session.runner().run((call.isVerbose() ? "DESCRIBE FORMATTED " : "DESCRIBE ") + name);
        }
    }
}
