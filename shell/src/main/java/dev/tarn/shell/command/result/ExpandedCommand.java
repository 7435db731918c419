package dev.tarn.shell.command.result;

import static dev.tarn.shell.command.CommandGroup.RESULT;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.session.Setting;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.util.List;

/** Shows results a line a value. */
final class ExpandedCommand extends Command {
    ExpandedCommand() {
        super(RESULT.command("x")
                .also("expanded")
                .takes("[on|off|auto]")
                .choices(List.of("on", "off", "auto"))
                .does("shows results a line a value: always, never, or when they are too wide")
                .example("\\x auto"));
    }

    @Override
    public void run(Call call, ShellSession session) {
        String current = session.settings().get(Setting.FORMAT);
        String wanted = call.arguments().word(0).orElse(current.equals("vertical") ? "auto" : "on");
        session.settings()
                .set(
                        Setting.FORMAT,
                        switch (wanted) {
                            case "on" -> "vertical";
                            case "off" -> "box";
                            case "auto" -> "auto";
                            default -> throw new ShellException("\\x takes on, off or auto, not '" + wanted + "'");
                        });
        session.output().message("format is " + session.settings().get(Setting.FORMAT));
    }
}
