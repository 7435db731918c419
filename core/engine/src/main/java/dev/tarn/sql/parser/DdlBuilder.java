package dev.tarn.sql.parser;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.sql.parser.generated.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Collects the parts of a DDL statement for the generated parser, and checks what the grammar cannot. One thread. */
public final class DdlBuilder {
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
    private SqlParserPos last = SqlParserPos.ZERO;

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

    public void properties(Map<String, String> values) {
        properties = values;
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

    /** Makes the statement of what was collected. */
    public Statement createTable(SqlIdentifier name, boolean ifNotExists) {
        if (!external) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    Positions.of(last),
                    "a table over files is made by CREATE EXTERNAL TABLE ... LOCATION '...'");
        }
        if (location == null) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    Positions.of(name.getParserPosition()),
                    "CREATE EXTERNAL TABLE needs a LOCATION");
        }
        return new Statement.CreateTable(
                name(name),
                ifNotExists,
                columns,
                partitionColumns,
                files.collected(),
                location,
                locationPosition,
                comment,
                properties);
    }

    /** Makes a CREATE VIEW whose query starts at the given place; its text is filled in by {@link TarnParser}. */
    public static Statement createView(
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
        return new Statement.CreateView(
                name(name), replace, names, comment, query.toString(), InStatement.at(line, column));
    }

    /** Returns the name of an identifier, or null for null. */
    public static Statement.Name name(SqlIdentifier identifier) {
        if (identifier == null) {
            return null;
        }
        return new Statement.Name(
                identifier.names.stream().map(DdlBuilder::lower).toList(),
                Positions.of(identifier.getParserPosition()));
    }

    /** Returns a path, or a name that stands in strings, as it is written. */
    public static Statement.Name path(List<String> parts, SqlParserPos position) {
        return new Statement.Name(parts, Positions.of(position));
    }

    /** Returns {@code table} in {@code schema}, as SHOW COLUMNS IN table IN schema has it. */
    public static SqlIdentifier inSchema(SqlIdentifier schema, SqlIdentifier table) {
        List<String> parts = new ArrayList<>(schema.names);
        parts.addAll(table.names);
        return new SqlIdentifier(parts, table.getParserPosition());
    }

    /** Returns whether a type of this name has types within. */
    public static boolean isNested(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "ARRAY", "MAP", "STRUCT", "UNIONTYPE" -> true;
            default -> false;
        };
    }

    /**
     * Returns a type of Hive's DDL that has types within: a {@link Type}, or the text of one that cannot be read.
     *
     * @param names the fields' names, lower case, or nulls
     * @param types what this method or {@link #type} returned
     */
    public static Object nestedType(String word, List<String> names, List<Object> types, SqlParserPos position) {
        String kind = word.toUpperCase(Locale.ROOT);
        int wanted = kind.equals("ARRAY") ? 1 : kind.equals("MAP") ? 2 : types.size();
        boolean named = names.stream().noneMatch(java.util.Objects::isNull);
        boolean unnamed = names.stream().allMatch(java.util.Objects::isNull);
        if (types.size() != wanted || (kind.equals("STRUCT") ? !named : !unnamed)) {
            throw new TarnException(
                    ErrorCode.TYPE_MISMATCH,
                    Positions.of(position),
                    "a nested type is array<type>, map<type, type> or struct<name:type, ...>");
        }
        boolean readable = !kind.equals("UNIONTYPE") && types.stream().allMatch(Type.class::isInstance);
        if (!readable) {
            StringJoiner text = new StringJoiner(", ", lower(word) + "<", ">");
            for (int i = 0; i < types.size(); i++) {
                text.add((names.get(i) == null ? "" : names.get(i) + ":") + types.get(i));
            }
            return text.toString();
        }
        return switch (kind) {
            case "ARRAY" -> Type.array((Type) types.get(0));
            case "MAP" -> Type.map((Type) types.get(0), (Type) types.get(1));
            default -> {
                List<TypeField> fields = new ArrayList<>();
                for (int i = 0; i < types.size(); i++) {
                    fields.add(new TypeField(names.get(i), (Type) types.get(i)));
                }
                yield Type.row(fields);
            }
        };
    }

    /**
     * Returns a type of Hive's DDL.
     *
     * @param first the first number in parentheses, or -1
     * @param second the second, or -1
     */
    public static Type type(SqlIdentifier name, int first, int second) {
        String word = name.getSimple().toUpperCase(Locale.ROOT);
        return switch (word) {
            case "BOOLEAN" -> Type.BOOLEAN;
            case "TINYINT" -> Type.TINYINT;
            case "SMALLINT" -> Type.SMALLINT;
            case "INT", "INTEGER" -> Type.INTEGER;
            case "BIGINT" -> Type.BIGINT;
            case "FLOAT", "REAL" -> Type.REAL;
            case "STRING" -> Type.VARCHAR;
            case "VARCHAR" -> first < 0 ? Type.VARCHAR : Type.varchar(first);
            case "CHAR" -> Type.charType(Math.max(1, first));
            case "BINARY", "VARBINARY" -> Type.VARBINARY;
            case "DATE" -> Type.DATE;
            case "TIMESTAMP" -> Type.timestamp(6);
            case "TIME" -> new Type(TypeKind.TIME, first < 0 ? 3 : Math.min(first, 6), 0);
            case "DECIMAL", "DEC", "NUMERIC" -> decimal(name, first, second);
            default ->
                throw new TarnException(
                        ErrorCode.TYPE_MISMATCH,
                        Positions.of(name.getParserPosition()),
                        "there is no type " + word.toLowerCase(Locale.ROOT)
                                + "; a column of a table over files is BOOLEAN, "
                                + "TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL(p, s), CHAR(n), VARCHAR(n), STRING, "
                                + "BINARY, DATE, TIMESTAMP, array<type>, map<type, type> or struct<name:type, ...>");
        };
    }

    private static Type decimal(SqlIdentifier name, int first, int second) {
        int precision = first < 0 ? 10 : first;
        int scale = Math.max(0, second);
        if (precision < 1 || precision > Type.MAX_DECIMAL_PRECISION || scale > precision) {
            throw new TarnException(
                    ErrorCode.TYPE_MISMATCH,
                    Positions.of(name.getParserPosition()),
                    "decimal(" + precision + ", " + scale + "): a decimal has 1 to " + Type.MAX_DECIMAL_PRECISION
                            + " digits, of which at most all are fractional");
        }
        return Type.decimal(precision, scale);
    }

    /** Returns the value of a string literal of Hive's DDL, whose quotes are the first and last character. */
    public static String unescape(String image) {
        StringBuilder text = new StringBuilder(image.length());
        int end = image.length() - 1;
        for (int i = 1; i < end; i++) {
            char c = image.charAt(i);
            if (c != '\\' || i + 1 == end) {
                text.append(c);
                continue;
            }
            i++;
            char escaped = image.charAt(i);
            if (escaped == 'u' && i + 4 < end && image.substring(i + 1, i + 5).matches("[0-9a-fA-F]{4}")) {
                text.append((char) Integer.parseInt(image.substring(i + 1, i + 5), 16));
                i += 4;
            } else if (escaped >= '0' && escaped <= '1' && i + 2 < end && isOctal(image, i + 1)) {
                text.append((char) Integer.parseInt(image.substring(i, i + 3), 8));
                i += 2;
            } else {
                text.append(
                        switch (escaped) {
                            case 'n' -> "\n";
                            case 't' -> "\t";
                            case 'r' -> "\r";
                            case 'b' -> "\b";
                            case 'Z' -> "\u001A";
                            case '0' -> "\0";
                            case '%' -> "\\%";
                            case '_' -> "\\_";
                            default -> String.valueOf(escaped);
                        });
            }
        }
        return text.toString();
    }

    private static boolean isOctal(String image, int from) {
        return image.charAt(from) >= '0'
                && image.charAt(from) <= '7'
                && image.charAt(from + 1) >= '0'
                && image.charAt(from + 1) <= '7';
    }

    /** Returns the error that {@code what} is not supported. */
    public TarnException unsupported(String what, SqlParserPos position) {
        return new TarnException(ErrorCode.NOT_SUPPORTED, Positions.of(position), what + " is not supported");
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
