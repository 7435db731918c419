package dev.tarn.testkit.tpch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The 22 queries with the specification's validation parameters (TPC-H 3.0.1, chapter 2.4), in SQL that Tarn, Trino and
 * DuckDB read alike. Query 15 uses a common table expression, one of the variants that the specification allows.
 */
public final class TpchQueries {
    /** How many queries there are; they count from 1. */
    public static final int COUNT = 22;
    /** The tables in the order of their size. */
    public static final List<String> TABLES =
            List.of("region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem");

    private static final int IMPORTANT_STOCK = 11;
    private static final BigDecimal IMPORTANT_STOCK_FRACTION = new BigDecimal("0.0001");

    private TpchQueries() {}

    /** Returns the text of query {@code number} for scale 1. */
    public static String text(int number) {
        return resource("/tpch/q" + (number < 10 ? "0" : "") + number + ".sql");
    }

    /** Returns the statements that make the tables of {@link TpchFiles} known to Tarn. */
    public static List<String> createExternalTables(Path folder) {
        String script = resource("/tpch/tables.sql")
                .replace("${folder}", folder.toAbsolutePath().toString());
        return Arrays.stream(script.split(";"))
                .map(String::strip)
                .filter(sql -> !sql.isEmpty())
                .toList();
    }

    /** Returns the statements that make the tables of {@link TpchFiles} known to DuckDB. */
    public static List<String> createDuckDbViews(Path folder) {
        return TABLES.stream()
                .map(table -> "CREATE VIEW " + table + " AS SELECT * FROM read_parquet('" + folder.toAbsolutePath()
                        + "/" + table + "/*.parquet')")
                .toList();
    }

    private static String resource(String name) {
        try (InputStream in = TpchQueries.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text of query {@code number} for a scale, which the parameter of query 11 depends on. */
    public static String text(int number, double scale) {
        String text = text(number);
        if (number != IMPORTANT_STOCK) {
            return text;
        }
        BigDecimal fraction = IMPORTANT_STOCK_FRACTION.divide(BigDecimal.valueOf(scale), MathContext.DECIMAL64);
        return text.replace(IMPORTANT_STOCK_FRACTION.toPlainString(), fraction.toPlainString());
    }
}
