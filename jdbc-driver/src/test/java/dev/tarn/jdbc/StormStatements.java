package dev.tarn.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Statements of every kind that may take a while, and the files, tables and objects that they are about. */
final class StormStatements implements AutoCloseable {
    private static final String LINES = "tpch.sf1.lineitem";
    private static final int COPIES = 8;
    private static final int SMALL_FILES = 1_000;

    /**
     * A kind of statement; {@code #} in its texts is a number that no other statement has.
     *
     * @param prepare what is run before, or null
     * @param sql what is cancelled
     * @param effect a query that counts what the statement did: 0 if nothing; null for statements that do nothing
     * @param folder a folder that must hold no file after it was cancelled, or null
     */
    record Kind(String name, String prepare, String sql, String effect, String folder) {
        static Kind query(String name, String sql) {
            return new Kind(name, null, sql, null, null);
        }

        Kind numbered(int number) {
            return new Kind(name, put(prepare, number), put(sql, number), put(effect, number), put(folder, number));
        }

        private static String put(String text, int number) {
            return text == null ? null : text.replace("#", Integer.toString(number));
        }
    }

    private final Path folder;
    private final SlowBucketServer bucket;

    /** Writes the files, by a connection of its own. */
    StormStatements(Path folder, int rows) throws SQLException, IOException {
        this.folder = folder;
        try (Connection connection = java.sql.DriverManager.getConnection("jdbc:tarn:threads=1");
                Statement statement = connection.createStatement()) {
            statement.execute("UNLOAD (SELECT * FROM " + LINES + " LIMIT " + rows + ") TO '" + folder.resolve("one")
                    + "' WITH (format = 'PARQUET')");
            statement.execute("UNLOAD (SELECT * FROM tpch.tiny.nation) TO '" + folder.resolve("nation")
                    + "' WITH (format = 'PARQUET')");
        }
        Path one = onlyFile(folder.resolve("one"));
        link(one, folder.resolve("lines"), COPIES, "%05d.parquet");
        Path nation = onlyFile(folder.resolve("nation"));
        link(nation, folder.resolve("many"), SMALL_FILES, "%05d.parquet");
        link(nation, folder.resolve("parts"), SMALL_FILES, "day=%d/x.parquet");
        link(nation, folder.resolve("raw"), SMALL_FILES / 5, "t%d/x.parquet");
        bucket = new SlowBucketServer(Files.readAllBytes(one));
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.max((a, b) ->
                            Long.compare(a.toFile().length(), b.toFile().length()))
                    .orElseThrow();
        }
    }

    private static void link(Path file, Path folder, int count, String name) throws IOException {
        for (int i = 0; i < count; i++) {
            Path link = folder.resolve(String.format(java.util.Locale.ROOT, name, i));
            Files.createDirectories(link.getParent());
            Files.createLink(link, file);
        }
    }

    SlowBucketServer bucket() {
        return bucket;
    }

    /** Returns what a connection needs to find all of it. */
    String settings() {
        return "s3.endpoint=" + bucket.address()
                + ";s3.access_key_id=key;s3.secret_access_key=secret;s3.region=eu-west-1";
    }

    private String in(String path) {
        return "'" + folder.resolve(path) + "'";
    }

    /** Returns the statements. */
    List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>(queries());
        kinds.addAll(readsOfS3());
        kinds.addAll(planning());
        kinds.addAll(writes());
        kinds.addAll(upkeep());
        return kinds;
    }

    private List<Kind> queries() {
        String files = in("lines/*.parquet");
        return List.of(
                Kind.query("scan", "SELECT max(l_comment), sum(l_quantity), count(DISTINCT l_partkey) FROM " + files),
                Kind.query("stream", "SELECT * FROM " + files),
                Kind.query("generated scan", "SELECT l_comment FROM " + LINES),
                Kind.query("rare rows", "SELECT l_orderkey FROM " + LINES + " WHERE l_comment LIKE '%z%q%z%q%z%'"),
                Kind.query(
                        "join",
                        "SELECT count(*), max(b.l_comment) FROM " + files + " a JOIN " + files
                                + " b ON a.l_partkey = b.l_partkey AND a.l_comment <> b.l_comment"),
                Kind.query(
                        "nested loops",
                        "SELECT count(*) FROM " + LINES + " a JOIN " + LINES + " b ON a.l_comment < b.l_comment"),
                Kind.query("sort", "SELECT l_comment, l_orderkey FROM " + files + " ORDER BY l_comment, l_orderkey"),
                Kind.query("sort of numbers", "SELECT l_partkey, l_tax FROM " + files + " ORDER BY l_partkey, l_tax"),
                Kind.query("top rows", "SELECT * FROM " + files + " ORDER BY l_comment LIMIT 300000"),
                Kind.query(
                        "groups",
                        "SELECT count(*), max(c) FROM (SELECT l_orderkey, l_comment, count(*) AS c FROM " + files
                                + " GROUP BY l_orderkey, l_comment)"),
                Kind.query(
                        "explain analyze",
                        "EXPLAIN ANALYZE SELECT count(*), max(l_comment) FROM " + files + " GROUP BY l_suppkey"));
    }

    /** Returns statements that wait for a storage, in all of their stages, longer than anybody has patience. */
    List<Kind> readsOfS3() {
        String table = " (l_orderkey bigint, l_partkey bigint, l_comment string) ";
        String location = " STORED AS PARQUET LOCATION 's3://lake/";
        return List.of(
                Kind.query("S3 footers", "SELECT count(l_tax) FROM 's3://lake/deaf/*.parquet'"),
                Kind.query("S3 columns", "SELECT max(l_orderkey) FROM 's3://lake/slow/*.parquet'"),
                Kind.query("S3 rows", "SELECT * FROM 's3://lake/slow/*.parquet'"),
                Kind.query("S3 listing", "SELECT count(*) FROM 's3://lake/list/*.parquet'"),
                Kind.query(
                        "S3 explain analyze", "EXPLAIN ANALYZE SELECT max(l_orderkey) FROM 's3://lake/slow/*.parquet'"),
                new Kind(
                        "S3 to files",
                        null,
                        "CREATE TABLE copied_# WITH (external_location = " + in("copied_#")
                                + ") AS SELECT * FROM 's3://lake/slow/*.parquet'",
                        "SELECT count(*) FROM copied_#",
                        "copied_#"),
                new Kind(
                        "S3 analyze",
                        "CREATE EXTERNAL TABLE far_#" + table + location + "slow/'",
                        "ANALYZE TABLE far_# COMPUTE STATISTICS FOR COLUMNS",
                        null,
                        null),
                new Kind(
                        "S3 repair",
                        "CREATE EXTERNAL TABLE farparts_#" + table + "PARTITIONED BY (day int)" + location + "list/'",
                        "MSCK REPAIR TABLE farparts_#",
                        null,
                        null),
                new Kind("S3 crawl", "CREATE SCHEMA far_#", "CRAWL 's3://lake/list/' INTO SCHEMA far_#", null, null));
    }

    private List<Kind> planning() {
        String list = IntStream.range(0, 30_000).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return List.of(
                Kind.query("many files", "SELECT max(n_name) FROM " + in("many/*.parquet") + " WHERE n_nationkey > #"),
                Kind.query("long text", "SELECT count(*) FROM tpch.tiny.lineitem WHERE l_orderkey IN (" + list + ")"));
    }

    private List<Kind> writes() {
        String rows = " SELECT l_orderkey, l_partkey, l_comment FROM " + LINES;
        String inserted = "CREATE TABLE inserted_# WITH (external_location = " + in("inserted_#")
                + ") AS SELECT l_orderkey, l_partkey, l_comment FROM tpch.tiny.lineitem WHERE l_orderkey < 0";
        return List.of(
                new Kind(
                        "create table as",
                        null,
                        "CREATE TABLE made_# WITH (external_location = " + in("made_#") + ") AS" + rows,
                        "SELECT count(*) FROM made_#",
                        "made_#"),
                new Kind(
                        "insert",
                        inserted,
                        "INSERT INTO inserted_#" + rows,
                        "SELECT count(*) FROM inserted_#",
                        "inserted_#"),
                new Kind(
                        "unload",
                        null,
                        "UNLOAD (" + rows + ") TO " + in("unloaded_#") + " WITH (format = 'PARQUET')",
                        "SELECT count(*) FROM " + in("unloaded_#/*"),
                        "unloaded_#"));
    }

    private List<Kind> upkeep() {
        String columns = "n_nationkey bigint, n_name string";
        String lines = "CREATE EXTERNAL TABLE lines_# (l_orderkey bigint, l_partkey bigint, l_comment string)"
                + " STORED AS PARQUET LOCATION " + in("lines");
        String parts = "CREATE EXTERNAL TABLE parts_# (" + columns
                + ") PARTITIONED BY (day int) STORED AS PARQUET LOCATION " + in("parts")
                // Else folders count as partitions until the first is registered.
                + " TBLPROPERTIES ('tarn.partitions' = 'registered')";
        return List.of(
                new Kind("analyze", lines, "ANALYZE TABLE lines_# COMPUTE STATISTICS FOR COLUMNS", null, null),
                new Kind(
                        "repair",
                        parts,
                        "MSCK REPAIR TABLE parts_#",
                        "SELECT count(*) FROM \"parts_#$partitions\"",
                        null),
                new Kind(
                        "crawl",
                        "CREATE SCHEMA raw_#",
                        "CRAWL " + in("raw") + " INTO SCHEMA raw_#",
                        "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'raw_#'",
                        null));
    }

    @Override
    public void close() {
        bucket.close();
    }
}
