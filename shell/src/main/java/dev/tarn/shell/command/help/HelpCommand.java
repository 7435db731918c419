package dev.tarn.shell.command.help;

import static dev.tarn.shell.command.CommandGroup.HELP;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.CommandGroup;
import dev.tarn.shell.command.CommandHelp;
import dev.tarn.shell.command.Interpreter;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.util.Optional;

/** Explains commands and statements. */
public final class HelpCommand extends Command {
    private static final int COLUMN = 34;
    private final Interpreter interpreter;

    HelpCommand(Interpreter interpreter) {
        super(HELP.command("help")
                .also("?")
                .takes("[command or statement]", Operand.COMMAND)
                .does("lists the commands, or explains one, or a statement of SQL")
                .example("\\help watch"));
        this.interpreter = interpreter;
    }

    @Override
    public void run(Call call, ShellSession session) throws IOException {
        if (call.arguments().isEmpty()) {
            session.output().print(overview());
            return;
        }
        String topic = call.arguments().from(0);
        String name = topic.startsWith("\\") || topic.startsWith(".") ? topic.substring(1) : topic;
        Optional<Command> command = interpreter.commands().find(name);
        if (command.isPresent()) {
            session.output().print(explain(command.get().help()));
            return;
        }
        session.output().print(SqlTopic.find(topic).map(SqlTopic::text).orElseThrow(() -> unknown(topic)));
    }

    private ShellException unknown(String topic) {
        String hint = interpreter
                .commands()
                .nearest(topic)
                .or(() -> SqlTopic.nearest(topic))
                .map(near -> "; did you mean " + near + "?")
                .orElse("; \\help lists the commands, \\h the statements");
        return new ShellException("there is no help on " + topic + hint);
    }

    private String overview() {
        StringBuilder text = new StringBuilder("Statements end with a semicolon; \\h lists them.\n"
                + "Commands begin with a backslash or a dot and end with their line:\n");
        for (CommandGroup group : CommandGroup.values()) {
            text.append('\n').append(group.title()).append('\n');
            for (Command command : interpreter.commands().all()) {
                CommandHelp help = command.help();
                if (help.group() == group) {
                    String call = "  " + help.call();
                    boolean fits = call.length() < COLUMN;
                    text.append(call).append(fits ? " ".repeat(COLUMN - call.length()) : "\n" + " ".repeat(COLUMN));
                    text.append(help.summary()).append('\n');
                }
            }
        }
        return text.toString();
    }

    /** Returns all there is to say about a command. */
    public static String explain(CommandHelp help) {
        StringBuilder text = new StringBuilder(help.call()).append('\n');
        text.append("  ").append(help.summary()).append(".\n");
        if (!help.details().isEmpty()) {
            text.append("  ").append(help.details()).append('\n');
        }
        if (!help.aliases().isEmpty()) {
            text.append("  Also: ");
            text.append(String.join(
                    ", ", help.aliases().stream().map(alias -> "." + alias).toList()));
            text.append('\n');
        }
        return text.append("  Example: ").append(help.example()).append('\n').toString();
    }
}
