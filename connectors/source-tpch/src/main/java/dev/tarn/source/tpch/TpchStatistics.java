package dev.tarn.source.tpch;

import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.catalog.TableStatistics;
import dev.tarn.spi.predicate.Domain.ByteText;
import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.PartGenerator;
import io.trino.tpch.SupplierGenerator;
import io.trino.tpch.TpchTable;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * Row counts, ranges and distinct values as the specification gives them (TPC-H 3.0.1, 4.2.3). Every range holds for every
 * row; only a key's bounds are always values that occur.
 */
final class TpchStatistics {
    private static final int SUPPLIERS_OF_A_PART = 4;
    private static final int AVERAGE_LINES_OF_AN_ORDER = 4;
    /** How many rows lineitem has at the scales that are used most; the specification gives no formula. */
    private static final Map<Double, Long> LINE_COUNTS = Map.of(
            0.01, 60_175L,
            0.1, 600_572L,
            1.0, 6_001_215L,
            10.0, 59_986_052L,
            100.0, 600_037_902L,
            300.0, 1_799_989_091L,
            1000.0, 5_999_989_709L);

    private final double scale;
    private final Map<String, ColumnStatistics> columns = new HashMap<>();

    private TpchStatistics(double scale) {
        this.scale = scale;
    }

    /** Returns what is known of a table. */
    static TableStatistics of(TpchTable<?> table, double scale) {
        TpchStatistics statistics = new TpchStatistics(scale);
        switch (table.getTableName()) {
            case "customer" -> statistics.customer();
            case "lineitem" -> statistics.lineItem();
            case "nation" -> statistics.nation();
            case "orders" -> statistics.orders();
            case "part" -> statistics.part();
            case "partsupp" -> statistics.partSupplier();
            case "region" -> statistics.region();
            default -> statistics.supplier();
        }
        return new TableStatistics(rowCount(table, scale), statistics.columns);
    }

    /** Returns how many rows there are: exact, but for lineitem at rare scales. */
    static long rowCount(TpchTable<?> table, double scale) {
        long keys = (long) (keyBase(table) * scale);
        return switch (table.getTableName()) {
            case "nation" -> 25;
            case "region" -> 5;
            case "partsupp" -> keys * SUPPLIERS_OF_A_PART;
            case "lineitem" -> LINE_COUNTS.getOrDefault(scale, keys * AVERAGE_LINES_OF_AN_ORDER);
            default -> keys;
        };
    }

    /** Returns how many keys a table's generator counts at scale 1, or 0 if it has the same rows at every scale. */
    static int keyBase(TpchTable<?> table) {
        return switch (table.getTableName()) {
            case "customer" -> CustomerGenerator.SCALE_BASE;
            case "orders", "lineitem" -> OrderGenerator.SCALE_BASE;
            case "part", "partsupp" -> PartGenerator.SCALE_BASE;
            case "supplier" -> SupplierGenerator.SCALE_BASE;
            default -> 0;
        };
    }

    private void customer() {
        long rows = (long) (CustomerGenerator.SCALE_BASE * scale);
        key("c_custkey", rows);
        text("c_name", null, null, rows);
        text("c_address", null, null, rows);
        whole("c_nationkey", 0, 24, 25);
        text("c_phone", null, null, rows);
        money("c_acctbal", -99_999, 999_999, rows);
        text("c_mktsegment", "AUTOMOBILE", "MACHINERY", 5);
        text("c_comment", null, null, rows);
    }

    private void orders() {
        long rows = (long) (OrderGenerator.SCALE_BASE * scale);
        orderKey("o_orderkey");
        // Every third customer has no order.
        long customers = (long) (CustomerGenerator.SCALE_BASE * scale);
        whole("o_custkey", 1, customers, customers * 2 / 3);
        text("o_orderstatus", "F", "P", 3);
        money("o_totalprice", 0, MAX_PRICE_CENTS * 7 * 108 / 100, rows);
        dates("o_orderdate", "1992-01-01", "1998-08-02");
        text("o_orderpriority", "1-URGENT", "5-LOW", 5);
        text("o_clerk", null, null, Math.max(1, (long) (1000 * scale)));
        whole("o_shippriority", 0, 0, 1);
        text("o_comment", null, null, rows);
    }

    private static final long MAX_RETAIL_CENTS = 90_000 + 20_000 + 99_900;
    private static final long MAX_PRICE_CENTS = MAX_RETAIL_CENTS * 50;

    private void lineItem() {
        long orders = (long) (OrderGenerator.SCALE_BASE * scale);
        orderKey("l_orderkey");
        whole("l_partkey", 1, parts(), parts());
        whole("l_suppkey", 1, suppliers(), suppliers());
        whole("l_linenumber", 1, 7, 7);
        money("l_quantity", 100, 5_000, 50);
        money("l_extendedprice", 0, MAX_PRICE_CENTS, Math.min(orders * 4, parts() * 50));
        money("l_discount", 0, 10, 11);
        money("l_tax", 0, 8, 9);
        text("l_returnflag", "A", "R", 3);
        text("l_linestatus", "F", "O", 2);
        dates("l_shipdate", "1992-01-02", "1998-12-01");
        dates("l_commitdate", "1992-01-31", "1998-10-31");
        dates("l_receiptdate", "1992-01-03", "1998-12-31");
        text("l_shipinstruct", "COLLECT COD", "TAKE BACK RETURN", 4);
        text("l_shipmode", "AIR", "TRUCK", 7);
        text("l_comment", null, null, orders * 4);
    }

    private void part() {
        key("p_partkey", parts());
        text("p_name", null, null, parts());
        text("p_mfgr", "Manufacturer#1", "Manufacturer#5", 5);
        text("p_brand", "Brand#11", "Brand#55", 25);
        text("p_type", "ECONOMY ANODIZED BRASS", "STANDARD POLISHED TIN", 150);
        whole("p_size", 1, 50, 50);
        text("p_container", "JUMBO BAG", "WRAP PKG", 40);
        money("p_retailprice", 90_000, MAX_RETAIL_CENTS, parts());
        text("p_comment", null, null, parts());
    }

    private void partSupplier() {
        whole("ps_partkey", 1, parts(), parts());
        whole("ps_suppkey", 1, suppliers(), suppliers());
        whole("ps_availqty", 1, 9_999, 9_999);
        money("ps_supplycost", 100, 100_000, 99_901);
        text("ps_comment", null, null, parts() * SUPPLIERS_OF_A_PART);
    }

    private void supplier() {
        key("s_suppkey", suppliers());
        text("s_name", null, null, suppliers());
        text("s_address", null, null, suppliers());
        whole("s_nationkey", 0, 24, 25);
        text("s_phone", null, null, suppliers());
        money("s_acctbal", -99_999, 999_999, suppliers());
        text("s_comment", null, null, suppliers());
    }

    private void nation() {
        columns.put("n_nationkey", new ColumnStatistics(0L, 24L, true, 0, 25));
        text("n_name", "ALGERIA", "VIETNAM", 25);
        whole("n_regionkey", 0, 4, 5);
        text("n_comment", null, null, 25);
    }

    private void region() {
        columns.put("r_regionkey", new ColumnStatistics(0L, 4L, true, 0, 5));
        text("r_name", "AFRICA", "MIDDLE EAST", 5);
        text("r_comment", null, null, 5);
    }

    private long parts() {
        return (long) (PartGenerator.SCALE_BASE * scale);
    }

    private long suppliers() {
        return (long) (SupplierGenerator.SCALE_BASE * scale);
    }

    private void key(String name, long max) {
        columns.put(name, new ColumnStatistics(1L, max, true, 0, max));
    }

    /** Order keys use 8 of every 32 numbers. */
    private void orderKey(String name) {
        long orders = (long) (OrderGenerator.SCALE_BASE * scale);
        long max = orders >>> 3 << 5 | orders & 7;
        columns.put(name, new ColumnStatistics(1L, max, true, 0, orders));
    }

    private void whole(String name, long min, long max, long distinct) {
        columns.put(name, new ColumnStatistics(min, max, false, 0, distinct));
    }

    private void money(String name, long minCents, long maxCents, long distinct) {
        BigInteger min = BigInteger.valueOf(minCents);
        BigInteger max = BigInteger.valueOf(maxCents);
        columns.put(name, new ColumnStatistics(min, max, false, 0, Math.min(distinct, maxCents - minCents + 1)));
    }

    private void dates(String name, String first, String last) {
        long min = LocalDate.parse(first).toEpochDay();
        long max = LocalDate.parse(last).toEpochDay();
        columns.put(name, new ColumnStatistics(min, max, false, 0, max - min + 1));
    }

    private void text(String name, String min, String max, long distinct) {
        columns.put(name, new ColumnStatistics(bytes(min), bytes(max), false, 0, distinct));
    }

    private static ByteText bytes(String text) {
        return text == null ? null : new ByteText(text.getBytes(StandardCharsets.UTF_8));
    }
}
