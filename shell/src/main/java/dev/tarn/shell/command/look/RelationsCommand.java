package dev.tarn.shell.command.look;

import static dev.tarn.shell.command.CommandGroup.LOOK;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.CommandHelp;
import dev.tarn.shell.command.Names;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.progress.Quantities;
import dev.tarn.shell.render.ListRows;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lists tables or views. */
public final class RelationsCommand extends Command {
    static final String ANY_TYPE = "table_type LIKE '%'";
    private static final String USAGE = "[schema.][pattern]";

    private final String condition;

    private RelationsCommand(CommandHelp help, String condition) {
        super(help);
        this.condition = condition;
    }

    static Command tables() {
        return new RelationsCommand(
                LOOK.command("dt")
                        .also("tables")
                        .takes(USAGE, Operand.SCHEMA)
                        .does("lists tables; * in a pattern stands for anything")
                        .details("\\dt+ also tells how many files they have and how large these are.")
                        .example("\\dt tpch.tiny.*"),
                "table_type = 'BASE TABLE'");
    }

    static Command views() {
        return new RelationsCommand(
                LOOK.command("dv")
                        .also("views")
                        .takes(USAGE, Operand.SCHEMA)
                        .does("lists views; * in a pattern stands for anything")
                        .example("\\dv sales*"),
                "table_type = 'VIEW'");
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        String typed = call.arguments().from(0);
        String query = query(session, typed, condition);
        if (!call.isVerbose()) {
            session.runner().run(query);
            return;
        }
        String schema = schema(session, typed);
        List<List<String>> rows = new ArrayList<>();
        for (List<String> relation : session.database().query(query)) {
            List<String> row = new ArrayList<>(relation);
            row.addAll(files(session, schema + ".\"" + relation.get(0)));
            rows.add(row);
        }
        session.runner().show(new ListRows(List.of("Name", "Type", "Files", "Size"), rows));
    }

    /** Returns the number and size of a table's files; nothing for what has none. */
    private static List<String> files(ShellSession session, String name) {
        try {
            List<String> counted = session.database()
                    .query("SELECT count(*), coalesce(sum(file_size), 0) FROM " + name + "$files\"")
                    .get(0);
            return List.of(counted.get(0), Quantities.bytes(Long.parseLong(counted.get(1))));
        } catch (SQLException e) {
            // A view, or a table of a catalog without files; or its files cannot be read, which a query tells better.
            return List.of("", "");
        }
    }

    private static String schema(ShellSession session, String typed) {
        int dot = typed.lastIndexOf('.');
        return dot < 0 ? session.database().schema() : typed.substring(0, dot);
    }

    /** Returns the query for all tables and views of the current schema. */
    public static String all(ShellSession session) {
        return query(session, "", ANY_TYPE);
    }

    /** Returns the query for the tables and views that {@code [[catalog.]schema.]pattern} names. */
    static String query(ShellSession session, String typed, String condition) {
        String schema = schema(session, typed);
        String like = typed.substring(typed.lastIndexOf('.') + 1).replace('*', '%');
        int catalogEnd = schema.lastIndexOf('.');
        String catalog = schema.substring(0, catalogEnd + 1);
        return "SELECT table_name AS \"Name\", table_type AS \"Type\" FROM " + catalog
                + "information_schema.tables WHERE table_schema = "
                + Names.string(schema.substring(catalogEnd + 1).toLowerCase(Locale.ROOT)) + " AND " + condition
                + (like.isEmpty() ? "" : " AND table_name LIKE " + Names.string(like.toLowerCase(Locale.ROOT)))
                + " ORDER BY 1";
    }
}
