package dev.tarn.sql.parser;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.parser.generated.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Collects the parts of a DDL statement for the generated parser, and checks what the grammar cannot. One thread. */
public final class DdlBuilder {
    private static final Set<String> OTHER_TABLES = Set.of("ICEBERG", "DELTA", "HUDI");

    private final List<ColumnSchema> columns = new ArrayList<>();
    private final List<ColumnSchema> partitionColumns = new ArrayList<>();
    private final Set<String> columnNames = new HashSet<>();
    private boolean external;
    private String comment;
    private final DdlFiles files = new DdlFiles();
    private final Set<String> clauses = new HashSet<>();
    private String location;
    private InStatement locationPosition;
    private Map<String, String> properties = Map.of();
    private InStatement propertiesPosition;
    private TableStatement.Buckets buckets;
    private SqlParserPos transform;
    private SqlParserPos last = SqlParserPos.ZERO;
    private RefusedStatement refused;

    public void external() {
        external = true;
    }

    public void at(SqlParserPos position) {
        last = position;
    }

    public void comment(String text) {
        comment = text;
    }

    public void location(String text, SqlParserPos position) {
        location = text;
        locationPosition = Positions.of(position);
    }

    public void properties(Map<String, String> values, SqlParserPos position) {
        properties = values;
        propertiesPosition = Positions.of(position);
    }

    /** Adds a column of {@code type}: a {@link Type}, or the text of a nested one that cannot be read. */
    public void column(SqlIdentifier name, Object type, String columnComment, boolean partition) {
        String lower = lower(name.getSimple());
        if (!columnNames.add(lower)) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    Positions.of(name.getParserPosition()),
                    "the column \"" + lower + "\" is declared twice");
        }
        if (type instanceof Type readable && !(partition && readable.isNested())) {
            (partition ? partitionColumns : columns).add(new ColumnSchema(lower, readable, null, columnComment));
        } else if (partition) {
            throw unsupported("a partition column of type " + type, name.getParserPosition());
        } else {
            columns.add(new ColumnSchema(lower, null, "the type " + type, columnComment));
        }
    }

    /** Notes that a clause begins. */
    public void clause(String name, SqlParserPos position) {
        if (!clauses.add(name)) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT, Positions.of(position), name + " stands twice in the statement");
        }
    }

    /** Returns where the clauses go that say how files are read. */
    public DdlFiles files() {
        return files;
    }

    /** Adds a property to those of a list. */
    public static void property(Map<String, String> properties, String name, String value, SqlParserPos position) {
        boolean known = properties.keySet().stream().anyMatch(name::equalsIgnoreCase);
        if (known) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT, Positions.of(position), "the property '" + name + "' is set twice");
        }
        properties.put(name, value);
    }

    /** Returns whether DESCRIBE's next word is an option and not a table's name. */
    public static boolean isDescribeOption(Token word, Token next) {
        boolean option = word.image.equalsIgnoreCase("EXTENDED") || word.image.equalsIgnoreCase("FORMATTED");
        return option && !next.image.isEmpty() && !next.image.equals(".");
    }

    /** Returns whether DESCRIBE's next word says what is described and is not its name. */
    public static boolean isDescribeKind(Token word, Token next) {
        boolean kind = word.image.equalsIgnoreCase("TABLE") || word.image.equalsIgnoreCase("VIEW");
        return kind && !next.image.isEmpty() && !next.image.equals(".");
    }

    /** Notes a clause that is not supported; the statement is parsed to its end and then refused. */
    public void refuse(String what, SqlParserPos position) {
        refused = refused == null ? new RefusedStatement(what, Positions.of(position)) : refused;
    }

    /** Makes the statement of what was collected. */
    public Statement createTable(Statement.Name name, boolean ifNotExists) {
        if (refused != null) {
            return refused;
        }
        String type = tableType();
        if (OTHER_TABLES.contains(type)) {
            return new RefusedStatement("CREATE TABLE with 'table_type' = '" + type + "'", Positions.of(last));
        }
        if (transform != null) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    Positions.of(transform),
                    "a column of PARTITIONED BY needs a type; only Iceberg tables partition by functions of columns");
        }
        return new TableStatement.CreateTable(
                name,
                ifNotExists,
                external ? null : Positions.of(last),
                columns,
                partitionColumns,
                buckets,
                files.collected(),
                location,
                locationPosition,
                comment,
                properties,
                propertiesPosition);
    }

    private String tableType() {
        return properties.entrySet().stream()
                .filter(property -> property.getKey().equalsIgnoreCase("table_type"))
                .map(property -> property.getValue().toUpperCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }

    /** Makes a CREATE VIEW whose query starts at the given place; its text is filled in by {@link TarnParser}. */
    public static ViewStatement.CreateView createView(
            SqlIdentifier name,
            boolean replace,
            SqlNodeList columns,
            String comment,
            SqlNode query,
            int line,
            int column) {
        Set<String> seen = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (SqlNode node : columns) {
            String lower = lower(((SqlIdentifier) node).getSimple());
            if (!seen.add(lower)) {
                throw new TarnException(
                        ErrorCode.INVALID_STATEMENT,
                        Positions.of(node.getParserPosition()),
                        "the column \"" + lower + "\" is named twice");
            }
            names.add(lower);
        }
        return new ViewStatement.CreateView(
                name(name), replace, names, comment, query.toString(), InStatement.at(line, column));
    }

    /** Returns the name of an identifier. */
    public static Statement.Name name(SqlIdentifier identifier) {
        return name(identifier.names, identifier);
    }

    /** Returns the name of an identifier of Hive's DDL, where backticks around a whole {@code schema.table} quote both. */
    public static Statement.Name hiveName(SqlIdentifier identifier) {
        List<String> parts =
                identifier.isSimple() ? Arrays.asList(identifier.getSimple().split("\\.", -1)) : identifier.names;
        return name(parts.contains("") ? identifier.names : parts, identifier);
    }

    private static Statement.Name name(List<String> parts, SqlIdentifier identifier) {
        return new Statement.Name(
                parts.stream().map(DdlBuilder::lower).toList(), Positions.of(identifier.getParserPosition()));
    }

    /** Returns a name with its parts in lower case. */
    public static Statement.Name lower(Statement.Name name) {
        return new Statement.Name(name.parts().stream().map(DdlBuilder::lower).toList(), name.position());
    }

    /** Returns a text and where it stands. */
    public static Statement.Word word(String text, SqlParserPos position) {
        return new Statement.Word(text, Positions.of(position));
    }

    /** Returns the name of a column in lower case, or null for null. */
    public static Statement.Word word(SqlIdentifier name) {
        return name == null ? null : word(lower(name.getSimple()), name.getParserPosition());
    }

    /** Returns a path, or a name that stands in strings, as it is written. */
    public static Statement.Name path(List<String> parts, SqlParserPos position) {
        return new Statement.Name(parts, Positions.of(position));
    }

    /** Returns {@code table} in {@code schema}, as SHOW COLUMNS IN table IN schema has it. */
    public static Statement.Name inSchema(Statement.Name schema, Statement.Name table) {
        List<String> parts = new ArrayList<>(schema.parts());
        parts.addAll(table.parts());
        return new Statement.Name(parts, table.position());
    }

    /** Returns the columns that were added and are not the folders'. */
    public List<ColumnSchema> columns() {
        return columns;
    }

    /** Notes CLUSTERED BY. */
    public void buckets(SqlNodeList names, int count, SqlParserPos position) {
        if (count < 1) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT, Positions.of(position), "a table has at least one bucket");
        }
        List<Statement.Word> words = WriteBuilder.columns(names, "CLUSTERED BY");
        for (Statement.Word word : words) {
            if (columns.stream().noneMatch(column -> column.name().equals(word.text()))) {
                throw new TarnException(
                        ErrorCode.COLUMN_NOT_FOUND,
                        word.position(),
                        "CLUSTERED BY names a column of the files; there is no " + word.text());
            }
        }
        buckets = new TableStatement.Buckets(
                words.stream().map(Statement.Word::text).toList(), count);
    }

    /** Notes a column of PARTITIONED BY without a type, which only Iceberg's tables have. */
    public void partitionTransform(SqlIdentifier name) {
        transform = name.getParserPosition();
    }

    /** Returns the error that {@code what} is not supported. */
    public static TarnException notSupported(String what, SqlParserPos position) {
        return new TarnException(ErrorCode.NOT_SUPPORTED, Positions.of(position), what + " is not supported");
    }

    /** Returns the error that {@code what} is not supported. */
    public TarnException unsupported(String what, SqlParserPos position) {
        return notSupported(what, position);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
