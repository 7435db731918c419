package dev.tarn.shell.command.result;

import static dev.tarn.shell.command.CommandGroup.RESULT;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.CommandHelp;
import dev.tarn.shell.session.Setting;
import dev.tarn.shell.session.ShellSession;
import java.util.List;

/** Shows or sets one setting. */
final class SettingCommand extends Command {
    private final Setting setting;

    SettingCommand(String name, List<String> aliases, Setting setting, String example) {
        super(help(name, aliases, setting, example));
        this.setting = setting;
    }

    private static CommandHelp help(String name, List<String> aliases, Setting setting, String example) {
        return RESULT.command(name)
                .also(aliases.toArray(String[]::new))
                .takes(setting.choices().isEmpty() ? "[value]" : "[" + String.join("|", setting.choices()) + "]")
                .choices(setting.choices())
                .does("sets " + setting.description())
                .details(
                        setting.isSwitch()
                                ? "Without a value it goes from on to off and back."
                                : "Without a value it tells the one it has.")
                .example(example);
    }

    @Override
    public void run(Call call, ShellSession session) {
        if (!call.arguments().isEmpty()) {
            session.settings().set(setting, call.text());
        } else if (setting.isSwitch()) {
            session.settings().set(setting, session.settings().isOn(setting) ? "off" : "on");
        }
        session.output().message(setting + " is " + session.settings().get(setting));
    }
}
