package dev.tarn.catalog.projection;

import dev.tarn.catalog.file.PartitionRegistry;
import dev.tarn.catalog.file.PartitionValues;
import dev.tarn.catalog.file.RegisteredPartition;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.storage.Location;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The partitions that a table's properties project: those of which a predicate leaves all values, whether their folders are
 * there or not. Ranges are narrowed by the predicate before any of their values is made. Immutable.
 */
public final class Projection implements PartitionRegistry {
    /** The most partitions that a query may ask for. */
    static final int MAX_PARTITIONS = 1_000_000;

    private static final String ENABLED = "projection.enabled";

    private final List<ColumnSchema> columns;
    private final List<ProjectedColumn> projected = new ArrayList<>();
    private final LocationTemplate template;

    /**
     * Makes the projection of a table.
     *
     * @param properties the table's
     * @param location the table's folder
     * @param now what NOW is
     * @throws TarnException INVALID_PROPERTY for properties that are missing or wrong; but for a placeholder of the template
     *     that is no column, of which Athena too tells only who reads
     */
    public Projection(
            List<ColumnSchema> partitionColumns, Map<String, String> properties, Location location, Instant now) {
        this.columns = List.copyOf(partitionColumns);
        ProjectionProperties own = new ProjectionProperties(properties, location);
        LocalDateTime moment = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        for (ColumnSchema column : columns) {
            projected.add(column(column, own, moment));
        }
        this.template = new LocationTemplate(columns, own, location);
    }

    /**
     * Returns whether a table's properties ask for projection.
     *
     * @throws TarnException INVALID_PROPERTY if {@code projection.enabled} is neither true nor false
     */
    public static boolean isEnabled(Map<String, String> properties) {
        ProjectionProperties own = new ProjectionProperties(properties, null);
        String enabled = own.find(ENABLED).orElse("false").strip().toLowerCase(Locale.ROOT);
        return switch (enabled) {
            case "true" -> true;
            case "false" -> false;
            default -> throw own.wrong(ENABLED, "true or false", null);
        };
    }

    private static ProjectedColumn column(ColumnSchema column, ProjectionProperties properties, LocalDateTime now) {
        String types = "enum, integer, date or injected";
        String type = properties.require(column, "type", types);
        return switch (type.strip().toLowerCase(Locale.ROOT)) {
            case "enum" -> new EnumColumn(column, properties);
            case "integer" -> new IntegerColumn(column, properties);
            case "date" -> new DateColumn(column, properties, now);
            case "injected" -> new InjectedColumn(column);
            default -> throw properties.wrong(column, "type", types, null);
        };
    }

    /** @throws TarnException INVALID_PROPERTY if the template names what is no partition column */
    public void requireFolders() {
        template.requireKnown();
    }

    /**
     * Returns the folder of a partition, by the texts of its values.
     *
     * @throws TarnException as {@link #requireFolders}
     */
    public Location folder(List<String> values) {
        return template.folder(values);
    }

    /**
     * Returns the folder of the partition of values, if the properties project it.
     *
     * @param values in the representation of {@link Domain}, null for NULL
     */
    public Optional<Location> folderOf(List<Object> values) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null) {
                return Optional.empty();
            }
            Domain domain = Domain.values(columns.get(i).type(), List.of(values.get(i)));
            List<ProjectedValue> found = projected.get(i).values(domain, MAX_PARTITIONS);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            texts.add(found.get(0).text());
        }
        return Optional.of(template.folder(texts));
    }

    @Override
    public long count() {
        long count = 1;
        for (ProjectedColumn column : projected) {
            count = column.count() > Long.MAX_VALUE / count ? Long.MAX_VALUE : count * column.count();
        }
        return count;
    }

    @Override
    public boolean canFind(TupleDomain predicate) {
        long count = 1;
        for (int i = 0; i < columns.size(); i++) {
            Domain domain = domain(predicate, i);
            long atMost = projected.get(i).isKnown(domain) ? projected.get(i).atMost(domain) : Long.MAX_VALUE;
            if (atMost > 0 && count > MAX_PARTITIONS / atMost) {
                return false;
            }
            count *= atMost;
        }
        return true;
    }

    private Domain domain(TupleDomain predicate, int column) {
        return predicate.domain(columns.get(column).name()).orElse(null);
    }

    /**
     * @throws TarnException CONSTRAINT_VIOLATION if an injected column has no static values; EXCEEDED_LIMIT; INVALID_PROPERTY
     *     if the template names what is no partition column, or gives two of the partitions one folder
     */
    @Override
    public List<RegisteredPartition> find(TupleDomain predicate) {
        requireFolders();
        List<List<ProjectedValue>> values = new ArrayList<>();
        long count = 1;
        for (int i = 0; i < columns.size(); i++) {
            List<ProjectedValue> left = projected.get(i).values(domain(predicate, i), MAX_PARTITIONS);
            values.add(left);
            count = Math.multiplyExact(count, left.size());
            if (count > MAX_PARTITIONS) {
                throw new TarnException(
                        ErrorCode.EXCEEDED_LIMIT,
                        "the query asks for more than " + MAX_PARTITIONS
                                + " projected partitions; narrow them by conditions on "
                                + String.join(
                                        ", ",
                                        columns.stream().map(ColumnSchema::name).toList()));
            }
        }
        List<RegisteredPartition> partitions = new ArrayList<>((int) count);
        add(values, new ArrayList<>(), partitions);
        if (template.mayCollide(values)) {
            requireFoldersOfTheirOwn(partitions);
        }
        return partitions;
    }

    /** The rows of a folder that is two partitions' would be read twice. */
    private void requireFoldersOfTheirOwn(List<RegisteredPartition> partitions) {
        Map<Location, RegisteredPartition> byFolder = new HashMap<>();
        for (RegisteredPartition partition : partitions) {
            RegisteredPartition other = byFolder.putIfAbsent(partition.folder(), partition);
            if (other != null) {
                throw new TarnException(
                        ErrorCode.INVALID_PROPERTY,
                        "the property " + LocationTemplate.PROPERTY + " gives the partitions (" + described(other)
                                + ") and (" + described(partition) + ") one folder, " + partition.folder()
                                + "; separate the columns in it by what no value has");
            }
        }
    }

    private String described(RegisteredPartition partition) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnSchema column = columns.get(i);
            texts.add(column.name() + " = '"
                    + PartitionValues.text(partition.values().get(i), column.type()) + "'");
        }
        return String.join(", ", texts);
    }

    private void add(
            List<List<ProjectedValue>> values, List<ProjectedValue> path, List<RegisteredPartition> partitions) {
        if (path.size() == values.size()) {
            Location folder =
                    template.folder(path.stream().map(ProjectedValue::text).toList());
            partitions.add(new RegisteredPartition(
                    path.stream().map(ProjectedValue::value).toList(), folder, null));
            return;
        }
        for (ProjectedValue value : values.get(path.size())) {
            path.add(value);
            add(values, path, partitions);
            path.remove(path.size() - 1);
        }
    }
}
