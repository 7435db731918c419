package dev.tarn.spi.predicate;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A conjunction of domains by column name (lower case); a column that is not named may have any value. Immutable.
 *
 * @param domains the domains, none of them {@link Domain#isAll}
 */
public record TupleDomain(Map<String, Domain> domains) {
    private static final TupleDomain ALL = new TupleDomain(Map.of());

    public TupleDomain {
        domains = java.util.Collections.unmodifiableMap(new TreeMap<>(domains));
    }

    /** Returns the domain of all rows. */
    public static TupleDomain all() {
        return ALL;
    }

    public Optional<Domain> domain(String columnName) {
        return Optional.ofNullable(domains.get(columnName));
    }

    /** Returns whether no row can match. */
    public boolean isNone() {
        return domains.values().stream().anyMatch(Domain::isNone);
    }

    /** Returns the rows that match both. */
    public TupleDomain intersect(TupleDomain other) {
        Map<String, Domain> both = new TreeMap<>(domains);
        other.domains.forEach((name, domain) -> both.merge(name, domain, Domain::intersect));
        return new TupleDomain(both);
    }
}
