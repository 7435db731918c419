package dev.tarn.shell.command;

import dev.tarn.shell.render.ListRows;
import dev.tarn.shell.session.Setting;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Shows and sets settings. */
final class SettingsCommand implements Command {
    @Override
    public String name() {
        return "pset";
    }

    @Override
    public List<String> aliases() {
        return List.of("settings");
    }

    @Override
    public Group group() {
        return Group.RESULT;
    }

    @Override
    public String usage() {
        return "[setting [value]]";
    }

    @Override
    public String summary() {
        return "shows the settings, or sets one";
    }

    @Override
    public String example() {
        return "\\pset null (none)";
    }

    @Override
    public List<String> choices() {
        return Arrays.stream(Setting.values()).map(Setting::toString).toList();
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

    private static ShellException unknown(String name) {
        List<String> names =
                Arrays.stream(Setting.values()).map(Setting::toString).toList();
        String hint = Commands.nearest(name, names)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; \\pset lists them");
        return new ShellException("there is no setting " + name + hint);
    }
}
