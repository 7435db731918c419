package dev.tarn.shell.command.run;

import static dev.tarn.shell.command.CommandGroup.RUN;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.render.Format;
import dev.tarn.shell.session.Setting;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;

/** Shows the last result once more. */
final class LastResultCommand extends Command {
    LastResultCommand() {
        super(RUN.command("last")
                .takes("[format]")
                .choices(Arrays.stream(Format.values()).map(Format::toString).toList())
                .does("shows the last result once more, without running its statement again")
                .details(
                        "In the format that is set now, or the one that is named. 10,000 rows are kept, fewer if they are"
                                + " long.")
                .example("\\last markdown"));
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        String before = session.settings().get(Setting.FORMAT);
        session.settings().set(Setting.FORMAT, call.arguments().word(0).orElse(before));
        try {
            session.runner().showLast();
        } finally {
            session.settings().set(Setting.FORMAT, before);
        }
    }
}
