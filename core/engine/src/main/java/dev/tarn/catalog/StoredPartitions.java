package dev.tarn.catalog;

import dev.tarn.catalog.file.FileFormats;
import dev.tarn.catalog.file.FileReading;
import dev.tarn.catalog.file.PartitionRegistry;
import dev.tarn.catalog.file.PartitionValues;
import dev.tarn.catalog.file.RegisteredPartition;
import dev.tarn.catalog.file.SchemaFiles;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.metastore.PartitionFilter;
import dev.tarn.spi.metastore.PartitionFilter.Values;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Range;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The partitions that the metastore has of a table; of those, a query fetches what its predicate allows. However often it
 * asks, all answers are of one state.
 */
final class StoredPartitions implements PartitionRegistry {
    private static final int MAX_VALUES = 256;

    private final OwnCatalog catalog;
    private final TablePartitions partitions;
    private final FileTableDefinition table;
    private final FileFormats formats;
    private final SchemaFiles schemas;
    private final long count;
    private final List<Answer> answers = new ArrayList<>();
    private Long changes;

    /** What was found for a predicate over partition columns. */
    private record Answer(TupleDomain predicate, List<RegisteredPartition> found) {}

    StoredPartitions(OwnCatalog catalog, StoredEntry stored, FileFormats formats, SchemaFiles schemas) {
        this.catalog = catalog;
        this.partitions = catalog.partitions(stored);
        this.table = (FileTableDefinition) stored.entry();
        this.formats = formats;
        this.schemas = schemas;
        this.count = stored.partitions().count();
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public boolean mayNameFiles() {
        return true;
    }

    @Override
    public List<RegisteredPartition> find(TupleDomain predicate) {
        TupleDomain asked = overPartitions(predicate);
        synchronized (answers) {
            for (Answer answer : answers) {
                if (answer.predicate().intersect(asked).equals(asked)) {
                    return answer.found().stream()
                            .filter(partition -> allows(asked, partition.values()))
                            .toList();
                }
            }
            Answer answer = new Answer(asked, fetch(asked));
            answers.add(answer);
            return answer.found();
        }
    }

    private TupleDomain overPartitions(TupleDomain predicate) {
        Map<String, Domain> domains = new HashMap<>();
        for (ColumnSchema column : table.partitionColumns()) {
            predicate.domain(column.name()).ifPresent(domain -> domains.put(column.name(), domain));
        }
        return new TupleDomain(domains);
    }

    private List<RegisteredPartition> fetch(TupleDomain predicate) {
        PartitionFilter filter = filter(predicate);
        List<Partition> candidates = catalog.read(reader -> {
            requireSameState(partitions.changes(reader));
            return partitions.list(reader, filter);
        });
        List<RegisteredPartition> found = new ArrayList<>();
        for (Partition candidate : candidates) {
            Location folder = new Location(candidate.location());
            List<Object> values = values(candidate, folder);
            if (allows(predicate, values)) {
                found.add(new RegisteredPartition(values, folder, reading(candidate)));
            }
        }
        return found;
    }

    /** What was found before may be gone by now, and what was added may have missed an earlier question. */
    private void requireSameState(long now) {
        if (changes == null) {
            changes = now;
        } else if (changes != now) {
            throw new TarnException(
                    ErrorCode.CONFLICT,
                    "partitions of the table " + String.join(".", table.name())
                            + " were added or dropped while the statement was being planned; run it again");
        }
    }

    private List<Object> values(Partition partition, Location folder) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < partition.values().size(); i++) {
            ColumnSchema column = table.partitionColumns().get(i);
            values.add(PartitionValues.parse(partition.values().get(i), column.type(), folder, column.name()));
        }
        return values;
    }

    private boolean allows(TupleDomain predicate, List<Object> values) {
        for (int i = 0; i < values.size(); i++) {
            Domain domain =
                    predicate.domain(table.partitionColumns().get(i).name()).orElse(null);
            if (domain != null && !domain.contains(values.get(i))) {
                return false;
            }
        }
        return true;
    }

    private FileReading reading(Partition partition) {
        if (PartitionReading.isTables(partition)) {
            return null;
        }
        String format = PartitionReading.storage(partition, table).format();
        return new FileReading(formats.require(format), schemas.resolve(PartitionReading.options(partition, table)));
    }

    private PartitionFilter filter(TupleDomain predicate) {
        List<Values> columns = new ArrayList<>();
        for (ColumnSchema column : table.partitionColumns()) {
            columns.add(predicate
                    .domain(column.name())
                    .map(StoredPartitions::values)
                    .orElse(Values.any()));
        }
        return new PartitionFilter(columns);
    }

    /** Returns at least the texts of a domain's values. */
    private static Values values(Domain domain) {
        Type type = domain.type();
        if (type.kind() == TypeKind.REAL || type.kind() == TypeKind.DOUBLE) {
            return Values.any();
        }
        Set<String> texts = new LinkedHashSet<>();
        if (domain.nullAllowed()) {
            texts.add(null);
        }
        boolean single = domain.ranges().size() <= MAX_VALUES;
        for (Range range : domain.ranges()) {
            single = single && range.isSingleValue();
            if (single) {
                texts.add(PartitionValues.text(range.low(), type));
            }
        }
        if (single) {
            return Values.oneOf(texts);
        }
        boolean sortsAsText = type.kind() == TypeKind.VARCHAR || type.kind() == TypeKind.DATE;
        if (!sortsAsText) {
            return Values.any();
        }
        String low = PartitionValues.text(domain.ranges().get(0).low(), type);
        String high = PartitionValues.text(
                domain.ranges().get(domain.ranges().size() - 1).high(), type);
        boolean longYears = type.kind() == TypeKind.DATE && (isLongYear(low) || isLongYear(high));
        return longYears ? Values.any() : Values.between(low, high, domain.nullAllowed());
    }

    /** Years that have not four digits do not sort as text. */
    private static boolean isLongYear(String date) {
        return date != null && date.length() != "2000-01-01".length();
    }
}
