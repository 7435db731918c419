package dev.tarn.sql.define;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.StoredEntry;
import dev.tarn.catalog.TablePartitions;
import dev.tarn.catalog.file.PartitionPlace;
import dev.tarn.catalog.projection.Projection;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.IfExists;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.metastore.PartitionFilter;
import dev.tarn.spi.storage.Location;
import dev.tarn.sql.parser.PartitionStatement.RepairTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs MSCK REPAIR TABLE: looks at the table's folders first, and changes the catalog afterwards, in short transactions. What
 * it did is told in the lines that Athena prints. One thread.
 */
final class TableRepair {
    private final CatalogManager catalog;
    private final StoredEntry table;
    private final FileTableDefinition definition;
    private final TablePartitions partitions;
    private final String prefix;
    private final List<String> lines = new ArrayList<>();

    TableRepair(CatalogManager catalog, StoredEntry table) {
        this.catalog = catalog;
        this.table = table;
        this.definition = (FileTableDefinition) table.entry();
        this.partitions = catalog.own().partitions(table);
        this.prefix = table.relation().relation() + ":";
    }

    /**
     * Returns the lines.
     *
     * @throws TarnException INVALID_STATEMENT for a table without partition columns; what listing the folders throws
     */
    List<String> run(RepairTable repair) {
        InStatement position = repair.table().position();
        if (definition.partitionColumns().isEmpty()) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT, position, table.relation() + " has no partition columns");
        }
        List<PartitionPlace> places = catalog.partitionPlaces(definition);
        List<Partition> registered = partitions.list(PartitionFilter.all());
        Map<List<String>, Partition> missing = missing(places, registered);
        List<Partition> gone = repair.drop() ? gone(places, registered) : List.of();
        list("Partitions not in metastore:", missing.keySet());
        list(
                "Partitions missing from filesystem:",
                gone.stream().map(Partition::values).toList());
        for (PartitionPlace place : places) {
            if (place.values() == null) {
                lines.add("Repair: Left out " + place.location() + ": " + place.problem());
            }
        }
        if (Projection.isEnabled(definition.properties())) {
            lines.add("Repair: The partitions of " + table.relation()
                    + " are projected: queries take them from its properties, whatever is registered");
        }
        if (repair.add() && !missing.isEmpty()) {
            partitions.add(missing.values(), IfExists.SKIP, position);
            missing.keySet().forEach(values -> lines.add("Repair: Added partition to metastore " + name(values)));
        }
        if (!gone.isEmpty()) {
            partitions
                    .dropUnchanged(gone, position)
                    .forEach(values -> lines.add("Repair: Dropped partition from metastore " + name(values)));
        }
        return lines;
    }

    private Map<List<String>, Partition> missing(List<PartitionPlace> places, List<Partition> registered) {
        Set<List<String>> known = new HashSet<>();
        Set<String> taken = new HashSet<>();
        registered.forEach(partition -> {
            known.add(partition.values());
            taken.add(withoutSlash(partition.location()));
        });
        Map<List<String>, Partition> missing = new LinkedHashMap<>();
        for (PartitionPlace place : places) {
            boolean isKnown = known.contains(place.values())
                    || taken.contains(withoutSlash(place.location().text()));
            if (place.values() != null && !isKnown) {
                missing.putIfAbsent(
                        place.values(),
                        Partition.of(place.values(), place.location().text()));
            }
        }
        return missing;
    }

    /** Returns the partitions whose folders are not there any more. */
    private List<Partition> gone(List<PartitionPlace> places, List<Partition> registered) {
        Set<String> there = new HashSet<>();
        places.forEach(place -> there.add(withoutSlash(place.location().text())));
        List<Partition> gone = new ArrayList<>();
        for (Partition partition : registered) {
            if (!there.contains(withoutSlash(partition.location()))
                    && !catalog.isFolder(new Location(partition.location()))) {
                gone.add(partition);
            }
        }
        return gone;
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private void list(String what, Collection<List<String>> values) {
        if (values.isEmpty()) {
            return;
        }
        StringBuilder line = new StringBuilder(what);
        values.forEach(each -> line.append('\t').append(name(each)));
        lines.add(line.toString());
    }

    private String name(List<String> values) {
        return prefix + partitions.name(values);
    }
}
