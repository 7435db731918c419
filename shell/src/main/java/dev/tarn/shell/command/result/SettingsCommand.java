package dev.tarn.shell.command.result;

import static dev.tarn.shell.command.CommandGroup.RESULT;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.render.ListRows;
import dev.tarn.shell.session.NearNames;
import dev.tarn.shell.session.Setting;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Shows and sets settings. */
final class SettingsCommand extends Command {
    SettingsCommand() {
        super(RESULT.command("pset")
                .also("settings")
                .takes("[setting [value]]")
                .choices(names())
                .does("shows the settings, or sets one")
                .example("\\pset null (none)"));
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        if (call.arguments().isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            for (Setting setting : Setting.values()) {
                rows.add(List.of(setting.toString(), session.settings().get(setting), setting.description()));
            }
            session.runner().show(new ListRows(List.of("Setting", "Value", "Says"), rows));
            return;
        }
        String name = call.require(0, "a setting");
        Setting setting = Setting.byName(name).orElseThrow(() -> unknown(name));
        if (call.arguments().count() > 1) {
            session.settings()
                    .set(
                            setting,
                            call.arguments().word(2).isEmpty()
                                    ? call.require(1, "a value")
                                    : call.arguments().from(1));
        }
        session.output().message(setting + " is " + session.settings().get(setting));
    }

    private static List<String> names() {
        return Arrays.stream(Setting.values()).map(Setting::toString).toList();
    }

    private static ShellException unknown(String name) {
        return new ShellException("there is no setting " + name + NearNames.hint(name, names(), "; \\pset lists them"));
    }
}
