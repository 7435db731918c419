package dev.tarn.source.tpch;

import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Distributions;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.PartGenerator;
import io.trino.tpch.PartSupplierGenerator;
import io.trino.tpch.RegionGenerator;
import io.trino.tpch.SupplierGenerator;
import io.trino.tpch.TextPool;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.util.Iterator;

/** Starts the generators of the tables' rows. */
final class Generators {
    private static final int SMALL_POOL_BYTES = 64 * 1024;

    private Generators() {}

    /** What stands in for the pool of comments when nobody looks at them: every column has its own random numbers. */
    private static final class SmallPool {
        static final TextPool POOL = new TextPool(SMALL_POOL_BYTES, Distributions.getDefaultDistributions());
    }

    /**
     * Generates the rows of one part of a table.
     *
     * @param part from 1 to {@code partCount}
     * @param withComments whether comment columns must be right; they cost a large pool of text
     */
    static Iterator<? extends TpchEntity> rows(
            TpchTable<?> table, double scale, int part, int partCount, boolean withComments) {
        Distributions distributions = Distributions.getDefaultDistributions();
        TextPool pool = withComments ? TextPool.getDefaultTextPool() : SmallPool.POOL;
        Iterable<? extends TpchEntity> rows =
                switch (table.getTableName()) {
                    case "customer" -> new CustomerGenerator(scale, part, partCount, distributions, pool);
                    case "lineitem" -> new LineItemGenerator(scale, part, partCount, distributions, pool);
                    case "nation" -> new NationGenerator(distributions, pool);
                    case "orders" -> new OrderGenerator(scale, part, partCount, distributions, pool);
                    case "part" -> new PartGenerator(scale, part, partCount, distributions, pool);
                    case "partsupp" -> new PartSupplierGenerator(scale, part, partCount, pool);
                    case "region" -> new RegionGenerator(distributions, pool);
                    case "supplier" -> new SupplierGenerator(scale, part, partCount, distributions, pool);
                    default -> throw new IllegalArgumentException(table.getTableName());
                };
        return rows.iterator();
    }
}
