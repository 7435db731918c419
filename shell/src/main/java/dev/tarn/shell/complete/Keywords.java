package dev.tarn.shell.complete;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The words of SQL that are coloured and completed. */
public final class Keywords {
    private static final Set<String> ALL =
            Set.of(String.join(" ", lines("keywords.txt")).split("\\s+"));
    /** Those after which a value is complete. */
    private static final Set<String> OPERANDS =
            Set.of("NULL", "TRUE", "FALSE", "END", "CURRENT_DATE", "CURRENT_TIMESTAMP", "ORDINALITY");

    private static final List<String> BEGINNINGS = List.of(
            "ALTER",
            "ANALYZE",
            "CRAWL",
            "CREATE",
            "DESCRIBE",
            "DROP",
            "EXPLAIN",
            "INSERT INTO",
            "MSCK REPAIR TABLE",
            "REPAIR WRITES",
            "SELECT",
            "SHOW",
            "UNLOAD",
            "VALUES",
            "WITH");
    private static final List<String> TYPES = List.of(
            "array(",
            "bigint",
            "boolean",
            "char(",
            "date",
            "decimal(",
            "double",
            "integer",
            "map(",
            "real",
            "row(",
            "smallint",
            "timestamp",
            "tinyint",
            "varbinary",
            "varchar");
    private static final List<String> HIVE_TYPES = List.of(
            "array<",
            "bigint",
            "binary",
            "boolean",
            "char(",
            "date",
            "decimal(",
            "double",
            "float",
            "int",
            "map<",
            "smallint",
            "string",
            "struct<",
            "timestamp",
            "tinyint",
            "varchar(");
    private static final Set<String> NOT_RESERVED = Set.of(
            "ADD",
            "ATTRIBUTES",
            "AVRO",
            "BUCKETS",
            "CASCADE",
            "CHANGE",
            "COLUMNS",
            "COMMENT",
            "COMPUTE",
            "CRAWL",
            "DATABASE",
            "DATABASES",
            "DELIMITED",
            "DRY",
            "FIELDS",
            "FORMAT",
            "FORMATTED",
            "JSON",
            "LAST",
            "LINES",
            "LOCATION",
            "ORC",
            "PARQUET",
            "PARTITIONS",
            "RENAME",
            "REPAIR",
            "REPLACE",
            "RESTORE",
            "RESTRICT",
            "RUN",
            "SCHEMA",
            "SCHEMAS",
            "STATISTICS",
            "STORED",
            "STRING",
            "SYNC",
            "TABLES",
            "TERMINATED",
            "VERSION",
            "VERSIONS",
            "VIEW",
            "VIEWS",
            "WRITES");

    private static final List<String> AFTER_TABLE = List.of(
            "AS",
            "CROSS JOIN",
            "FULL JOIN",
            "GROUP BY",
            "INNER JOIN",
            "JOIN",
            "LEFT JOIN",
            "LIMIT",
            "ON",
            "ORDER BY",
            "RIGHT JOIN",
            "UNION",
            "USING (",
            "WHERE");
    private static final List<String> AFTER_CONDITION =
            List.of("AND", "BETWEEN", "GROUP BY", "IN (", "IS", "LIKE", "LIMIT", "NOT", "OR", "ORDER BY");

    /** Those that have no place in queries. */
    private static final Set<String> OF_DEFINITIONS = Set.of(
            "ADD",
            "ALTER",
            "ANALYZE",
            "ATTRIBUTES",
            "AVRO",
            "BUCKETS",
            "CASCADE",
            "CHANGE",
            "CLUSTERED",
            "COLUMN",
            "COLUMNS",
            "COMMENT",
            "COMPUTE",
            "CRAWL",
            "CREATE",
            "DATABASE",
            "DATABASES",
            "DBPROPERTIES",
            "DELIMITED",
            "DESCRIBE",
            "DROP",
            "DRY",
            "EXECUTE",
            "EXPLAIN",
            "EXTENDED",
            "EXTERNAL",
            "FIELDS",
            "FORMAT",
            "FORMATTED",
            "FUNCTIONS",
            "INSERT",
            "INTO",
            "LINES",
            "LOCATION",
            "MSCK",
            "ORC",
            "PARQUET",
            "PARTITIONED",
            "PARTITIONS",
            "PREPARE",
            "RENAME",
            "REPAIR",
            "REPLACE",
            "RESTORE",
            "RESTRICT",
            "RUN",
            "SCHEMA",
            "SCHEMAS",
            "SERDE",
            "SERDEPROPERTIES",
            "SET",
            "SHOW",
            "STATISTICS",
            "STORED",
            "STRING",
            "STRUCT",
            "SYNC",
            "TABLE",
            "TABLES",
            "TBLPROPERTIES",
            "TERMINATED",
            "TEXTFILE",
            "TO",
            "UNLOAD",
            "VERSION",
            "VERSIONS",
            "VIEW",
            "VIEWS",
            "WRITES");

    /** What most often begins a value. */
    private static final List<String> OF_VALUES = List.of("CASE", "CAST (", "DISTINCT", "EXISTS (", "NOT", "NULL");

    /** What most often follows a value or a table, by the clause it stands in. */
    private static final Map<String, List<String>> BEHIND_VALUES = Map.of(
            "SELECT", List.of("AS", "FROM", "OVER ("),
            "FROM", AFTER_TABLE,
            "JOIN", AFTER_TABLE,
            "WHERE", AFTER_CONDITION,
            "ON", AFTER_CONDITION,
            "HAVING", AFTER_CONDITION,
            "GROUP", List.of("HAVING", "ORDER BY", "LIMIT"),
            "ORDER", List.of("ASC", "DESC", "NULLS FIRST", "NULLS LAST", "LIMIT", "OFFSET"));

    private Keywords() {}

    /** Returns the lines of a resource beside this class, without comments and empty ones. */
    static List<String> lines(String resource) {
        List<String> lines = new ArrayList<>();
        try (InputStream in = Keywords.class.getResourceAsStream(resource)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /** Returns those that have a place in queries. */
    static List<String> ofQueries() {
        return ALL.stream().filter(word -> !OF_DEFINITIONS.contains(word)).toList();
    }

    /** Returns what most often fits where a value begins, or behind one, in a clause. */
    static List<String> frequent(String clause, boolean isBehindValue) {
        return isBehindValue ? BEHIND_VALUES.getOrDefault(clause, List.of()) : OF_VALUES;
    }

    /** Returns all of them, in upper case. */
    static Set<String> all() {
        return ALL;
    }

    /** Returns what statements begin with. */
    static List<String> beginnings() {
        return BEGINNINGS;
    }

    /** Returns whether statements begin with this word, in any case. */
    static boolean beginsStatement(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return BEGINNINGS.stream().anyMatch(begin -> begin.equals(upper) || begin.startsWith(upper + " "));
    }

    /** Returns the types of queries, or those of Hive's DDL; a parenthesis or the like follows where one has to. */
    static List<String> types(boolean isHive) {
        return isHive ? HIVE_TYPES : TYPES;
    }

    /** Returns whether a word is one, in any case. */
    public static boolean contains(String word) {
        return ALL.contains(word.toUpperCase(Locale.ROOT));
    }

    /** Returns whether a name is to be quoted since it is a keyword. */
    static boolean isReserved(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return ALL.contains(upper) && !NOT_RESERVED.contains(upper);
    }

    /** Returns whether a value may be complete behind this word, in upper case: not behind a keyword, most often. */
    static boolean endsValue(String upper) {
        return !ALL.contains(upper) || OPERANDS.contains(upper) || NOT_RESERVED.contains(upper);
    }
}
