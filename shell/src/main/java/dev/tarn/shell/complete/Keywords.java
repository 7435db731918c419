package dev.tarn.shell.complete;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
