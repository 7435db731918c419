package dev.tarn.catalog;

import dev.tarn.spi.catalog.ColumnSchema;
import java.util.List;

/** What a schema of Tarn's own catalog keeps under a name. */
public sealed interface CatalogEntry permits ViewDefinition, FileTableDefinition {
    /** Returns catalog, schema and name. */
    List<String> name();

    /** Returns the columns, partition columns last. */
    List<ColumnSchema> columns();
}
