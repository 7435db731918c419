package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains commands and statements. */
final class HelpCommand implements Command {
    private static final int COLUMN = 34;

    private final Interpreter interpreter;

    HelpCommand(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public String name() {
        return "help";
    }

    @Override
    public List<String> aliases() {
        return List.of("?");
    }

    @Override
    public Group group() {
        return Group.HELP;
    }

    @Override
    public String usage() {
        return "[command or statement]";
    }

    @Override
    public String summary() {
        return "lists the commands, or explains one, or a statement of SQL";
    }

    @Override
    public String example() {
        return "\\help watch";
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
            session.output().print(explain(command.get()));
            return;
        }
        session.output().print(SqlTopic.find(topic).map(SqlTopic::text).orElseThrow(() -> unknown(topic)));
    }

    private ShellException unknown(String topic) {
        List<String> names = new ArrayList<>();
        interpreter.commands().all().forEach(command -> names.add(command.name()));
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
        for (Group group : Group.values()) {
            text.append('\n').append(group.title()).append('\n');
            for (Command command : interpreter.commands().all()) {
                if (command.group() == group) {
                    String call = "  \\" + command.name() + (command.usage().isEmpty() ? "" : " " + command.usage());
                    text.append(call)
                            .append(
                                    call.length() < COLUMN
                                            ? " ".repeat(COLUMN - call.length())
                                            : "\n" + " ".repeat(COLUMN))
                            .append(command.summary())
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    /** Returns all there is to say about a command. */
    static String explain(Command command) {
        StringBuilder text = new StringBuilder("\\" + command.name());
        text.append(command.usage().isEmpty() ? "" : " " + command.usage()).append('\n');
        text.append("  ").append(command.summary()).append(".\n");
        if (!command.details().isEmpty()) {
            text.append("  ").append(command.details()).append('\n');
        }
        if (!command.aliases().isEmpty()) {
            text.append("  Also: ");
            text.append(String.join(
                    ", ", command.aliases().stream().map(alias -> "." + alias).toList()));
            text.append('\n');
        }
        return text.append("  Example: ").append(command.example()).append('\n').toString();
    }
}
