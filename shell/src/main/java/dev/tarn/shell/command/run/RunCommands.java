package dev.tarn.shell.command.run;

import static dev.tarn.shell.command.CommandGroup.RUN;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Interpreter;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.render.Format;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The commands that run a statement, and those about the one that was begun. */
public final class RunCommands {
    private RunCommands() {}

    /** Returns them in the order of the help. */
    public static List<Command> of(Interpreter interpreter) {
        return List.of(
                go(),
                goVertical(),
                new GoSetCommand(),
                new GoExecuteCommand(interpreter),
                new DescribeResultCommand(),
                new CrosstabCommand(),
                new BindCommand(),
                new LastResultCommand(),
                new WatchCommand(),
                new ExplainCommand(),
                new ChartCommand(),
                KeptQueryCommands.run(interpreter),
                KeptQueryCommands.keep(),
                KeptQueryCommands.forget(),
                showBuffer(),
                reset());
    }

    private static Command go() {
        return Command.of(
                RUN.command("g")
                        .also("go")
                        .takes("[file]", Operand.PATH)
                        .does("runs the statement that was begun, or the last one again; its result may go to a file")
                        .example("SELECT 1 AS one \\g"),
                RunCommands::go);
    }

    private static void go(Call call, ShellSession session) throws SQLException, IOException {
        String sql = call.statement(call.arguments().count(), session);
        Optional<String> file = call.arguments().word(0);
        if (file.isPresent()) {
            session.refuseIfSafe("writing a file");
            session.output().toFile(Path.of(file.get()), true);
        }
        session.runner().run(sql);
    }

    private static Command goVertical() {
        return Command.of(
                RUN.command("gx")
                        .also("G")
                        .does("runs the statement and shows its result a line a value")
                        .example("SELECT * FROM tpch.tiny.region LIMIT 1 \\gx"),
                (call, session) -> session.runner().run(call.statement(0, session), Format.VERTICAL));
    }

    private static Command showBuffer() {
        return Command.of(
                RUN.command("p")
                        .also("print_buffer")
                        .does("shows the statement that was begun, or the last one")
                        .example("\\p"),
                (call, session) -> session.output().print(session.currentQuery() + "\n"));
    }

    private static Command reset() {
        return Command.of(
                RUN.command("r")
                        .also("reset")
                        .does("forgets the statement that was begun")
                        .example("\\r"),
                (call, session) -> session.setBuffer(""));
    }
}
