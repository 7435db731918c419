package dev.tarn.shell.command;

import dev.tarn.shell.session.Setting;
import dev.tarn.shell.session.ShellSession;
import java.util.List;

/** Shows or sets one setting. */
final class SettingCommand implements Command {
    private final String name;
    private final List<String> aliases;
    private final Setting setting;
    private final String example;

    SettingCommand(String name, List<String> aliases, Setting setting, String example) {
        this.name = name;
        this.aliases = aliases;
        this.setting = setting;
        this.example = example;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> aliases() {
        return aliases;
    }

    @Override
    public Group group() {
        return Group.RESULT;
    }

    @Override
    public String usage() {
        return setting.choices().isEmpty() ? "[value]" : "[" + String.join("|", setting.choices()) + "]";
    }

    @Override
    public String summary() {
        return "sets " + setting.description();
    }

    @Override
    public String details() {
        boolean toggles = setting.choices().equals(List.of("on", "off"));
        return toggles
                ? "Without a value it goes from on to off and back."
                : "Without a value it tells the one it has.";
    }

    @Override
    public String example() {
        return example;
    }

    @Override
    public List<String> choices() {
        return setting.choices();
    }

    @Override
    public void run(Call call, ShellSession session) {
        String value = call.arguments().count() == 1
                ? call.require(0, "a value")
                : call.arguments().from(0);
        if (!value.isEmpty() || !call.arguments().isEmpty()) {
            session.settings().set(setting, value);
        } else if (setting.choices().equals(List.of("on", "off"))) {
            session.settings().set(setting, session.settings().isOn(setting) ? "off" : "on");
        }
        session.output().message(setting + " is " + session.settings().get(setting));
    }
}
