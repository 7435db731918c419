package dev.tarn.shell.command.look;

import static dev.tarn.shell.command.CommandGroup.LOOK;

import dev.tarn.Tarn;
import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Names;
import dev.tarn.shell.command.Targets;
import dev.tarn.shell.render.ListRows;
import dev.tarn.shell.session.Database;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Lists the settings of the engine. */
final class ConfigurationCommand extends Command {
    private static final String PREFIX = "jdbc:tarn:";

    ConfigurationCommand() {
        super(LOOK.command("dconfig")
                .also("configuration")
                .takes("[pattern]")
                .does("lists the settings of the engine, and what this connection has set; \\pset lists the shell's")
                .details("Nothing stands where a setting has its default.")
                .example("\\dconfig *limit*"));
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        Pattern pattern = Names.pattern(call.arguments().word(0).orElse("*"));
        Map<String, String> values = values(session.database().target());
        List<List<String>> rows = new ArrayList<>();
        Tarn.settings().forEach((name, says) -> {
            if (pattern.matcher(name).matches()) {
                rows.add(List.of(name, Targets.shown(name, values.getOrDefault(name, "")), says));
            }
        });
        session.runner().show(new ListRows(List.of("Setting", "Value", "Says"), rows));
    }

    private static Map<String, String> values(Database.Target target) {
        Map<String, String> values = new TreeMap<>();
        String url = target.url().startsWith(PREFIX) ? target.url().substring(PREFIX.length()) : "";
        for (String part : url.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                values.put(part.substring(0, equals).strip().toLowerCase(Locale.ROOT), part.substring(equals + 1));
            }
        }
        target.properties()
                .forEach((name, value) ->
                        values.put(String.valueOf(name).toLowerCase(Locale.ROOT), String.valueOf(value)));
        return values;
    }
}
