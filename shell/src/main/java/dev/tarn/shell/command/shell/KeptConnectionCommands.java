package dev.tarn.shell.command.shell;

import static dev.tarn.shell.command.CommandGroup.SHELL;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.command.Targets;
import dev.tarn.shell.render.ListRows;
import dev.tarn.shell.session.NearNames;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** The commands about connections that have names. */
final class KeptConnectionCommands {
    private KeptConnectionCommands() {}

    static Command keep() {
        return Command.of(
                SHELL.command("cs")
                        .also("connections")
                        .takes("[name place]", Operand.KEPT_CONNECTION, Operand.PATH)
                        .does("names what \\c and the command line open; without a name lists the names")
                        .details("They are kept in ~/.config/tarn/connections, which only you may read.")
                        .example("\\cs small jdbc:tarn:threads=1"),
                KeptConnectionCommands::keep);
    }

    private static void keep(Call call, ShellSession session) throws SQLException, IOException {
        if (call.arguments().isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            session.keepsakes()
                    .connections()
                    .all()
                    .forEach((name, place) -> rows.add(List.of(name, Targets.shownPlace(place))));
            session.runner().show(new ListRows(List.of("Name", "Opens"), rows));
            return;
        }
        session.refuseIfSafe("writing a file");
        String name = call.require(0, "a name");
        call.require(1, "a URL or a folder");
        session.keepsakes().connections().keep(name, call.arguments().from(1));
        session.output().message("\\c " + name + " and tarn " + name + " open it");
    }

    static Command forget() {
        return Command.of(
                SHELL.command("cx")
                        .takes("name", Operand.KEPT_CONNECTION)
                        .does("forgets the name of a connection")
                        .example("\\cx small"),
                (call, session) -> {
                    session.refuseIfSafe("writing a file");
                    String name = call.require(0, "a name");
                    SortedMap<String, String> all =
                            session.keepsakes().connections().all();
                    if (!session.keepsakes().connections().forget(name)) {
                        throw new ShellException("no connection is called " + name
                                + NearNames.hint(name, all.keySet(), "; \\cs lists the names"));
                    }
                });
    }
}
