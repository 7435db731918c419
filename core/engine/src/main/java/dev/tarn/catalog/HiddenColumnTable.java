package dev.tarn.catalog;

import dev.tarn.catalog.scan.WiderTable;
import dev.tarn.spi.catalog.Table;
import java.util.LinkedHashSet;
import java.util.Set;

/** A table whose hidden columns stand behind the others, for a query that names one of them. Thread-safe. */
public final class HiddenColumnTable extends WiderTable {
    private final Set<String> pruned;

    public HiddenColumnTable(Table table) {
        super(table, table.hiddenColumns());
        Set<String> names = new LinkedHashSet<>(table.exactlyPrunedColumns());
        table.hiddenColumns().forEach(column -> names.add(column.name()));
        this.pruned = names;
    }

    /** Returns whether a column, by its name in lower case, is one of those that {@code *} leaves out. */
    public boolean isHidden(String name) {
        return table().hiddenColumns().stream().anyMatch(column -> column.name().equals(name));
    }

    @Override
    public Set<String> exactlyPrunedColumns() {
        return pruned;
    }

    @Override
    public boolean readsFieldPaths() {
        return table().readsFieldPaths();
    }
}
