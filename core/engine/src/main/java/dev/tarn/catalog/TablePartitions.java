package dev.tarn.catalog;

import dev.tarn.catalog.file.PartitionFolder;
import dev.tarn.catalog.file.PartitionValues;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.IfExists;
import dev.tarn.spi.metastore.MetastoreReader;
import dev.tarn.spi.metastore.MetastoreWriter;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.metastore.PartitionFilter;
import dev.tarn.spi.metastore.PartitionFilter.Values;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.StoredRelation;
import dev.tarn.spi.storage.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The registered partitions of a table. Values are texts in one form for each value of the column's type: {@code '01'} of
 * an INT column is {@code 1}.
 */
public final class TablePartitions {
    private static final int PAGE = 1_000;

    private final OwnCatalog catalog;
    private final StoredRelation base;
    private final RelationName table;
    private final FileTableDefinition definition;

    TablePartitions(OwnCatalog catalog, StoredEntry stored) {
        this.catalog = catalog;
        this.base = stored.stored();
        this.table = stored.relation();
        this.definition = (FileTableDefinition) stored.entry();
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

    /**
     * Returns the partitions of a filter in one state of the catalog, in order.
     *
     * @throws TarnException CONFLICT if the table is not there any more
     */
    public List<Partition> list(PartitionFilter filter) {
        return catalog.read(reader -> list(reader, filter));
    }

    /** Does what {@link #list(PartitionFilter)} does within a transaction. */
    List<Partition> list(MetastoreReader reader, PartitionFilter filter) {
        List<Partition> all = new ArrayList<>();
        read(reader, filter, all::addAll);
        return all;
    }

    /**
     * Returns the partitions of a filter in one state of the catalog, in order. Of many, the first are there before the last
     * are read, whoever takes them and however slowly.
     *
     * @throws TarnException CONFLICT if the table is not there any more
     */
    public Iterator<Partition> all(PartitionFilter filter) {
        List<Partition> first = catalog.read(reader -> {
            OwnCatalog.requireSame(reader, base);
            return reader.partitions(table, filter, null, PAGE);
        });
        return first.size() < PAGE
                ? first.iterator()
                : PartitionStream.of(pages -> catalog.read(reader -> {
                    read(reader, filter, pages);
                    return null;
                }));
    }

    private void read(MetastoreReader reader, PartitionFilter filter, Consumer<List<Partition>> pages) {
        OwnCatalog.requireSame(reader, base);
        List<String> last = null;
        List<Partition> page;
        do {
            page = reader.partitions(table, filter, last, PAGE);
            if (!page.isEmpty()) {
                pages.accept(page);
                last = page.get(page.size() - 1).values();
            }
        } while (page.size() == PAGE);
    }

    private <T> T change(InStatement position, Function<MetastoreWriter, T> work) {
        return catalog.change(position, writer -> {
            OwnCatalog.requireSame(writer, base);
            return work.apply(writer);
        });
    }

    /**
     * Registers partitions.
     *
     * @return how many were added or replaced
     * @throws TarnException PARTITION_ALREADY_EXISTS; CONFLICT if the table is not there any more
     */
    public long add(Collection<Partition> partitions, IfExists ifExists, InStatement position) {
        return change(position, writer -> writer.addPartitions(table, partitions, ifExists));
    }

    /** Forgets partitions and returns how many there were; the files stay. */
    public long drop(Collection<List<String>> partitions, InStatement position) {
        return change(position, writer -> writer.dropPartitions(table, partitions));
    }

    /** Forgets partitions that are still as they were, and returns their values. */
    public List<List<String>> dropUnchanged(Collection<Partition> partitions, InStatement position) {
        return change(position, writer -> {
            List<List<String>> same = new ArrayList<>();
            for (Partition each : partitions) {
                if (writer.partition(table, each.values()).filter(each::equals).isPresent()) {
                    same.add(each.values());
                }
            }
            writer.dropPartitions(table, same);
            return same;
        });
    }

    /**
     * Changes partitions, all in one change.
     *
     * @param change makes the new partition, of the same values, of the one that is there
     * @throws TarnException CONFLICT if one of them is not there any more
     */
    public void replace(Collection<List<String>> partitions, UnaryOperator<Partition> change, InStatement position) {
        change(position, writer -> {
            List<Partition> changed = new ArrayList<>();
            for (List<String> values : partitions) {
                Partition now = writer.partition(table, values)
                        .orElseThrow(() -> new TarnException(
                                ErrorCode.CONFLICT, "the partition " + name(values) + " was dropped meanwhile"));
                changed.add(change.apply(now));
            }
            return writer.addPartitions(table, changed, IfExists.REPLACE);
        });
    }

    /**
     * Changes a partition.
     *
     * @param change makes the new partition, which may have other values, of the one that is there
     * @throws TarnException PARTITION_NOT_FOUND; PARTITION_ALREADY_EXISTS if the other values are taken
     */
    public void change(List<String> values, Function<Partition, Partition> change, InStatement position) {
        change(position, writer -> {
            Partition there = writer.partition(table, values)
                    .orElseThrow(() -> new TarnException(
                            ErrorCode.PARTITION_NOT_FOUND, table + " has no partition " + name(values)));
            writer.dropPartitions(table, List.of(values));
            return writer.addPartitions(table, List.of(change.apply(there)), IfExists.FAIL);
        });
    }

    /**
     * Returns how often partitions were changed in a state of the catalog.
     *
     * @see dev.tarn.spi.metastore.PartitionSummary#changes
     */
    long changes(MetastoreReader reader) {
        return reader.partitionSummary(table).changes();
    }
}
