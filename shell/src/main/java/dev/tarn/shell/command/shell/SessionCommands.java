package dev.tarn.shell.command.shell;

import static dev.tarn.shell.command.CommandGroup.SHELL;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Interpreter;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.command.Targets;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/** The commands about the shell itself: what it is connected to, what surrounds it, its end. */
public final class SessionCommands {
    private static final String SHOWN_LINES = "50";

    private SessionCommands() {}

    /** Returns them in the order of the help. */
    public static List<Command> of(Interpreter interpreter) {
        return List.of(
                use(),
                connect(),
                KeptConnectionCommands.keep(),
                KeptConnectionCommands.forget(),
                new ConnectionCommand(),
                new DoctorCommand(),
                history(interpreter),
                new SystemCommand(),
                folder(),
                new QuitCommand());
    }

    private static Command use() {
        return Command.of(
                SHELL.command("use")
                        .takes("schema", Operand.SCHEMA)
                        .does("looks names without a schema up in this one")
                        .example("\\use tpch.tiny"),
                SessionCommands::use);
    }

    private static void use(Call call, ShellSession session) throws SQLException {
        String schema = call.require(0, "a schema");
        session.database().query("SHOW TABLES IN " + schema);
        session.database().connection().setSchema(schema);
    }

    private static Command connect() {
        return Command.of(
                SHELL.command("c")
                        .also("connect", "open")
                        .takes("url, folder or name", Operand.PATH, Operand.KEPT_CONNECTION)
                        .does(
                                "opens another engine: a JDBC URL, a folder of files or of a catalog, or what \\cs has named")
                        .example("\\c jdbc:tarn:threads=1"),
                SessionCommands::connect);
    }

    private static void connect(Call call, ShellSession session) throws SQLException, IOException {
        call.require(0, "a URL, a folder or a name");
        String place = Targets.named(call.text(), session.keepsakes().connections());
        session.database().open(Targets.target(place, new Properties()));
        Targets.prepare(session, place);
    }

    private static Command history(Interpreter interpreter) {
        return Command.of(
                SHELL.command("s")
                        .also("history")
                        .takes("[count]")
                        .does("lists the last lines that were typed")
                        .example("\\s 10"),
                (call, session) -> history(interpreter, call, session));
    }

    private static void history(Interpreter interpreter, Call call, ShellSession session) throws IOException {
        int count = Integer.parseInt(call.arguments()
                .word(0)
                .filter(word -> word.matches("\\d{1,6}"))
                .orElse(SHOWN_LINES));
        for (String line : interpreter.console().history(count)) {
            session.output().print(line + "\n");
        }
    }

    private static Command folder() {
        return Command.of(
                SHELL.command("pwd")
                        .does("tells the folder that relative paths begin at")
                        .example("\\pwd"),
                (call, session) -> session.output().print(Path.of("").toAbsolutePath() + "\n"));
    }
}
