package dev.tarn.catalog.crawl;

import dev.tarn.catalog.file.FileShape;
import dev.tarn.catalog.file.TypeWidening;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of a table while files are added to it: those there are in their order, then what files add; types widen. */
final class ColumnMerge {
    private final Map<String, ColumnSchema> columns = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    /** Whether a column that has no common type may become text; not one that somebody may rely on. */
    private final boolean mayBecomeText;

    ColumnMerge(List<ColumnSchema> columns, boolean mayBecomeText) {
        columns.forEach(column -> this.columns.put(column.name(), column));
        this.mayBecomeText = mayBecomeText;
    }

    /** Adds the columns of files, all or none; returns what is against it, or null. */
    String add(List<FileShape> files, List<String> without) {
        Map<String, ColumnSchema> before = new LinkedHashMap<>(columns);
        int noted = notes.size();
        for (FileShape file : files) {
            for (ColumnSchema column : file.columns()) {
                String conflict = without.contains(column.name()) ? null : add(file, column);
                if (conflict != null) {
                    columns.clear();
                    columns.putAll(before);
                    notes.subList(noted, notes.size()).clear();
                    return conflict;
                }
            }
        }
        return null;
    }

    private String add(FileShape file, ColumnSchema column) {
        if (column.type() == null) {
            return null;
        }
        ColumnSchema there = columns.get(column.name());
        if (there == null) {
            columns.put(column.name(), column);
            return null;
        }
        if (there.type() == null) {
            return null;
        }
        Optional<Type> common = TypeWidening.common(there.type(), column.type());
        boolean becomesText = common.isEmpty()
                && mayBecomeText
                && file.inference().isPresent()
                && !there.type().isNested()
                && !column.type().isNested();
        if (common.isEmpty() && !becomesText) {
            return "column " + column.name() + " is " + column.type().sqlName() + " in " + file.location() + " and "
                    + there.type().sqlName() + " in the table";
        }
        if (becomesText) {
            notes.add("column " + column.name() + " is read as text: it is "
                    + column.type().sqlName() + " in " + file.location() + " and "
                    + there.type().sqlName() + " elsewhere");
        }
        columns.put(
                column.name(),
                new ColumnSchema(column.name(), becomesText ? Type.VARCHAR : common.get(), null, there.comment()));
        return null;
    }

    List<ColumnSchema> columns() {
        return columns.values().stream()
                .map(column -> column.type() == null
                        ? column
                        : new ColumnSchema(column.name(), TypeWidening.known(column.type()), null, column.comment()))
                .toList();
    }

    /** Returns what became text, a line each. */
    List<String> notes() {
        return List.copyOf(notes);
    }
}
