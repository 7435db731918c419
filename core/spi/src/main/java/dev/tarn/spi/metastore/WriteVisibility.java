package dev.tarn.spi.metastore;

import java.util.Set;

/**
 * Which files count in one state of a catalog: those of its writes that were committed by then, and all that this catalog
 * has not written. It goes with the definitions that were read in the same transaction. Immutable.
 *
 * @param catalog {@link Metastore#id}
 * @param lastNumber the number of the last write that had begun; 0 for none
 * @param uncommitted the numbers of those that were not committed
 */
public record WriteVisibility(String catalog, long lastNumber, Set<Long> uncommitted) {
    public WriteVisibility {
        uncommitted = Set.copyOf(uncommitted);
    }

    /** Returns whether a file counts, by its name without folders. */
    public boolean isVisible(String fileName) {
        return WriteId.ofFile(fileName).map(this::isVisible).orElse(true);
    }

    /** Returns whether the files of a write count. */
    public boolean isVisible(WriteId id) {
        return !id.catalog().equals(catalog) || id.number() <= lastNumber && !uncommitted.contains(id.number());
    }
}
