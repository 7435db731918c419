package dev.tarn.catalog;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A schema of Tarn's own catalog. Thread-safe; changes are made by {@link CatalogManager} alone. */
final class Schema {
    private final String comment;
    private final Map<String, CatalogEntry> entries = new ConcurrentSkipListMap<>();

    Schema(String comment) {
        this.comment = comment;
    }

    String comment() {
        return comment;
    }

    Map<String, CatalogEntry> entries() {
        return entries;
    }
}
