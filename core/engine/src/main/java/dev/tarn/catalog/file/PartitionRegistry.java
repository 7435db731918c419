package dev.tarn.catalog.file;

import dev.tarn.spi.predicate.TupleDomain;
import java.util.List;

/** The partitions that a catalog knows of a table. Thread-safe. */
public interface PartitionRegistry {
    /** Returns how many there are. */
    long count();

    /** Returns whether {@link #find} can answer for a predicate; if not, it says why. */
    default boolean canFind(TupleDomain predicate) {
        return true;
    }

    /** Returns whether a partition's location may be a file, so that it is looked for where there is no folder. */
    default boolean mayNameFiles() {
        return false;
    }

    /** Returns those that {@code predicate} allows; no others are fetched where that can be told. May block. */
    List<RegisteredPartition> find(TupleDomain predicate);
}
