package dev.tarn.sql.parser;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A statement that looks at files and changes what the catalog knows of them. */
public sealed interface UpkeepStatement extends Statement {
    /**
     * ANALYZE [TABLE].
     *
     * @param partition the partitions meant, or null for all
     * @param columns the columns meant, lower case, or empty for all
     * @param withColumns false where only rows are counted, as COMPUTE STATISTICS without FOR COLUMNS does
     */
    record Analyze(Name table, PartitionSpec partition, List<Word> columns, boolean withColumns)
            implements UpkeepStatement {
        public Analyze {
            columns = List.copyOf(columns);
        }
    }

    /**
     * CRAWL.
     *
     * @param location the folder, as it is written
     * @param schema where the tables go
     * @param dryRun whether it prints only what it would do
     * @param properties those of WITH by their names in lower case, in their order
     */
    record Crawl(Word location, Name schema, boolean dryRun, Map<String, Value> properties) implements UpkeepStatement {
        public Crawl {
            properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        }
    }

    /** REPAIR WRITES: reclaims what writes that never ended left behind, in one table or, if it is null, in all. */
    record RepairWrites(Name table) implements UpkeepStatement {}
}
