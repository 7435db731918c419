package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.util.List;

/** Lists what was typed. */
final class HistoryCommand implements Command {
    private final Interpreter interpreter;

    HistoryCommand(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public String name() {
        return "s";
    }

    @Override
    public List<String> aliases() {
        return List.of("history");
    }

    @Override
    public Group group() {
        return Group.SHELL;
    }

    @Override
    public String usage() {
        return "[count]";
    }

    @Override
    public String summary() {
        return "lists the last lines that were typed";
    }

    @Override
    public String example() {
        return "\\s 10";
    }

    @Override
    public void run(Call call, ShellSession session) throws IOException {
        int count = Integer.parseInt(call.arguments()
                .word(0)
                .filter(word -> word.matches("\\d{1,6}"))
                .orElse("50"));
        for (String line : interpreter.console().history(count)) {
            session.output().print(line + "\n");
        }
    }
}
