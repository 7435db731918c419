package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.ScanMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files that a path named. */
final class KnownFiles implements FileSource {
    private final List<TableFile> files;
    private final List<ColumnSchema> partitionColumns;

    KnownFiles(List<TableFile> files, List<ColumnSchema> partitionColumns) {
        this.files = List.copyOf(files);
        this.partitionColumns = List.copyOf(partitionColumns);
    }

    @Override
    public List<TableFile> files(TupleDomain predicate, ScanMetrics metrics) {
        Map<List<Object>, Boolean> allowed = new HashMap<>();
        Set<List<Object>> pruned = new HashSet<>();
        List<TableFile> left = new ArrayList<>();
        for (TableFile file : files) {
            if (allowed.computeIfAbsent(file.partition(), values -> allows(predicate, values))) {
                left.add(file);
                metrics.filesTotal.increment();
            } else {
                pruned.add(file.partition());
            }
        }
        if (!partitionColumns.isEmpty()) {
            metrics.partitionsTotal.add(allowed.size());
            metrics.partitionsPruned.add(pruned.size());
        }
        return left;
    }

    private boolean allows(TupleDomain predicate, List<Object> values) {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            boolean inside = predicate
                    .domain(partitionColumns.get(i).name())
                    .map(domain -> domain.contains(value))
                    .orElse(true);
            if (!inside) {
                return false;
            }
        }
        return true;
    }
}
