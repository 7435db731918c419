package dev.tarn.catalog;

import dev.tarn.spi.catalog.Table;
import java.util.List;

/**
 * A table of one statement: from its planning to its last row it stands for one state of the data.
 *
 * @param name catalog, schema and table in lower case, or only the path of a table that is one
 * @param table the table itself
 */
public record TableHandle(List<String> name, Table table) implements Relation {
    public TableHandle {
        name = List.copyOf(name);
    }

    /** Returns the name as EXPLAIN shows it. */
    public String displayName() {
        return String.join(".", name);
    }
}
