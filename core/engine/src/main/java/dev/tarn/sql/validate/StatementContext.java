package dev.tarn.sql.validate;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.SearchPath;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What a statement is validated in.
 *
 * @param catalog the tables there are
 * @param path where names are looked up
 * @param timeZone the session's zone, in which current_date and now() are told
 * @param now when the statement started; now() all through it
 * @param parameters what its parameters stand for
 */
public record StatementContext(
        CatalogManager catalog, SearchPath path, ZoneId timeZone, Instant now, StatementParameters parameters) {
    /** Makes the context of a statement without parameters. */
    public StatementContext(CatalogManager catalog, SearchPath path, ZoneId timeZone, Instant now) {
        this(catalog, path, timeZone, now, StatementParameters.none());
    }

    /** Returns the context of a view, with a search path of its own and without parameters. */
    StatementContext withPath(SearchPath other) {
        return new StatementContext(catalog, other, timeZone, now, StatementParameters.none());
    }
}
