package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;

/** Explains statements of SQL. */
final class SqlHelpCommand implements Command {
    @Override
    public String name() {
        return "h";
    }

    @Override
    public Group group() {
        return Group.HELP;
    }

    @Override
    public String usage() {
        return "[statement]";
    }

    @Override
    public String summary() {
        return "lists the statements of SQL, or explains one";
    }

    @Override
    public String example() {
        return "\\h CREATE VIEW";
    }

    @Override
    public void run(Call call, ShellSession session) throws IOException {
        if (call.arguments().isEmpty()) {
            for (SqlTopic topic : SqlTopic.all()) {
                session.output()
                        .print(String.format(java.util.Locale.ROOT, "  %-26s %s%n", topic.name(), topic.summary()));
            }
            return;
        }
        String name = call.arguments().from(0);
        session.output().print(SqlTopic.find(name).map(SqlTopic::text).orElseThrow(() -> unknown(name)));
    }

    private static ShellException unknown(String name) {
        String hint = SqlTopic.nearest(name)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; \\h lists the statements");
        return new ShellException("there is no statement " + name + hint);
    }
}
