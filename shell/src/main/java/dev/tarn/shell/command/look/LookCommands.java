package dev.tarn.shell.command.look;

import static dev.tarn.shell.command.CommandGroup.LOOK;

import dev.tarn.Tarn;
import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Names;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.render.ListRows;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/** The commands that show what there is: tables, their columns and files, functions. */
public final class LookCommands {
    private LookCommands() {}

    /** Returns them in the order of the help. */
    public static List<Command> all() {
        return List.of(
                describe(),
                RelationsCommand.tables(),
                RelationsCommand.views(),
                schemas(),
                new CatalogsCommand(),
                functions(),
                new FunctionCommand(),
                partitions(),
                files(),
                new DdlCommand(),
                new SummarizeCommand(),
                new ConfigurationCommand());
    }

    private static Command describe() {
        return Command.of(
                LOOK.command("d")
                        .also("describe")
                        .takes("[name]", Operand.TABLE, Operand.PATH)
                        .does("describes a table, view or file; without a name lists tables and views")
                        .details("\\d+ shows all that is known of the table. A name with a slash is a path.")
                        .example("\\d tpch.tiny.nation"),
                LookCommands::describe);
    }

    private static void describe(Call call, ShellSession session) throws SQLException, IOException {
        if (call.arguments().isEmpty()) {
            session.runner().run(RelationsCommand.query(session, "", RelationsCommand.ANY_TYPE));
        } else {
            String name = Names.reference(call.arguments().from(0));
            session.runner().run((call.isVerbose() ? "DESCRIBE FORMATTED " : "DESCRIBE ") + name);
        }
    }

    private static Command schemas() {
        return Command.of(
                LOOK.command("dn")
                        .also("schemas", "databases")
                        .takes("[catalog]")
                        .does("lists the schemas of a catalog")
                        .example("\\dn tpch"),
                (call, session) -> {
                    String catalog = call.arguments().from(0);
                    session.runner().run(catalog.isEmpty() ? "SHOW SCHEMAS" : "SHOW SCHEMAS IN " + catalog);
                });
    }

    private static Command functions() {
        return Command.of(
                LOOK.command("df")
                        .also("functions")
                        .takes("[pattern]", Operand.FUNCTION)
                        .does("lists functions and how they are called; * in a pattern stands for anything")
                        .example("\\df date*"),
                LookCommands::functions);
    }

    private static void functions(Call call, ShellSession session) throws SQLException, IOException {
        Pattern pattern = Names.pattern(call.arguments().word(0).orElse("*"));
        List<List<String>> rows = Tarn.functions().stream()
                .filter(function -> pattern.matcher(function.name()).matches())
                .map(function ->
                        List.of(function.name(), function.usage(), function.isAggregate() ? "aggregate" : "scalar"))
                .toList();
        session.runner().show(new ListRows(List.of("Function", "Call", "Kind"), rows));
    }

    private static Command partitions() {
        return Command.of(
                LOOK.command("dp")
                        .also("partitions")
                        .takes("table", Operand.TABLE)
                        .does("lists the partitions of a table")
                        .example("\\dp trips"),
                (call, session) -> session.runner().run("SHOW PARTITIONS " + call.require(0, "a table")));
    }

    private static Command files() {
        return Command.of(
                LOOK.command("files")
                        .also("dfiles")
                        .takes("table", Operand.TABLE)
                        .does("lists the files of a table with their sizes and times")
                        .example("\\files trips"),
                (call, session) -> session.runner()
                        .run("SELECT * FROM " + Names.withSuffix(call.require(0, "a table"), "$files")));
    }
}
