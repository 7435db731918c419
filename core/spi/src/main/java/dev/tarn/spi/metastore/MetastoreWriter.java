package dev.tarn.spi.metastore;

import java.util.Collection;
import java.util.List;

/** A change in the making; valid within one transaction and for its thread only. Its questions see what it has changed. */
public interface MetastoreWriter extends MetastoreReader {
    /** @throws dev.tarn.spi.error.TarnException SCHEMA_ALREADY_EXISTS */
    StoredDatabase createDatabase(Database database);

    /**
     * Gives a database another comment, location or properties.
     *
     * @param base what the change was made from
     * @throws dev.tarn.spi.error.TarnException CONFLICT if that is not the newest version any more, naming who changed it
     *     and when, or that it is gone
     */
    StoredDatabase changeDatabase(StoredDatabase base, Database changed);

    /**
     * Forgets a database, and with it its tables, views and attributes.
     *
     * @return whether there was one
     */
    boolean dropDatabase(String name);

    /**
     * Keeps a new table or view as version 1.
     *
     * @param what the kind of change, for the history, as {@code CREATE TABLE}
     * @throws dev.tarn.spi.error.TarnException SCHEMA_NOT_FOUND, TABLE_ALREADY_EXISTS
     */
    StoredRelation createRelation(RelationName name, RelationDefinition definition, String what);

    /**
     * Keeps a new version of a table or view. To restore an old version, its definition is kept anew.
     *
     * @param base what the change was made from
     * @param what the kind of change, for the history, as {@code ALTER TABLE ADD COLUMNS}
     * @throws dev.tarn.spi.error.TarnException CONFLICT if that is not the newest version any more, naming who changed it
     *     and when, or that it is gone
     */
    StoredRelation changeRelation(StoredRelation base, RelationDefinition changed, String what);

    /**
     * Forgets a table or view with its versions, partitions, statistics and attributes.
     *
     * @return whether there was one
     */
    boolean dropRelation(RelationName name);

    /**
     * Adds partitions to a table, in bulk.
     *
     * @param ifExists what becomes of those whose values are there already
     * <p>From then on the table's partitions {@linkplain PartitionSummary#wereRegistered were registered}, even if none is
     * given.
     *
     * @return how many were added or replaced
     * @throws dev.tarn.spi.error.TarnException TABLE_NOT_FOUND; PARTITION_ALREADY_EXISTS with {@link IfExists#FAIL}
     */
    long addPartitions(RelationName table, Collection<Partition> partitions, IfExists ifExists);

    /**
     * Forgets partitions and their statistics.
     *
     * @return how many there were
     */
    long dropPartitions(RelationName table, Collection<List<String>> partitions);

    /** Keeps statistics in place of those of the same table or partition. */
    void putStatistics(RelationName table, Collection<CollectedStatistics> statistics);

    /** Forgets all statistics of a table and its partitions. */
    void dropStatistics(RelationName table);

    /** Sets an attribute, or takes it away if {@code value} is null. The target need not exist. */
    void setAttribute(AttributeTarget target, String name, String value);

    /** Begins a write: gives it the next id and the state OPEN. */
    WriteRecord beginWrite(WriteRequest request);

    /**
     * Notes what an open write is about to make.
     *
     * @throws dev.tarn.spi.error.TarnException CONFLICT if the write is not open
     */
    void addOutputs(WriteId id, Collection<WriteOutput> outputs);

    /**
     * Ends an open write: from this transaction on its files count, or never will.
     *
     * @param state COMMITTED or ABORTED
     * @throws dev.tarn.spi.error.TarnException CONFLICT if the write is not open, as when a repair has ended it
     */
    void endWrite(WriteId id, WriteState state);

    /**
     * Notes that the files of an aborted write were removed. It is remembered all the same.
     *
     * @throws dev.tarn.spi.error.TarnException CONFLICT if the write is open or committed
     */
    void markCleaned(WriteId id);

    /**
     * Forgets a write that was cleaned, and with it what it noted. A file of it that turned up later would count: who calls
     * has looked that there is none, so long after the write ended that none can come.
     *
     * @throws dev.tarn.spi.error.TarnException CONFLICT if the write was not cleaned
     */
    void forgetWrite(WriteId id);
}
