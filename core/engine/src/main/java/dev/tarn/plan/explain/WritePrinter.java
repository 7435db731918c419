package dev.tarn.plan.explain;

import dev.tarn.catalog.write.WriteTarget;
import dev.tarn.plan.physical.PhysicalWrite;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.WriteOptions.SortedColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What EXPLAIN says of a write. */
final class WritePrinter {
    private WritePrinter() {}

    static String title(PhysicalWrite write) {
        WriteTarget target = write.target();
        return "Write " + target.description() + " [" + target.format().name().toLowerCase(Locale.ROOT) + "]";
    }

    static void details(PhysicalWrite write, List<String> lines) {
        WriteTarget target = write.target();
        lines.add("columns " + names(target.fileColumns()));
        if (!target.partitionColumns().isEmpty()) {
            lines.add("partitions by " + names(target.partitionColumns()));
        }
        if (target.bucketCount() > 0) {
            List<ColumnSchema> columns = target.bucketColumns().stream()
                    .map(target.fileColumns()::get)
                    .toList();
            lines.add(target.bucketCount() + " buckets by " + names(columns));
        }
        if (!target.options().sortOrder().isEmpty()) {
            List<String> order = new ArrayList<>();
            for (SortedColumn column : target.options().sortOrder()) {
                order.add(target.fileColumns().get(column.columnIndex()).name() + (column.descending() ? " desc" : ""));
            }
            lines.add("sorted by " + String.join(", ", order));
        }
    }

    private static String names(List<ColumnSchema> columns) {
        return String.join(", ", columns.stream().map(ColumnSchema::name).toList());
    }
}
