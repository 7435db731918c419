package dev.tarn.shell.complete;

import dev.tarn.Session;
import dev.tarn.shell.render.Column;
import dev.tarn.shell.render.ResultRows;
import dev.tarn.shell.session.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be named in statements, as far as somebody who types wants to know it: remembered for a few seconds, and nothing
 * where the catalog does not answer. One thread.
 */
public final class CatalogView {
    private static final long KEPT_NANOS = 5_000_000_000L;

    private final Database database;
    private final Map<String, List<String>> known = new HashMap<>();
    private final Map<String, List<Column>> columns = new HashMap<>();
    private long readAt;

    public CatalogView(Database database) {
        this.database = database;
    }

    /** A query of the catalog. */
    @FunctionalInterface
    private interface Question {
        List<String> ask() throws SQLException;
    }

    private List<String> ask(String key, Question question) {
        forgetOld();
        List<String> answer = known.get(key);
        if (answer == null) {
            try {
                answer = question.ask();
            } catch (SQLException | RuntimeException e) {
                // There is nothing to complete then; the statement itself will tell what is wrong.
                answer = List.of();
            }
            known.put(key, answer);
        }
        return answer;
    }

    private void forgetOld() {
        if (System.nanoTime() - readAt > KEPT_NANOS) {
            known.clear();
            columns.clear();
            readAt = System.nanoTime();
        }
    }

    private List<String> firstColumn(String sql) throws SQLException {
        return database.query(sql).stream().map(row -> row.get(0)).toList();
    }

    /** Returns the catalogs' names. */
    List<String> catalogs() {
        return ask("catalogs", database::catalogs);
    }

    /** Returns the schemas of a catalog, or of the own one for an empty name. */
    List<String> schemas(String catalog) {
        return ask(
                "schemas " + catalog,
                () -> firstColumn(catalog.isEmpty() ? "SHOW SCHEMAS" : "SHOW SCHEMAS IN " + catalog));
    }

    /** Returns the tables and views of a schema, or of the current one for an empty name. */
    List<String> relations(String schema) {
        String name = schema.isEmpty() ? database.schema() : schema;
        int dot = name.lastIndexOf('.');
        String sql = "SELECT table_name FROM " + name.substring(0, dot + 1)
                + "information_schema.tables WHERE table_schema = '"
                + name.substring(dot + 1).replace("'", "''") + "'";
        return ask("relations " + name, () -> firstColumn(sql));
    }

    /** Returns the columns of a table, a view or a path, as it stands in a FROM clause. */
    List<Column> columns(String reference) {
        forgetOld();
        return columns.computeIfAbsent(reference, this::readColumns);
    }

    private List<Column> readColumns(String reference) {
        try (Statement statement = database.connection().createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + reference + " WHERE 1 <> 1")) {
            return new ResultRows(none).columns();
        } catch (SQLException | RuntimeException e) {
            // There is nothing to complete then; the statement itself will tell what is wrong.
            return List.of();
        }
    }

    /** Returns the files and folders whose paths begin so. */
    List<String> paths(String prefix) {
        return ask("paths " + prefix, () -> {
            Connection connection = database.connection();
            return connection.isWrapperFor(Session.class)
                    ? connection.unwrap(Session.class).paths(prefix)
                    : List.of();
        });
    }
}
