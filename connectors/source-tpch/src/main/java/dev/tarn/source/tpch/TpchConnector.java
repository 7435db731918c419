package dev.tarn.source.tpch;

import dev.tarn.spi.catalog.Connector;
import dev.tarn.spi.catalog.Table;
import io.trino.tpch.TpchTable;
import java.util.List;
import java.util.Optional;

/**
 * The catalog {@code tpch}: the TPC-H tables at any scale, generated while they are read, row by row what the
 * benchmark's own {@code dbgen} writes.
 *
 * <p>The schema is the scale: {@code tiny} (0.01) or {@code sf} and a number, as in {@code sf1} or {@code "sf0.1"}.
 * Columns keep the specification's names ({@code l_orderkey}). Keys are BIGINT, other whole numbers INTEGER, texts
 * VARCHAR of their greatest length, dates DATE; quantities, prices, discounts and taxes are {@code decimal(15,2)}, the
 * specification's "decimal" as its reference implementations read it, and not DOUBLE.
 *
 * <p>The first read of a comment column generates the pool that all comments are taken from (300 MB, kept as long as the
 * process lives); other columns do without it.
 */
public final class TpchConnector implements Connector {
    private static final double TINY_SCALE = 0.01;
    private static final List<String> SCHEMAS = List.of("tiny", "sf1", "sf10", "sf100", "sf300", "sf1000");

    @Override
    public String name() {
        return "tpch";
    }

    /** Returns the scales that are shown; others may be named. */
    @Override
    public List<String> schemas() {
        return SCHEMAS;
    }

    @Override
    public List<String> tables(String schema) {
        return scale(schema) <= 0
                ? List.of()
                : TpchTable.getTables().stream()
                        .map(TpchTable::getTableName)
                        .sorted()
                        .toList();
    }

    @Override
    public Optional<Table> table(String schema, String table) {
        double scale = scale(schema);
        if (scale <= 0) {
            return Optional.empty();
        }
        return TpchTable.getTables().stream()
                .filter(candidate -> candidate.getTableName().equals(table))
                .findFirst()
                .map(candidate -> new GeneratedTable(candidate, scale));
    }

    /** Returns the scale that a schema's name says, or -1 if there is no such schema. */
    private static double scale(String schema) {
        if (schema.equals("tiny")) {
            return TINY_SCALE;
        }
        if (!schema.matches("sf[0-9]{1,6}(\\.[0-9]{1,6})?")) {
            return -1;
        }
        double scale = Double.parseDouble(schema.substring(2));
        return scale > 0 ? scale : -1;
    }
}
