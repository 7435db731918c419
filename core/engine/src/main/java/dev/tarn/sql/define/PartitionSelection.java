package dev.tarn.sql.define;

import dev.tarn.catalog.TablePartitions;
import dev.tarn.catalog.file.PartitionValues;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.metastore.PartitionFilter;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.sql.parser.Statement.PartitionSpec;
import dev.tarn.sql.parser.Statement.PartitionTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** From PARTITION (...) to the registered partitions of a table that it means. */
final class PartitionSelection {
    private final TablePartitions partitions;
    private final RelationName table;

    PartitionSelection(TablePartitions partitions, RelationName table) {
        this.partitions = partitions;
        this.table = table;
    }

    /**
     * Returns the values of the one partition that a specification names.
     *
     * @throws TarnException INVALID_STATEMENT if it does not say {@code column = value} of each column, and what
     *     {@link TablePartitions#values} throws
     */
    List<String> values(PartitionSpec spec) {
        return partitions.values(equal(spec), spec.position());
    }

    /** Checks that a specification names one partition. */
    void requireWhole(PartitionSpec spec) {
        values(spec);
    }

    private static Map<String, String> equal(PartitionSpec spec) {
        Map<String, String> values = new HashMap<>();
        for (PartitionTest test : spec.tests()) {
            if (!test.operator().equals("=")) {
                throw new TarnException(
                        ErrorCode.INVALID_STATEMENT,
                        test.position(),
                        "PARTITION says column = value here, of " + test.column() + " too");
            }
            values.put(test.column(), test.value());
        }
        return values;
    }

    /**
     * Returns the registered partitions that a specification allows, in order; fetched while they are taken.
     *
     * @throws TarnException INVALID_STATEMENT, HIVE_INVALID_PARTITION_VALUE as {@link TablePartitions#filter} does
     */
    Iterator<Partition> all(PartitionSpec spec) {
        return new FilteredIterator<>(partitions.all(filter(spec)), comparisons(spec));
    }

    /** Returns whether a specification allows a partition, registered or not. */
    boolean allows(PartitionSpec spec, Partition partition) {
        return filter(spec).allows(partition.values()) && comparisons(spec).test(partition);
    }

    private PartitionFilter filter(PartitionSpec spec) {
        Map<String, String> equal = new HashMap<>();
        for (PartitionTest test : spec.tests()) {
            if (test.operator().equals("=")) {
                equal.put(test.column(), test.value());
            }
        }
        return partitions.filter(equal, spec.position());
    }

    private Predicate<Partition> comparisons(PartitionSpec spec) {
        Predicate<Partition> tests = partition -> true;
        for (PartitionTest test : spec.tests()) {
            if (test.operator().isEmpty()) {
                requireColumn(test);
            } else if (!test.operator().equals("=")) {
                tests = tests.and(comparison(test));
            }
        }
        return tests;
    }

    private int requireColumn(PartitionTest test) {
        List<ColumnSchema> columns = partitions.columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(test.column())) {
                return i;
            }
        }
        Map<String, String> wrong = new HashMap<>();
        wrong.put(test.column(), test.value());
        partitions.filter(wrong, test.position());
        throw new IllegalStateException("a partition column that there is not passed: " + test.column());
    }

    private Predicate<Partition> comparison(PartitionTest test) {
        int index = requireColumn(test);
        ColumnSchema column = partitions.columns().get(index);
        if (test.value() == null) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT, test.position(), "only = compares with NULL in PARTITION (...)");
        }
        Comparable<Object> bound = typed(test.value(), column, test);
        return partition -> {
            String text = partition.values().get(index);
            if (text == null) {
                return false;
            }
            int order = typed(text, column, test).compareTo(bound);
            return switch (test.operator()) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                default -> order != 0;
            };
        };
    }

    @SuppressWarnings("unchecked")
    private Comparable<Object> typed(String text, ColumnSchema column, PartitionTest test) {
        try {
            String canonical = PartitionValues.canonical(text, column.type(), column.name());
            return (Comparable<Object>)
                    PartitionValues.parse(canonical, column.type(), partitions.folder(List.of()), column.name());
        } catch (TarnException e) {
            throw e.at(test.position());
        }
    }

    /**
     * Changes all partitions that a specification allows, in one change.
     *
     * @throws TarnException PARTITION_NOT_FOUND if there is none
     */
    void change(PartitionSpec spec, UnaryOperator<Partition> change) {
        List<List<String>> selected = new ArrayList<>();
        all(spec).forEachRemaining(partition -> selected.add(partition.values()));
        if (selected.isEmpty()) {
            throw notFound(spec);
        }
        partitions.replace(selected, change, spec.position());
    }

    /** Returns the error that there is none. */
    TarnException notFound(PartitionSpec spec) {
        StringBuilder text = new StringBuilder();
        for (PartitionTest test : spec.tests()) {
            text.append(text.isEmpty() ? "" : ", ").append(test.column()).append(test.operator());
            text.append(test.value() == null ? "" : "'" + test.value() + "'");
        }
        return new TarnException(
                ErrorCode.PARTITION_NOT_FOUND, spec.position(), table + " has no partition (" + text + ")");
    }
}
