package dev.tarn.catalog;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.metastore.Partition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** How the files of a registered partition are read, in so far as it says something else than its table. */
public final class PartitionReading {
    private PartitionReading() {}

    /** Returns whether a partition says nothing of its own about how its files are read. */
    static boolean isTables(Partition partition) {
        return partition.storage() == null
                && partition.columns() == null
                && partition.properties().isEmpty();
    }

    static FileStorage storage(Partition partition, FileTableDefinition table) {
        return partition.storage() == null ? table.storage() : StoredDefinitions.storage(partition.storage());
    }

    static FormatOptions options(Partition partition, FileTableDefinition table) {
        List<ColumnSchema> columns =
                partition.columns() == null ? table.fileColumns() : StoredDefinitions.columns(partition.columns());
        Map<String, String> properties = new HashMap<>(table.properties());
        properties.putAll(partition.properties());
        return storage(partition, table).options(properties, columns);
    }

    /**
     * Returns in what a partition's files are read differently from the table's, so that a file made for the table would be
     * read wrongly in the partition; empty if in nothing.
     */
    public static Optional<String> difference(Partition partition, FileTableDefinition table) {
        if (isTables(partition)) {
            return Optional.empty();
        }
        String format = storage(partition, table).format();
        if (!format.equals(table.storage().format())) {
            return Optional.of(
                    "they are " + format + " and not " + table.storage().format());
        }
        FormatOptions own = options(partition, table);
        FormatOptions tables = table.options();
        if (!Objects.equals(own.serde(), tables.serde())) {
            return Optional.of("their SerDe is " + own.serde() + " and not " + tables.serde());
        }
        TreeSet<String> names = new TreeSet<>(own.properties().keySet());
        names.addAll(tables.properties().keySet());
        for (String name : names) {
            String value = own.properties().get(name);
            String usual = tables.properties().get(name);
            if (!Objects.equals(value, usual)) {
                return Optional.of("their property " + name + " is " + quoted(value) + " and not " + quoted(usual));
            }
        }
        return sameColumns(own.columns(), tables.columns()) ? Optional.empty() : Optional.of("they have other columns");
    }

    private static String quoted(String value) {
        return value == null ? "not set" : "'" + value + "'";
    }

    private static boolean sameColumns(List<ColumnSchema> left, List<ColumnSchema> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            boolean same = left.get(i).name().equals(right.get(i).name())
                    && Objects.equals(left.get(i).type(), right.get(i).type());
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
