package dev.tarn.catalog.store;

import dev.tarn.spi.metastore.Attribute;
import dev.tarn.spi.metastore.AttributeTarget;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.StoredDatabase;
import dev.tarn.spi.metastore.WriteOutput;
import dev.tarn.spi.metastore.WriteRecord;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One state of a metastore in memory. Once others see it, neither it nor its maps change.
 *
 * @param lastId the last number that was given to a database or relation
 * @param lastWrite the last number that was given to a write
 */
record MemoryState(
        long version,
        long lastId,
        long lastWrite,
        NavigableMap<String, StoredDatabase> databases,
        NavigableMap<RelationName, MemoryRelation> relations,
        NavigableMap<AttributeTarget, NavigableMap<String, Attribute>> attributes,
        NavigableMap<Long, Write> writes) {
    private static final Comparator<String> NULLS_FIRST = Comparator.nullsFirst(Comparator.<String>naturalOrder());
    static final Comparator<RelationName> BY_NAME =
            Comparator.comparing(RelationName::database).thenComparing(RelationName::relation);
    private static final Comparator<AttributeTarget> BY_TARGET = Comparator.<AttributeTarget, String>comparing(
                    AttributeTarget::database)
            .thenComparing(AttributeTarget::relation, NULLS_FIRST)
            .thenComparing(AttributeTarget::column, NULLS_FIRST);

    /** A write and what it makes. */
    record Write(WriteRecord record, List<WriteOutput> outputs) {}

    static MemoryState empty() {
        return new MemoryState(
                0, 0, 0, new TreeMap<>(), new TreeMap<>(BY_NAME), new TreeMap<>(BY_TARGET), new TreeMap<>());
    }
}
