package dev.tarn.shell.command.run;

import static dev.tarn.shell.command.CommandGroup.RUN;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.render.ListRows;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells the columns of a result without running the statement. */
final class DescribeResultCommand extends Command {
    DescribeResultCommand() {
        super(RUN.command("gdesc")
                .does("tells the names and types of the columns that the statement would have, without running it")
                .example("SELECT 1 AS n, now() AS t \\gdesc"));
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        String sql = call.statement(call.arguments().count(), session);
        session.setLastQuery(sql);
        List<List<String>> rows = new ArrayList<>();
        try (PreparedStatement statement = session.database()
                .connection()
                .prepareStatement(session.variables().substitute(sql))) {
            ResultSetMetaData columns = statement.getMetaData();
            for (int i = 1; columns != null && i <= columns.getColumnCount(); i++) {
                String type = columns.getColumnTypeName(i).toLowerCase(Locale.ROOT);
                rows.add(List.of(columns.getColumnLabel(i), type));
            }
        }
        session.runner().show(new ListRows(List.of("Column", "Type"), rows));
    }
}
