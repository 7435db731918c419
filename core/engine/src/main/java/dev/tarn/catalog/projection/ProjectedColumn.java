package dev.tarn.catalog.projection;

import dev.tarn.spi.predicate.Domain;
import java.util.List;

/** What a partition column may have, as its properties say. Immutable. */
interface ProjectedColumn {
    /** Returns how many values there are; 1 if only a query can tell. */
    long count();

    /** Returns whether {@link #values} can answer for a domain, null for any value. */
    default boolean isKnown(Domain domain) {
        return true;
    }

    /** Returns how many values a domain allows at most; makes none of them. */
    long atMost(Domain domain);

    /**
     * Returns the values that a domain allows, each once, in order.
     *
     * @param domain null for any value
     * @param limit the most that is wanted
     * @throws dev.tarn.spi.error.TarnException EXCEEDED_LIMIT if there are more; CONSTRAINT_VIOLATION unless it
     *     {@linkplain #isKnown is known}
     */
    List<ProjectedValue> values(Domain domain, long limit);
}
