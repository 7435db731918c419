package dev.tarn.catalog;

import dev.tarn.spi.metastore.Change;
import dev.tarn.spi.metastore.PartitionSummary;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.StoredRelation;
import dev.tarn.spi.metastore.WriteVisibility;

/**
 * A version of a table or view of Tarn's own catalog.
 *
 * @param entry what it says
 * @param stored the version; a change names it as its base
 * @param visibility which files of writes count, read in the same transaction
 * @param partitions how many were registered then
 * @param catalogVersion the version of the metastore then
 */
public record StoredEntry(
        CatalogEntry entry,
        StoredRelation stored,
        WriteVisibility visibility,
        PartitionSummary partitions,
        long catalogVersion) {
    /** Returns schema and name. */
    public RelationName relation() {
        return stored.name();
    }

    /** Returns who made the version, and when. */
    public Change change() {
        return stored.change();
    }
}
