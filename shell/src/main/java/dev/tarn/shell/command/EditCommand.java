package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Edits a statement. */
final class EditCommand implements Command {
    private final Interpreter interpreter;

    EditCommand(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public String name() {
        return "e";
    }

    @Override
    public List<String> aliases() {
        return List.of("edit");
    }

    @Override
    public Group group() {
        return Group.FILE;
    }

    @Override
    public String usage() {
        return "[file]";
    }

    @Override
    public String summary() {
        return "edits the statement, or a file, in $VISUAL, $EDITOR or an editor within, then runs it";
    }

    @Override
    public String details() {
        return "What does not end with a semicolon waits for more.";
    }

    @Override
    public String example() {
        return "\\e";
    }

    @Override
    public void run(Call call, ShellSession session) throws IOException {
        session.refuseIfSafe("an editor");
        Optional<String> file = call.arguments().word(0);
        String before = file.isPresent()
                ? Files.readString(Path.of(file.get()))
                : session.takeQuery().orElse("");
        Optional<String> after = interpreter.console().edit(before);
        if (after.isEmpty() || after.get().isBlank()) {
            return;
        }
        if (file.isPresent()) {
            Files.writeString(Path.of(file.get()), after.get());
        }
        interpreter.runTyped(after.get());
    }
}
