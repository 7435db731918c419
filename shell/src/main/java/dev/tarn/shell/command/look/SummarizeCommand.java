package dev.tarn.shell.command.look;

import static dev.tarn.shell.command.CommandGroup.LOOK;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Names;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.render.Column;
import dev.tarn.shell.render.ResultRows;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Tells what values a table's columns have. */
final class SummarizeCommand extends Command {
    SummarizeCommand() {
        super(LOOK.command("summarize")
                .takes("table or 'path'", Operand.TABLE, Operand.PATH)
                .does("tells for each column its least and greatest value, how many are NULL and how many differ")
                .example("\\summarize tpch.tiny.nation"));
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        String table = Names.reference(call.require(0, "a table or a path"));
        List<String> parts = new ArrayList<>();
        for (Column column : columns(session, table)) {
            parts.add(part(parts.size(), column, table));
        }
        session.runner()
                .run("SELECT \"column\", \"type\", \"min\", \"max\", \"distinct\", \"nulls\", \"rows\" FROM (\n"
                        + String.join("\nUNION ALL ", parts) + ")\nORDER BY \"position\"");
    }

    private static List<Column> columns(ShellSession session, String table) throws SQLException {
        try (Statement statement = session.database().connection().createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 <> 1")) {
            return new ResultRows(none).columns();
        }
    }

    private static String part(int position, Column column, String table) {
        String name = '"' + column.label().replace("\"", "\"\"") + '"';
        boolean comparable = !column.isNested() && !column.isBinary();
        String bound = comparable ? "CAST(%s(" + name + ") AS varchar)" : "CAST(NULL AS varchar)";
        return "SELECT " + position + " AS \"position\", " + Names.string(column.label()) + " AS \"column\", "
                + Names.string(column.typeName()) + " AS \"type\", "
                + bound.replace("%s", "min") + " AS \"min\", " + bound.replace("%s", "max") + " AS \"max\", "
                + (comparable ? "count(DISTINCT " + name + ")" : "CAST(NULL AS bigint)") + " AS \"distinct\", "
                + "count(*) - count(" + name + ") AS \"nulls\", count(*) AS \"rows\" FROM " + table;
    }
}
