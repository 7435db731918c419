package dev.tarn.testkit.tpch;

import dev.tarn.spi.catalog.Connector;
import dev.tarn.spi.catalog.Table;
import dev.tarn.testkit.ParquetWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * The TPC-H tables as Parquet files, a folder a table, with the types that DuckDB's own generator gives the columns:
 * decimals {@code decimal(15,2)}, keys BIGINT, nation and region keys INTEGER, dates DATE, texts VARCHAR.
 *
 * <p>Written by DuckDB: Snappy, row groups of 250,000 rows, large tables as several files.
 */
public final class TpchFiles {
    /** The rows of a row group, but for a file's last. */
    public static final int ROW_GROUP_ROWS = 250_000;

    private static final long ROWS_OF_A_FILE = 500_000;
    private static final Map<String, Integer> LEAST_FILES = Map.of("lineitem", 4, "orders", 2, "partsupp", 2);
    private static final Map<String, String> DUCKDB_TYPES = Map.ofEntries(
            Map.entry("c_nationkey", "INTEGER"),
            Map.entry("l_linenumber", "BIGINT"),
            Map.entry("n_nationkey", "INTEGER"),
            Map.entry("n_regionkey", "INTEGER"),
            Map.entry("ps_availqty", "BIGINT"),
            Map.entry("r_regionkey", "INTEGER"),
            Map.entry("s_nationkey", "INTEGER"));

    private TpchFiles() {}

    /**
     * Writes the tables at a scale unless they are there already.
     *
     * @param connector the source of the rows, as {@code tpch} is
     * @param folder gets a folder for each table; made if missing, and complete once its file {@code _complete} is there
     * @return {@code folder}
     */
    public static Path write(Connector connector, double scale, Path folder) {
        return write(connector, scale, folder, ROW_GROUP_ROWS);
    }

    /** Writes the tables with row groups of {@code rowGroupRows} rows, at least 2,048. */
    public static Path write(Connector connector, double scale, Path folder, int rowGroupRows) {
        Path complete = folder.resolve("_complete");
        if (Files.exists(complete)) {
            return folder;
        }
        try {
            Files.createDirectories(folder);
            // Another process may be at it too: each writes beside and the first to finish a table wins.
            Path building = Files.createTempDirectory(folder, "_building");
            for (String table : TpchQueries.TABLES) {
                writeTable(connector, scale, table, building.resolve(table), rowGroupRows);
                if (!Files.exists(folder.resolve(table))) {
                    Files.move(building.resolve(table), folder.resolve(table), StandardCopyOption.ATOMIC_MOVE);
                }
            }
            Files.delete(building);
            Files.createFile(complete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static void writeTable(Connector connector, double scale, String name, Path folder, int rowGroupRows)
            throws IOException {
        String schema = "sf"
                + new BigDecimal(Double.toString(scale)).stripTrailingZeros().toPlainString();
        Table table = connector
                .table(schema, name)
                .orElseThrow(() -> new IllegalArgumentException("there is no table " + schema + "." + name));
        Files.createDirectories(folder);
        new ParquetWriter(table)
                .withTypes(DUCKDB_TYPES)
                .withRowGroupRows(rowGroupRows)
                .withFiles(LEAST_FILES.getOrDefault(name, 1), ROWS_OF_A_FILE)
                .write(folder);
    }
}
