package dev.tarn.shell.command.run;

import static dev.tarn.shell.command.CommandGroup.RUN;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.session.ShellSession;
import java.util.ArrayList;
import java.util.List;

/** Gives values to the parameters of the next statement. */
final class BindCommand extends Command {
    BindCommand() {
        super(RUN.command("bind")
                .takes("[value ...]")
                .does("sets what the parameters (?) of the next statement stand for")
                .details("Each value gets the type that its parameter has where it stands. NULL without quotes is NULL;"
                        + " single quotes keep blanks.")
                .example("\\bind 1 ASIA"));
    }

    @Override
    public void run(Call call, ShellSession session) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < call.arguments().count(); i++) {
            String word = call.arguments().words().get(i);
            boolean isNull = word.equalsIgnoreCase("null") && !call.arguments().isQuoted(i);
            values.add(isNull ? null : word);
        }
        session.setParameters(values);
    }
}
