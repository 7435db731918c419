package dev.tarn.shell.command.run;

import static dev.tarn.shell.command.CommandGroup.RUN;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Interpreter;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.render.ListRows;
import dev.tarn.shell.session.KeptTexts;
import dev.tarn.shell.session.NearNames;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The commands about queries that are kept from one shell to the next. */
final class KeptQueryCommands {
    private KeptQueryCommands() {}

    static Command run(Interpreter interpreter) {
        return Command.of(
                RUN.command("n")
                        .also("query")
                        .takes("[name [argument ...]]", Operand.KEPT_QUERY)
                        .does("runs a query that was kept; without a name lists them")
                        .details("$1, $2 and so on in it are replaced by the arguments.")
                        .example("\\n"),
                (call, session) -> run(interpreter, call, session));
    }

    private static void run(Interpreter interpreter, Call call, ShellSession session) throws SQLException, IOException {
        KeptTexts queries = session.keepsakes().queries();
        if (call.arguments().isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            queries.all().forEach((name, sql) -> rows.add(List.of(name, sql)));
            session.runner().show(new ListRows(List.of("Name", "Query"), rows));
            return;
        }
        String name = call.require(0, "a name");
        String sql = queries.find(name).orElseThrow(() -> unknown(name, queriesOf(session)));
        List<String> arguments = call.arguments().words();
        // From the last on, so that $1 does not take the beginning of $10.
        for (int i = arguments.size() - 1; i > 0; i--) {
            sql = sql.replace("$" + i, arguments.get(i));
        }
        if (!interpreter.runScript(sql, "the query " + name)) {
            throw new ShellException("the query " + name + " did not run to its end");
        }
    }

    private static Set<String> queriesOf(ShellSession session) {
        try {
            return session.keepsakes().queries().all().keySet();
        } catch (IOException e) {
            // Only a hint depends on it.
            return Set.of();
        }
    }

    private static ShellException unknown(String name, Set<String> names) {
        return new ShellException("no query is kept as " + name + NearNames.hint(name, names, "; \\n lists them"));
    }

    static Command keep() {
        return Command.of(
                RUN.command("ns")
                        .takes("name [query]", Operand.KEPT_QUERY)
                        .does("keeps the statement under a name, for this shell and later ones")
                        .example("\\ns regions SELECT * FROM tpch.tiny.region WHERE r_name = '$1'"),
                (call, session) -> {
                    session.refuseIfSafe("writing a file");
                    String name = call.require(0, "a name");
                    session.keepsakes().queries().keep(name, call.statement(1, session));
                    session.output().message("kept as " + name + "; \\n " + name + " runs it");
                });
    }

    static Command forget() {
        return Command.of(
                RUN.command("nd")
                        .takes("name", Operand.KEPT_QUERY)
                        .does("forgets a query that was kept")
                        .example("\\nd regions"),
                (call, session) -> {
                    session.refuseIfSafe("writing a file");
                    String name = call.require(0, "a name");
                    if (!session.keepsakes().queries().forget(name)) {
                        throw unknown(name, queriesOf(session));
                    }
                });
    }
}
