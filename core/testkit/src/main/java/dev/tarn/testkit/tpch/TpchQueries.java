package dev.tarn.testkit.tpch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
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
        String resource = "/tpch/q" + (number < 10 ? "0" : "") + number + ".sql";
        try (InputStream in = TpchQueries.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no TPC-H query " + number);
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
