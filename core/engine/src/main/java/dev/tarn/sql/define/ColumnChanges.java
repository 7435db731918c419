package dev.tarn.sql.define;

import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.text.NearestNames;
import dev.tarn.sql.parser.Statement.Word;
import dev.tarn.sql.parser.TableStatement.ChangeColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns of a table's or partition's files, and what ALTER TABLE makes of them. Immutable. */
record ColumnChanges(FileTableDefinition table, List<ColumnSchema> columns, InStatement position) {
    /** @throws TarnException INVALID_STATEMENT if a name is taken */
    ColumnChanges added(List<ColumnSchema> more) {
        List<ColumnSchema> all = new ArrayList<>(columns);
        all.addAll(more);
        return checked(all);
    }

    /** @throws TarnException INVALID_STATEMENT if a name is a partition column's */
    ColumnChanges replaced(List<ColumnSchema> others) {
        return checked(others);
    }

    /** @throws TarnException COLUMN_NOT_FOUND; INVALID_STATEMENT for a partition column, or if the new name is taken */
    ColumnChanges changed(ChangeColumn change) {
        int index = index(change.column());
        ColumnSchema old = columns.get(index);
        ColumnSchema spoken = change.changed();
        ColumnSchema next = spoken.comment() == null
                ? new ColumnSchema(spoken.name(), spoken.type(), spoken.unsupported(), old.comment())
                : spoken;
        List<ColumnSchema> all = new ArrayList<>(columns);
        all.remove(index);
        int place = index;
        if (change.first()) {
            place = 0;
        } else if (change.after() != null) {
            int before = index(change.after());
            if (before == index) {
                throw new TarnException(
                        ErrorCode.INVALID_STATEMENT, change.after().position(), "a column cannot stand behind itself");
            }
            place = all.indexOf(columns.get(before)) + 1;
        }
        all.add(place, next);
        return checked(all);
    }

    private int index(Word name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name.text())) {
                return i;
            }
        }
        boolean ofPartition = table.partitionColumns().stream()
                .anyMatch(column -> column.name().equals(name.text()));
        if (ofPartition) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    name.position(),
                    name.text() + " is a partition column, which cannot be changed");
        }
        List<String> names = columns.stream().map(ColumnSchema::name).toList();
        throw new TarnException(
                ErrorCode.COLUMN_NOT_FOUND,
                name.position(),
                "the table has no column " + name.text() + NearestNames.hint(name.text(), names));
    }

    private ColumnChanges checked(List<ColumnSchema> all) {
        Set<String> names = new HashSet<>();
        table.partitionColumns().forEach(column -> names.add(column.name()));
        for (ColumnSchema column : all) {
            if (!names.add(column.name())) {
                throw new TarnException(
                        ErrorCode.INVALID_STATEMENT, position, "the table has a column " + column.name() + " already");
            }
        }
        return new ColumnChanges(table, all, position);
    }
}
