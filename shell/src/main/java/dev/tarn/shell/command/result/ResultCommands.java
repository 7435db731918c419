package dev.tarn.shell.command.result;

import dev.tarn.shell.command.Command;
import dev.tarn.shell.session.Setting;
import java.util.List;

/** The commands that set how results look, and the shell's other settings. */
public final class ResultCommands {
    private ResultCommands() {}

    /** Returns them in the order of the help. */
    public static List<Command> all() {
        return List.of(
                new ExpandedCommand(),
                new SettingsCommand(),
                new SettingCommand("format", List.of("mode"), Setting.FORMAT, "\\format markdown"),
                new SettingCommand("null", List.of("nullvalue"), Setting.NULL, "\\null (none)"),
                new SettingCommand("digits", List.of("thousands"), Setting.DIGITS, "\\digits on"),
                new SettingCommand("width", List.of("maxwidth"), Setting.WIDTH, "\\width 30"),
                new SettingCommand("timing", List.of("timer"), Setting.TIMING, "\\timing on"),
                new SettingCommand("cost", List.of(), Setting.COST, "\\cost on"),
                new SettingCommand("confirm", List.of(), Setting.CONFIRM, "\\confirm off"),
                new SettingCommand("budget", List.of(), Setting.BUDGET, "\\budget 500MB"),
                new SettingCommand("pager", List.of(), Setting.PAGER, "\\pager less -S"),
                new SettingCommand("progress", List.of("progress_bar"), Setting.PROGRESS, "\\progress off"),
                new SettingCommand("theme", List.of("highlight_colors"), Setting.THEME, "\\theme light"),
                new SettingCommand("keys", List.of(), Setting.KEYS, "\\keys vi"),
                new SettingCommand("prompt", List.of(), Setting.PROMPT, "\\prompt tarn:%s>"),
                new SettingCommand("on_error", List.of("bail"), Setting.ON_ERROR, "\\on_error continue"));
    }
}
