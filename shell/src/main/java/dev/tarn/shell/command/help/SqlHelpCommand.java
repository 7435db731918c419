package dev.tarn.shell.command.help;

import static dev.tarn.shell.command.CommandGroup.HELP;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.util.Locale;

/** Explains statements of SQL. */
final class SqlHelpCommand extends Command {
    SqlHelpCommand() {
        super(HELP.command("h")
                .takes("[statement]")
                .does("lists the statements of SQL, or explains one")
                .example("\\h CREATE VIEW"));
    }

    @Override
    public void run(Call call, ShellSession session) throws IOException {
        if (call.arguments().isEmpty()) {
            for (SqlTopic topic : SqlTopic.all()) {
                session.output().print(String.format(Locale.ROOT, "  %-26s %s%n", topic.name(), topic.summary()));
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
