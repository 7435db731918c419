package dev.tarn.shell.command.file;

import static dev.tarn.shell.command.CommandGroup.FILE;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Interpreter;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Edits a statement. */
final class EditCommand extends Command {
    private final Interpreter interpreter;

    EditCommand(Interpreter interpreter) {
        super(FILE.command("e")
                .also("edit")
                .takes("[file]", Operand.PATH)
                .does("edits the statement, or a file, in $VISUAL, $EDITOR or an editor within, then runs it")
                .details("What does not end with a semicolon waits for more.")
                .example("\\e"));
        this.interpreter = interpreter;
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
