package dev.tarn.catalog.crawl;

import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.InferredReading;
import dev.tarn.catalog.StoredDefinitions;
import dev.tarn.catalog.file.FileShape;
import dev.tarn.catalog.file.PartitionValues;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes the definition and the partitions of a table that was found. A partition that is read in another way than the table
 * gets a reading of its own; one whose files do not go together, or not with the table, is left out. Used once.
 */
public final class TableDrafter {
    /** The property of tables that a crawl made and may change. */
    public static final String CRAWLED = "tarn.crawled";

    private final List<String> name;
    private final FoundTable found;
    private final FileTableDefinition known;
    private final List<String> conflicts;
    private final ColumnMerge merge;
    private final List<FoundPartition> accepted = new ArrayList<>();
    private InferredReading reading;

    /** @param known the table that the catalog has there, made by a crawl, or null */
    public TableDrafter(List<String> name, FoundTable found, FileTableDefinition known) {
        this.name = name;
        this.found = found;
        this.known = known;
        this.conflicts = new ArrayList<>(found.conflicts());
        this.merge = new ColumnMerge(known == null ? List.of() : known.fileColumns(), known == null);
        this.reading = known == null ? null : InferredReading.of(known);
    }

    /** Returns what the catalog should know; empty if no file can be read, then {@link #conflicts} says why. */
    public Optional<TableDraft> draft() {
        for (FoundPartition partition : found.partitions()) {
            String conflict = accept(partition);
            if (conflict != null) {
                conflicts.add(found.keys().isEmpty() ? conflict : partition.folder() + " is left out: " + conflict);
            }
        }
        if (reading == null || known == null && accepted.isEmpty()) {
            return Optional.empty();
        }
        List<ColumnSchema> columns = merge.columns();
        List<ColumnSchema> partitionColumns = known == null ? partitionColumns() : known.partitionColumns();
        FileTableDefinition definition = new FileTableDefinition(
                name,
                columns,
                partitionColumns,
                reading.storage(),
                known == null ? null : known.bucketing(),
                known == null ? found.location() : known.location(),
                known == null ? null : known.comment(),
                known == null ? properties() : known.properties());
        List<Partition> partitions = partitions(definition);
        int opened = (int) found.files().stream().filter(FileShape::opened).count();
        return Optional.of(new TableDraft(
                definition, partitions, format(), found.files().size(), opened, merge.notes(), conflicts));
    }

    /** Returns what was left out and why. */
    public List<String> conflicts() {
        return List.copyOf(conflicts);
    }

    /** Returns what is against a partition, or null. */
    private String accept(FoundPartition partition) {
        if (partition.files().isEmpty()) {
            return null;
        }
        FileShape first = partition.files().get(0);
        for (FileShape file : partition.files()) {
            if (file.problem() != null) {
                return file.problem();
            }
            if (!Likeness.reading(file).equals(Likeness.reading(first)) || !Likeness.isAligned(first, file)) {
                return file.location() + " is read in another way than " + first.location() + " beside it";
            }
        }
        InferredReading own = Likeness.reading(first);
        if (reading != null && found.keys().isEmpty() && !own.equals(reading)) {
            return first.location() + " is read in another way than the table";
        }
        if (found.keys().isEmpty()
                && known != null
                && first.isByPosition()
                && !Likeness.startsWith(known.fileColumns(), first.columns())
                && !Likeness.startsWith(first.columns(), known.fileColumns())) {
            return first.location() + " has other columns in the places of the table's";
        }
        String conflict = merge.add(partition.files(), found.keys());
        if (conflict == null) {
            accepted.add(partition);
            reading = reading == null ? own : reading;
        }
        return conflict;
    }

    private List<ColumnSchema> partitionColumns() {
        List<ColumnSchema> columns = new ArrayList<>();
        for (int i = 0; i < found.keys().size(); i++) {
            int at = i;
            List<String> values = new ArrayList<>();
            accepted.forEach(partition -> values.add(partition.values().get(at)));
            boolean named = !found.keys().get(i).matches("partition_\\d+");
            columns.add(ColumnSchema.of(found.keys().get(i), named ? type(values) : Type.VARCHAR));
        }
        return columns;
    }

    /** Numbers with leading zeros stay text, so that every folder has a value of its own. */
    private static Type type(List<String> values) {
        Type type = PartitionValues.infer(values);
        boolean padded = type.equals(Type.BIGINT)
                && values.stream()
                        .anyMatch(value ->
                                value != null && !value.equals(PartitionValues.canonical(value, Type.BIGINT, "")));
        return padded ? Type.VARCHAR : type;
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>(reading.properties());
        properties.put(CRAWLED, "true");
        properties.put("classification", reading.storage().format().toLowerCase(Locale.ROOT));
        return properties;
    }

    private String format() {
        TreeSet<String> formats = new TreeSet<>();
        for (FileShape file : found.files()) {
            if (file.format() != null) {
                formats.add(file.format()
                        + file.compression().map(how -> " (" + how + ")").orElse(""));
            }
        }
        return String.join(", ", formats);
    }

    private List<Partition> partitions(FileTableDefinition definition) {
        if (found.keys().isEmpty()) {
            return List.of();
        }
        Map<List<String>, Partition> partitions = new LinkedHashMap<>();
        for (FoundPartition each : accepted) {
            try {
                List<String> values = values(each, definition.partitionColumns());
                Partition other = partitions.putIfAbsent(values, partition(each, values, definition));
                if (other != null) {
                    conflicts.add(each.folder() + " is left out: it has the values of " + other.location());
                }
            } catch (TarnException e) {
                conflicts.add(each.folder() + " is left out: " + e.getMessage());
            }
        }
        return List.copyOf(partitions.values());
    }

    private static List<String> values(FoundPartition partition, List<ColumnSchema> columns) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnSchema column = columns.get(i);
            values.add(PartitionValues.canonical(partition.values().get(i), column.type(), column.name()));
        }
        return values;
    }

    private Partition partition(FoundPartition partition, List<String> values, FileTableDefinition definition) {
        FileShape widest = partition.files().get(0);
        for (FileShape file : partition.files()) {
            widest = file.columns().size() > widest.columns().size() ? file : widest;
        }
        InferredReading own = Likeness.reading(widest);
        List<ColumnSchema> columns = columns(widest, definition);
        boolean sameColumns = !widest.isByPosition() || Likeness.startsWith(definition.fileColumns(), columns);
        boolean sameReading = own.equals(reading);
        return new Partition(
                values,
                partition.folder().text(),
                sameReading ? null : StoredDefinitions.stored(own.storage()),
                sameColumns ? null : StoredDefinitions.columnsToStore(columns),
                sameReading ? Map.of() : ownProperties(own));
    }

    /** The table's property holds where the partition has none, so none is said by 0 lines to skip. */
    private Map<String, String> ownProperties(InferredReading own) {
        Map<String, String> properties = new TreeMap<>();
        reading.properties().keySet().stream()
                .filter(property -> property.startsWith("skip."))
                .forEach(property -> properties.put(property, "0"));
        properties.putAll(own.properties());
        return properties;
    }

    /** Returns the columns in the order of a file and with the types of the table. */
    private static List<ColumnSchema> columns(FileShape file, FileTableDefinition definition) {
        Map<String, ColumnSchema> declared = new LinkedHashMap<>();
        definition.fileColumns().forEach(column -> declared.put(column.name(), column));
        return file.columns().stream()
                .map(column -> declared.getOrDefault(column.name(), column))
                .toList();
    }
}
