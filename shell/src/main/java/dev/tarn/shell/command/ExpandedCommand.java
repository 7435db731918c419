package dev.tarn.shell.command;

import dev.tarn.shell.session.Setting;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.util.List;

/** Shows results a line a value. */
final class ExpandedCommand implements Command {
    @Override
    public String name() {
        return "x";
    }

    @Override
    public List<String> aliases() {
        return List.of("expanded");
    }

    @Override
    public Group group() {
        return Group.RESULT;
    }

    @Override
    public String usage() {
        return "[on|off|auto]";
    }

    @Override
    public String summary() {
        return "shows results a line a value: always, never, or when they are too wide";
    }

    @Override
    public String example() {
        return "\\x auto";
    }

    @Override
    public List<String> choices() {
        return List.of("on", "off", "auto");
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
