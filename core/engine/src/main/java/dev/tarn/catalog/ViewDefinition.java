package dev.tarn.catalog;

import dev.tarn.spi.catalog.ColumnSchema;
import java.util.List;

/**
 * A view.
 *
 * @param name catalog, schema and view
 * @param columns the columns as they were when the view was made
 * @param columnNames names that replace the query's, or empty
 * @param queryText the query
 * @param path where the query's names are looked up
 * @param comment null if there is none
 */
public record ViewDefinition(
        List<String> name,
        List<ColumnSchema> columns,
        List<String> columnNames,
        String queryText,
        SearchPath path,
        String comment)
        implements Relation, CatalogEntry {
    public ViewDefinition {
        name = List.copyOf(name);
        columns = List.copyOf(columns);
        columnNames = List.copyOf(columnNames);
    }
}
