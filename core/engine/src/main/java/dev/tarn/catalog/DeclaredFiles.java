package dev.tarn.catalog;

import dev.tarn.catalog.file.FileReading;
import dev.tarn.catalog.file.FileTable;
import dev.tarn.catalog.file.FileTables;
import dev.tarn.catalog.file.SchemaFiles;
import dev.tarn.catalog.projection.Projection;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.PartitionSummary;
import dev.tarn.spi.metastore.WriteVisibility;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * From a table's definition to its files: those below its folder, those of its registered partitions, or those of the
 * partitions that its properties project.
 */
final class DeclaredFiles {
    /** The property that says where partitions come from. */
    static final String PARTITIONS = "tarn.partitions";

    private static final String DISCOVER = "discover";
    private static final String REGISTERED = "registered";

    private DeclaredFiles() {}

    /** @throws TarnException INVALID_PROPERTY for another value of {@code tarn.partitions} than there is */
    static FileTable open(FileTables files, OwnCatalog catalog, StoredEntry stored) {
        FileTableDefinition table = (FileTableDefinition) stored.entry();
        SchemaFiles schemas = files.schemaFiles();
        FileReading reading =
                new FileReading(files.formats().require(table.storage().format()), schemas.resolve(table.options()));
        WriteVisibility visibility = stored.visibility();
        if (!table.partitionColumns().isEmpty() && Projection.isEnabled(table.properties())) {
            return files.registered(
                    table.location(),
                    table.fileColumns(),
                    table.partitionColumns(),
                    reading,
                    visibility::isVisible,
                    new Projection(table.partitionColumns(), table.properties(), table.location(), Instant.now()));
        }
        if (!readsRegistered(table, stored.partitions())) {
            return files.external(
                    table.location(), table.fileColumns(), table.partitionColumns(), reading, visibility::isVisible);
        }
        return files.registered(
                table.location(),
                table.fileColumns(),
                table.partitionColumns(),
                reading,
                visibility::isVisible,
                new StoredPartitions(catalog, stored, files.formats(), schemas));
    }

    /**
     * Returns whether a table has the partitions that are registered, and no others: from the first that was registered on,
     * even if all are dropped since.
     *
     * @throws TarnException as {@link #open} does
     */
    static boolean readsRegistered(FileTableDefinition table, PartitionSummary partitions) {
        if (table.partitionColumns().isEmpty() || Projection.isEnabled(table.properties())) {
            return false;
        }
        String mode = property(table.properties());
        return switch (mode == null ? "" : mode.toLowerCase(Locale.ROOT)) {
            case "" -> partitions.wereRegistered();
            case DISCOVER -> false;
            case REGISTERED -> true;
            default ->
                throw new TarnException(
                        ErrorCode.INVALID_PROPERTY,
                        "the property " + PARTITIONS + " is '" + mode + "'; it takes " + DISCOVER + " or "
                                + REGISTERED);
        };
    }

    private static String property(Map<String, String> properties) {
        return properties.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(PARTITIONS))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
