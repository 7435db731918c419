package dev.tarn.shell.command.run;

import static dev.tarn.shell.command.CommandGroup.RUN;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.render.Column;
import dev.tarn.shell.render.ListRows;
import dev.tarn.shell.render.Rows;
import dev.tarn.shell.session.NearNames;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shows a result as a table of one column's values by another's. */
final class CrosstabCommand extends Command {
    private static final int MOST_COLUMNS = 1_600;

    CrosstabCommand() {
        super(RUN.command("crosstab")
                .also("crosstabview")
                .takes("[rows [columns [values [order]]]]")
                .does("runs the statement and shows its result as a table of one column by another")
                .details(
                        "The arguments are columns of the result, by name or number: the first three unless said. The values"
                                + " of the first become rows, those of the second columns, in the order in which they come, or of the"
                                + " numbers in a fourth.")
                .example("SELECT n_regionkey, substr(n_name, 1, 1) AS letter, count(*) FROM tpch.tiny.nation"
                        + " GROUP BY 1, 2 ORDER BY 1, 2 \\crosstab"));
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        String sql = call.statement(call.arguments().count(), session);
        session.setLastQuery(sql);
        List<Rows> shown = new ArrayList<>();
        session.runner().read(sql, (rows, execution) -> {
            if (rows == null) {
                throw new ShellException("\\crosstab needs a statement with rows");
            }
            shown.add(pivot(rows, call));
        });
        session.runner().show(shown.get(0));
    }

    /** A value, and where it stands. */
    private record Cell(String row, String column) {}

    private static Rows pivot(Rows rows, Call call) throws SQLException {
        List<Column> columns = rows.columns();
        if (columns.size() < 3) {
            throw new ShellException("\\crosstab needs three columns: rows, columns and values");
        }
        int down = index(columns, call, 0);
        int across = index(columns, call, 1);
        int value = index(columns, call, 2);
        int order = call.arguments().count() > 3 ? index(columns, call, 3) : -1;
        Map<String, Double> heads = new LinkedHashMap<>();
        Map<String, String> sides = new LinkedHashMap<>();
        Map<Cell, String> cells = new LinkedHashMap<>();
        while (rows.next()) {
            Cell cell = new Cell(rows.text(down), rows.text(across));
            heads.putIfAbsent(cell.column, order < 0 ? Double.valueOf(heads.size()) : number(rows.text(order)));
            sides.putIfAbsent(cell.row, cell.row);
            String text = rows.text(value);
            if (cells.containsKey(cell)) {
                throw new ShellException(
                        "\\crosstab has two values for " + columns.get(down).label() + " = "
                                + cell.row + " and " + columns.get(across).label() + " = " + cell.column
                                + "; group by both");
            }
            cells.put(cell, text);
            if (heads.size() > MOST_COLUMNS) {
                throw new ShellException("\\crosstab makes " + MOST_COLUMNS + " columns at the most");
            }
        }
        List<String> sorted = new ArrayList<>(heads.keySet());
        sorted.sort(Comparator.comparing(heads::get));
        return table(columns.get(down), columns.get(value), sorted, new ArrayList<>(sides.keySet()), cells);
    }

    private static Rows table(
            Column side, Column value, List<String> heads, List<String> sides, Map<Cell, String> cells) {
        List<Column> columns = new ArrayList<>(List.of(side));
        heads.forEach(
                head -> columns.add(new Column(head == null ? "NULL" : head, value.jdbcType(), value.typeName())));
        List<List<String>> table = new ArrayList<>();
        for (String row : sides) {
            List<String> line = new ArrayList<>();
            line.add(row);
            // An empty cell is no NULL: there was no such row.
            heads.forEach(head -> {
                Cell cell = new Cell(row, head);
                line.add(cells.containsKey(cell) ? cells.get(cell) : "");
            });
            table.add(line);
        }
        return ListRows.of(columns, table);
    }

    private static double number(String text) {
        try {
            return text == null ? Double.MAX_VALUE : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new ShellException("\\crosstab orders by numbers, not '" + text + "'", e);
        }
    }

    private static int index(List<Column> columns, Call call, int argument) {
        String word = call.arguments().word(argument).orElse(String.valueOf(argument + 1));
        Map<String, Integer> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < columns.size(); i++) {
            byName.putIfAbsent(columns.get(i).label(), i);
        }
        if (word.matches("\\d{1,4}")) {
            int number = Integer.parseInt(word);
            if (number >= 1 && number <= columns.size()) {
                return number - 1;
            }
        }
        Integer known = byName.get(word);
        if (known == null) {
            throw new ShellException("the result has no column " + word + NearNames.hint(word, byName.keySet(), ""));
        }
        return known;
    }
}
