package dev.tarn.sql.validate;

import dev.tarn.catalog.CalciteTable;
import dev.tarn.catalog.HiddenColumnTable;
import dev.tarn.catalog.TableHandle;
import dev.tarn.catalog.ViewDefinition;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.sql.parser.Positions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Set<String> keys = new HashSet<>();
    private final Map<String, TableHandle> handlesByKey = new HashMap<>();
    private final List<UsedView> views = new ArrayList<>();
    private final Map<InStatement, String> prefixes = new HashMap<>();

    /**
     * Returns an identifier that Calcite resolves to the table.
     *
     * @param withHidden whether the table's hidden columns may be named
     */
    SqlIdentifier reference(TableHandle handle, SqlParserPos position, boolean withHidden) {
        boolean hidden = withHidden && !handle.table().hiddenColumns().isEmpty();
        String key = (hidden ? "$$" : "$") + String.join("$", handle.name());
        handles.putIfAbsent(handle.name(), handle);
        TableHandle known = handles.get(handle.name());
        handlesByKey.put(key, known);
        if (keys.add(key)) {
            root.add(
                    key,
                    new CalciteTable(
                            hidden ? new TableHandle(known.name(), new HiddenColumnTable(known.table())) : known));
        }
        return new SqlIdentifier(key, position.withQuoting(true));
    }

    /** Returns the columns, without the hidden ones, of the table that an identifier of {@link #reference} stands for. */
    Optional<List<ColumnSchema>> columns(SqlIdentifier reference) {
        return reference.isSimple()
                ? Optional.ofNullable(handlesByKey.get(reference.getSimple()))
                        .map(handle -> handle.table().columns())
                : Optional.empty();
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

    /** Notes that a name stands before a point and names no table. */
    void prefix(SqlIdentifier name) {
        prefixes.put(Positions.of(name.getParserPosition()), name.getSimple());
    }

    /** Returns the error with other words if it is that no column has the name of a {@linkplain #prefix prefix}. */
    TarnException explained(TarnException error) {
        InStatement place = error.position()
                .filter(InStatement.class::isInstance)
                .map(InStatement.class::cast)
                .orElse(null);
        String name = error.code() == ErrorCode.COLUMN_NOT_FOUND ? prefixes.get(place) : null;
        return name == null
                ? error
                : new TarnException(
                        error.code(), place, "FROM has no table or alias " + name + ", and no column " + name, error);
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
