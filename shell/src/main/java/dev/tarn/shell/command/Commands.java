package dev.tarn.shell.command;

import dev.tarn.shell.session.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.utils.Levenshtein;

/** All commands. */
public final class Commands {
    private static final int MOST_EDITS = 2;

    private final List<Command> all;
    private final Map<String, Command> byName = new LinkedHashMap<>();

    private Commands(List<Command> all) {
        this.all = List.copyOf(all);
        for (Command command : all) {
            register(command.name(), command);
            command.aliases().forEach(alias -> register(alias, command));
        }
    }

    private void register(String name, Command command) {
        if (byName.put(name, command) != null) {
            throw new IllegalStateException("two commands are called " + name);
        }
    }

    /** Makes the commands of a shell, which run scripts by {@code interpreter}. */
    static Commands of(Interpreter interpreter) {
        List<Command> commands = new ArrayList<>(List.of(
                new HelpCommand(interpreter),
                new SqlHelpCommand(),
                new DescribeCommand(),
                new ListTablesCommand(),
                new ListViewsCommand(),
                new ListSchemasCommand(),
                new ListCatalogsCommand(),
                new ListFunctionsCommand(),
                new ListPartitionsCommand(),
                new ListFilesCommand(),
                new DdlCommand(),
                new SummarizeCommand(),
                new GoCommand(),
                new GoVerticalCommand(),
                new GoSetCommand(),
                new GoExecuteCommand(interpreter),
                new WatchCommand(),
                new ExplainCommand(),
                new ChartCommand(),
                new BufferCommand(),
                new ResetCommand(),
                new ExpandedCommand(),
                new SettingsCommand()));
        commands.addAll(settings());
        commands.addAll(List.of(
                new IncludeCommand(interpreter),
                new EditCommand(interpreter),
                new OutputCommand(),
                new OnceCommand(),
                new WriteCommand(),
                new ImportCommand(),
                new ExportCommand(),
                new SetCommand(),
                new UnsetCommand(),
                new EchoCommand(),
                new IfCommand(interpreter),
                new ElifCommand(interpreter),
                new ElseCommand(interpreter),
                new EndifCommand(interpreter),
                new UseCommand(),
                new ConnectCommand(),
                new ConnectionCommand(),
                new DoctorCommand(),
                new HistoryCommand(interpreter),
                new SystemCommand(),
                new FolderCommand(),
                new QuitCommand()));
        return new Commands(commands);
    }

    private static List<Command> settings() {
        return List.of(
                new SettingCommand("format", List.of("mode"), Setting.FORMAT, "\\format markdown"),
                new SettingCommand("null", List.of("nullvalue"), Setting.NULL, "\\null (none)"),
                new SettingCommand("digits", List.of("thousands"), Setting.DIGITS, "\\digits on"),
                new SettingCommand("width", List.of("maxwidth"), Setting.WIDTH, "\\width 30"),
                new SettingCommand("timing", List.of("timer"), Setting.TIMING, "\\timing on"),
                new SettingCommand("cost", List.of(), Setting.COST, "\\cost on"),
                new SettingCommand("budget", List.of(), Setting.BUDGET, "\\budget 500MB"),
                new SettingCommand("pager", List.of(), Setting.PAGER, "\\pager less -S"),
                new SettingCommand("progress", List.of("progress_bar"), Setting.PROGRESS, "\\progress off"),
                new SettingCommand("theme", List.of("highlight_colors"), Setting.THEME, "\\theme light"),
                new SettingCommand("keys", List.of(), Setting.KEYS, "\\keys vi"),
                new SettingCommand("prompt", List.of(), Setting.PROMPT, "\\prompt tarn:%s>"),
                new SettingCommand("on_error", List.of("bail"), Setting.ON_ERROR, "\\on_error continue"));
    }

    public List<Command> all() {
        return all;
    }

    /** Returns the command of a name or an alias; only a name's case may differ where no other command has it. */
    public Optional<Command> find(String name) {
        Command exact = byName.get(name);
        return Optional.ofNullable(exact != null ? exact : byName.get(name.toLowerCase(java.util.Locale.ROOT)));
    }

    /** Returns the name that {@code typed} was most probably meant to be. */
    Optional<String> nearest(String typed) {
        return nearest(typed, byName.keySet());
    }

    /** Returns which of {@code names} {@code typed} was most probably meant to be. */
    static Optional<String> nearest(String typed, Iterable<String> names) {
        List<String> near = new ArrayList<>();
        for (String name : names) {
            boolean begins = typed.length() > 1 && name.startsWith(typed);
            if (begins || Levenshtein.distance(typed, name) <= Math.min(MOST_EDITS, typed.length() / 2)) {
                near.add(name);
            }
        }
        return near.stream().min(Comparator.comparingInt(name -> Levenshtein.distance(typed, name)));
    }
}
