package dev.tarn.jdbc;

import dev.tarn.QueryResult;
import dev.tarn.Row;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What catalogs, schemas, tables and columns there are, read from the information schemas. What of it cannot be read, as the
 * columns of a view that does not work any more, is left out, and the connection has a warning.
 */
final class MetadataReader {
    static final String TABLE = "TABLE";
    static final String VIEW = "VIEW";

    private final TarnConnection connection;

    MetadataReader(TarnConnection connection) {
        this.connection = connection;
    }

    private List<Row> rows(String sql) throws SQLException {
        try (QueryResult result = connection.session().query(sql)) {
            return result.toRows();
        } catch (TarnException e) {
            throw JdbcErrors.translate(e);
        }
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Returns rows, or none and a warning if a source of tables does not answer. */
    private List<Row> lenient(String sql, String what) throws SQLException {
        try {
            return rows(sql);
        } catch (SQLException e) {
            if (ErrorCode.CLOSED.sqlState().equals(e.getSQLState())) {
                throw e;
            }
            connection.warn(what + " cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    /** Returns the catalogs in order. */
    List<String> catalogs() throws SQLException {
        connection.checkOpen();
        return connection.session().catalogs();
    }

    private List<String> catalogs(String catalog) throws SQLException {
        NamePattern wanted = NamePattern.ofName("%".equals(catalog) ? null : catalog);
        return catalogs().stream().filter(wanted::fits).toList();
    }

    /** Returns rows of a schema and its catalog, ordered by catalog and schema. */
    List<Object[]> schemas(String catalog, String schemaPattern) throws SQLException {
        NamePattern pattern = new NamePattern(schemaPattern);
        List<Object[]> found = new ArrayList<>();
        for (String name : catalogs(catalog)) {
            // The information schema's tables are not among those that are listed, so it is not either.
            String sql = "SELECT schema_name FROM " + quoted(name)
                    + ".information_schema.schemata WHERE schema_name <> 'information_schema'";
            lenient(sql, "the schemas of the catalog " + name).stream()
                    .map(row -> (String) row.value(0))
                    .filter(pattern::fits)
                    .sorted()
                    .forEach(schema -> found.add(new Object[] {schema, name}));
        }
        return found;
    }

    private static String where(NamePattern schema, NamePattern table) {
        String where = "";
        if (schema.onlyName() != null) {
            where = " WHERE table_schema = " + literal(schema.onlyName());
        }
        if (table != null && table.onlyName() != null) {
            where += (where.isEmpty() ? " WHERE " : " AND ") + "table_name = " + literal(table.onlyName());
        }
        return where;
    }

    /** Returns rows of getTables, ordered by type, catalog, schema and name. */
    List<Object[]> tables(String catalog, String schemaPattern, String tablePattern, String[] types)
            throws SQLException {
        NamePattern schema = new NamePattern(schemaPattern);
        NamePattern table = new NamePattern(tablePattern);
        Set<String> wanted = types == null ? null : upper(types);
        List<Object[]> found = new ArrayList<>();
        for (String name : catalogs(catalog)) {
            Map<List<Object>, Object> comments = comments(name, schema);
            String sql = "SELECT table_schema, table_name, table_type FROM " + quoted(name)
                    + ".information_schema.tables" + where(schema, null);
            for (Row row : lenient(sql, "the tables of the catalog " + name)) {
                String type = type(row);
                boolean fits = schema.fits((String) row.value(0))
                        && table.fits((String) row.value(1))
                        && (wanted == null || wanted.contains(type));
                if (fits) {
                    Object remarks = comments.get(List.of(row.value(0), row.value(1)));
                    found.add(
                            new Object[] {name, row.value(0), row.value(1), type, remarks, null, null, null, null, null
                            });
                }
            }
        }
        found.sort(Comparator.<Object[], String>comparing(row -> (String) row[3])
                .thenComparing(row -> (String) row[0])
                .thenComparing(row -> (String) row[1])
                .thenComparing(row -> (String) row[2]));
        return found;
    }

    /** Returns the comments of tables and views by schema and name. */
    private Map<List<Object>, Object> comments(String catalog, NamePattern schema) throws SQLException {
        String sql = "SELECT table_schema, table_name, comment FROM " + quoted(catalog)
                + ".information_schema.table_comments" + where(schema, null);
        Map<List<Object>, Object> comments = new HashMap<>();
        for (Row row : lenient(sql, "the comments of the catalog " + catalog)) {
            comments.put(List.of(row.value(0), row.value(1)), row.value(2));
        }
        return comments;
    }

    private static Set<String> upper(String[] types) {
        Set<String> all = new HashSet<>();
        for (String type : types) {
            if (type != null) {
                all.add(type.toUpperCase(Locale.ROOT));
            }
        }
        return all;
    }

    private static String type(Row table) {
        return table.value(2).equals(VIEW) ? VIEW : TABLE;
    }

    /** Returns rows of getColumns, ordered by catalog, schema, table and place. */
    List<Object[]> columns(String catalog, String schemaPattern, String tablePattern, String columnPattern)
            throws SQLException {
        NamePattern schema = new NamePattern(schemaPattern);
        NamePattern table = new NamePattern(tablePattern);
        NamePattern column = new NamePattern(columnPattern);
        List<Object[]> found = new ArrayList<>();
        for (String name : catalogs(catalog)) {
            for (Row row : columns(name, schema, table)) {
                boolean fits = schema.fits((String) row.value(0))
                        && table.fits((String) row.value(1))
                        && column.fits((String) row.value(2));
                if (fits) {
                    found.add(column(name, row));
                }
            }
        }
        found.sort(Comparator.<Object[], String>comparing(row -> (String) row[0])
                .thenComparing(row -> (String) row[1])
                .thenComparing(row -> (String) row[2])
                .thenComparing(row -> (Integer) row[16]));
        return found;
    }

    private static String columnsOf(String catalog, String where) {
        return "SELECT table_schema, table_name, column_name, data_type, ordinal_position, comment FROM "
                + quoted(catalog) + ".information_schema.columns" + where;
    }

    private List<Row> columns(String catalog, NamePattern schema, NamePattern table) throws SQLException {
        try {
            return rows(columnsOf(catalog, where(schema, table)));
        } catch (SQLException e) {
            if (ErrorCode.CLOSED.sqlState().equals(e.getSQLState())) {
                throw e;
            }
        }
        // One table that cannot be read must not hide the others.
        List<Row> all = new ArrayList<>();
        String sql = "SELECT table_schema, table_name FROM " + quoted(catalog) + ".information_schema.tables"
                + where(schema, null);
        for (Row row : lenient(sql, "the tables of the catalog " + catalog)) {
            if (schema.fits((String) row.value(0)) && table.fits((String) row.value(1))) {
                String where = " WHERE table_schema = " + literal((String) row.value(0)) + " AND table_name = "
                        + literal((String) row.value(1));
                all.addAll(lenient(columnsOf(catalog, where), "the columns of " + row.value(0) + "." + row.value(1)));
            }
        }
        return all;
    }

    private static Object[] column(String catalog, Row row) {
        ColumnType type = ColumnType.of((String) row.value(3));
        return new Object[] {
            catalog,
            row.value(0),
            row.value(1),
            row.value(2),
            type.jdbcType(),
            type.name(),
            type.size(),
            null,
            type.digits(),
            type.radix(),
            DatabaseMetaData.columnNullable,
            row.value(5),
            null,
            null,
            null,
            type.octets(),
            ((Number) row.value(4)).intValue(),
            "YES",
            null,
            null,
            null,
            null,
            "NO",
            "NO"
        };
    }
}
