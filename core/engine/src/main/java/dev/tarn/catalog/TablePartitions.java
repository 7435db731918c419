package dev.tarn.catalog;

import dev.tarn.catalog.file.PartitionFolder;
import dev.tarn.catalog.file.PartitionValues;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.IfExists;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.metastore.PartitionFilter;
import dev.tarn.spi.metastore.PartitionFilter.Values;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.storage.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The registered partitions of a table. Values are texts in one form for each value of the column's type: {@code '01'} of
 * an INT column is {@code 1}.
 */
public final class TablePartitions {
    private static final int PAGE = 1_000;

    private final OwnCatalog catalog;
    private final RelationName table;
    private final FileTableDefinition definition;

    TablePartitions(OwnCatalog catalog, RelationName table, FileTableDefinition definition) {
        this.catalog = catalog;
        this.table = table;
        this.definition = definition;
    }

    /** Returns the columns, the outermost first. */
    public List<ColumnSchema> columns() {
        return definition.partitionColumns();
    }

    /**
     * Returns the values of a partition.
     *
     * @param spec the value of each partition column, null for NULL, by name in lower case
     * @throws TarnException INVALID_STATEMENT unless all columns and no others are named; HIVE_INVALID_PARTITION_VALUE for
     *     a value that is none of its column's type
     */
    public List<String> values(Map<String, String> spec, InStatement position) {
        check(spec, position);
        List<String> values = new ArrayList<>();
        for (ColumnSchema column : columns()) {
            if (!spec.containsKey(column.name())) {
                throw new TarnException(
                        ErrorCode.INVALID_STATEMENT,
                        position,
                        "the partition says no value of " + column.name() + "; the table is partitioned by " + names());
            }
            values.add(text(column, spec.get(column.name()), position));
        }
        return values;
    }

    /**
     * Returns the filter of the partitions that have some values.
     *
     * @param spec the values of some or all partition columns
     * @throws TarnException as {@link #values} does
     */
    public PartitionFilter filter(Map<String, String> spec, InStatement position) {
        check(spec, position);
        List<Values> columns = new ArrayList<>();
        for (ColumnSchema column : columns()) {
            columns.add(
                    spec.containsKey(column.name())
                            ? Values.oneOf(Collections.singleton(text(column, spec.get(column.name()), position)))
                            : Values.any());
        }
        return new PartitionFilter(columns);
    }

    private void check(Map<String, String> spec, InStatement position) {
        for (String name : spec.keySet()) {
            if (columns().stream().noneMatch(column -> column.name().equals(name))) {
                String why = columns().isEmpty()
                        ? table + " has no partitions"
                        : name + " is no partition column of " + table + "; it is partitioned by " + names();
                throw new TarnException(ErrorCode.INVALID_STATEMENT, position, why);
            }
        }
    }

    private String names() {
        return String.join(", ", columns().stream().map(ColumnSchema::name).toList());
    }

    private static String text(ColumnSchema column, String value, InStatement position) {
        try {
            return PartitionValues.canonical(value, column.type(), column.name());
        } catch (TarnException e) {
            throw e.at(position);
        }
    }

    /** Returns the folder that a partition has unless it is told another: {@code key=value} below the table's. */
    public Location folder(List<String> values) {
        StringBuilder text = new StringBuilder(definition.location().text());
        for (int i = 0; i < values.size(); i++) {
            if (text.charAt(text.length() - 1) != '/') {
                text.append('/');
            }
            text.append(PartitionFolder.name(columns().get(i).name(), values.get(i)));
        }
        return new Location(text.toString());
    }

    /** Returns the name of a partition as SHOW PARTITIONS lists it: {@code key=value/key=value}. */
    public String name(List<String> values) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            parts.add(PartitionFolder.name(columns().get(i).name(), values.get(i)));
        }
        return String.join("/", parts);
    }

    public long count() {
        return catalog.read(reader -> reader.partitionCount(table));
    }

    public Optional<Partition> find(List<String> values) {
        return catalog.read(reader -> reader.partition(table, values));
    }

    /** Returns the partitions of a filter, read page by page while they are fetched. */
    public Iterator<Partition> all(PartitionFilter filter) {
        return new Pages(after -> catalog.read(reader -> reader.partitions(table, filter, after, PAGE)));
    }

    /**
     * Registers partitions.
     *
     * @return how many were added or replaced
     * @throws TarnException PARTITION_ALREADY_EXISTS, TABLE_NOT_FOUND
     */
    public long add(Collection<Partition> partitions, IfExists ifExists, InStatement position) {
        return catalog.change(position, writer -> writer.addPartitions(table, partitions, ifExists));
    }

    /** Forgets partitions and returns how many there were; the files stay. */
    public long drop(Collection<List<String>> partitions, InStatement position) {
        return catalog.change(position, writer -> writer.dropPartitions(table, partitions));
    }

    /**
     * Changes a partition.
     *
     * @param change makes the new partition, which may have other values, of the one that is there
     * @throws TarnException PARTITION_NOT_FOUND; PARTITION_ALREADY_EXISTS if the other values are taken
     */
    public void change(List<String> values, Function<Partition, Partition> change, InStatement position) {
        catalog.change(position, writer -> {
            Partition there = writer.partition(table, values)
                    .orElseThrow(() -> new TarnException(
                            ErrorCode.PARTITION_NOT_FOUND, table + " has no partition " + name(values)));
            writer.dropPartitions(table, List.of(values));
            return writer.addPartitions(table, List.of(change.apply(there)), IfExists.FAIL);
        });
    }

    /** Partitions in pages, the next of which is read when the last is used up. */
    private static final class Pages implements Iterator<Partition> {
        private final Function<List<String>, List<Partition>> read;
        private List<Partition> page;
        private int next;

        Pages(Function<List<String>, List<Partition>> read) {
            this.read = read;
        }

        @Override
        public boolean hasNext() {
            if (page == null) {
                page = read.apply(null);
            } else if (next == page.size() && page.size() == PAGE) {
                page = read.apply(page.get(next - 1).values());
                next = 0;
            }
            return next < page.size();
        }

        @Override
        public Partition next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.get(next++);
        }
    }
}
