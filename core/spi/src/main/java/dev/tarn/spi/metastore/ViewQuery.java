package dev.tarn.spi.metastore;

import java.util.List;
import java.util.Map;

/**
 * A view.
 *
 * @param columns as they were when the view was made
 * @param query the text of its query
 * @param catalog where the query's names are looked up
 * @param database where the query's names are looked up
 * @param comment null if there is none
 */
public record ViewQuery(
        List<ColumnDefinition> columns,
        String query,
        String catalog,
        String database,
        String comment,
        Map<String, String> properties)
        implements RelationDefinition {
    public ViewQuery {
        columns = List.copyOf(columns);
        properties = Map.copyOf(properties);
    }

    @Override
    public RelationKind kind() {
        return RelationKind.VIEW;
    }
}
