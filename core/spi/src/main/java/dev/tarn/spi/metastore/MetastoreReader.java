package dev.tarn.spi.metastore;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Questions to one state of a metastore; valid within one transaction and for its thread only. What is not there is empty
 * and no error: partitions and statistics of a table that there is not are none.
 */
public interface MetastoreReader {
    /** Returns the {@linkplain Metastore#version version} of this state. */
    long version();

    /** Returns the time by the catalog's own clock, which is the same for all processes that use it. */
    Instant now();

    /** Returns the names of all databases in order. */
    List<String> databases();

    Optional<StoredDatabase> database(String name);

    /** Returns the tables and views of a database in the order of their names; empty if there is no such database. */
    List<RelationSummary> relations(String database);

    /** Returns the comments of a database's tables and views, by their names in order; of those that have one. */
    SortedMap<String, String> comments(String database);

    /** Returns the newest version of a table or view. */
    Optional<StoredRelation> relation(RelationName name);

    /** Returns one version of a table or view that still exists. */
    Optional<StoredRelation> relation(RelationName name, long version);

    /** Returns who made which version of a table or view that still exists, the newest first. */
    List<Change> history(RelationName name);

    /** Returns how many partitions there are, and whether there ever were any. */
    PartitionSummary partitionSummary(RelationName table);

    default long partitionCount(RelationName table) {
        return partitionSummary(table).count();
    }

    /** Returns the partition of exactly these values. */
    Optional<Partition> partition(RelationName table, List<String> values);

    /**
     * Returns a page of partitions in the order of {@link PartitionKey#of}.
     *
     * @param after the values of the partition that the last page ended with, or null for the first page
     * @param limit the most partitions to return; fewer than that are the last
     */
    List<Partition> partitions(RelationName table, PartitionFilter filter, List<String> after, int limit);

    /** Returns the statistics of a whole table, as ANALYZE or a write left them, without sketches. */
    Optional<CollectedStatistics> statistics(RelationName table);

    /** Returns the statistics of those of the partitions that have some, without sketches. */
    List<CollectedStatistics> statistics(RelationName table, Collection<List<String>> partitions);

    /**
     * Returns the sketches of those columns that have some. They are many bytes, so what only estimates leaves them.
     *
     * @param partition the partition's values, or null for those of the whole table
     */
    Map<String, byte[]> sketches(RelationName table, List<String> partition);

    /** Returns the attributes of a database, table, view or column in the order of their names. */
    Map<String, String> attributes(AttributeTarget target);

    /** Returns the attributes that a filter lets through, ordered by target and name. */
    List<Attribute> attributes(AttributeFilter filter);

    /** Returns which writes count as done in this state. */
    WriteVisibility writeVisibility();

    Optional<WriteRecord> write(WriteId id);

    /** Returns the writes of one state in the order of their ids. */
    List<WriteRecord> writes(WriteState state);

    /** Returns what a write noted that it makes, in the order in which it was noted. */
    List<WriteOutput> outputs(WriteId id);
}
