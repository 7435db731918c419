package dev.tarn.sql.validate;

import dev.tarn.catalog.CalciteTable;
import dev.tarn.catalog.TableHandle;
import dev.tarn.catalog.ViewDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The tables and views that a statement names; Calcite sees a schema of these and no other. One thread. */
final class StatementTables {
    private static final CalciteConnectionConfig CONFIG =
            CalciteConnectionConfigImpl.DEFAULT.set(CalciteConnectionProperty.CASE_SENSITIVE, "false");

    /** A view and where the statement names it first. */
    record UsedView(ViewDefinition view, SqlParserPos position) {}

    private final CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    private final Map<List<String>, TableHandle> handles = new LinkedHashMap<>();
    private final List<UsedView> views = new ArrayList<>();

    /** Returns an identifier that Calcite resolves to the table. */
    SqlIdentifier reference(TableHandle handle, SqlParserPos position) {
        String key = "$" + String.join("$", handle.name());
        if (handles.putIfAbsent(handle.name(), handle) == null) {
            root.add(key, new CalciteTable(handle));
        }
        return new SqlIdentifier(key, position.withQuoting(true));
    }

    /** Returns whether a table has this name, which may lack the catalog. */
    boolean has(List<String> name) {
        return handles.keySet().stream()
                .anyMatch(full -> full.size() >= name.size()
                        && full.subList(full.size() - name.size(), full.size()).equals(name));
    }

    /** Returns the table of a path that the statement has named before. */
    Optional<TableHandle> ofPath(String path) {
        return Optional.ofNullable(handles.get(List.of(path)));
    }

    void usesView(ViewDefinition view, SqlParserPos position) {
        views.add(new UsedView(view, position));
    }

    List<UsedView> views() {
        return List.copyOf(views);
    }

    List<TableHandle> handles() {
        return List.copyOf(handles.values());
    }

    CalciteCatalogReader reader(RelDataTypeFactory factory) {
        return new CalciteCatalogReader(root, List.of(), factory, CONFIG);
    }
}
