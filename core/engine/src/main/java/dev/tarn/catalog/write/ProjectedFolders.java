package dev.tarn.catalog.write;

import dev.tarn.catalog.file.PartitionValues;
import dev.tarn.catalog.projection.Projection;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Where the partitions of a table lie that projects them: there a query looks for its rows. Thread-safe. */
final class ProjectedFolders {
    private final WriteTarget target;
    private final Projection projection;

    /** @throws TarnException INVALID_PROPERTY for properties that are missing or wrong */
    ProjectedFolders(WriteTarget target) {
        this.target = target;
        this.projection = new Projection(
                target.partitionColumns(), target.definition().properties(), target.location(), Instant.now());
        projection.requireFolders();
    }

    /** Returns whether a table projects its partitions. */
    static boolean has(WriteTarget target) {
        return !target.partitionColumns().isEmpty()
                && Projection.isEnabled(target.definition().properties());
    }

    /**
     * Returns a partition's folder.
     *
     * @throws TarnException CONSTRAINT_VIOLATION if it is none of those that are projected; NOT_SUPPORTED if it lies on another
     *     storage than the table
     */
    Location folder(List<String> values) {
        List<ColumnSchema> columns = target.partitionColumns();
        List<Object> parsed = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            ColumnSchema column = columns.get(i);
            String text = values.get(i);
            parsed.add(PartitionValues.parse(text, column.type(), target.location(), column.name()));
            name.append(i == 0 ? "" : ", ").append(column.name()).append(" = ");
            name.append(text == null ? "NULL" : "'" + text + "'");
        }
        Location folder = projection
                .folderOf(parsed)
                .orElseThrow(() -> new TarnException(
                        ErrorCode.CONSTRAINT_VIOLATION,
                        target.position(),
                        target.operation() + " of the partition (" + name
                                + "), which the table's properties do not project: no query would find it"));
        if (!folder.scheme().equals(target.location().scheme())) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    target.position(),
                    target.operation() + " into the partition (" + name + "), which lies in " + folder
                            + " and so on another storage than the table");
        }
        return folder;
    }
}
