package dev.tarn.catalog;

import dev.tarn.catalog.file.FileTable;
import dev.tarn.catalog.rows.RowTable;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.type.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The tables about a table, named with a dollar sign behind it: {@code "t$partitions"} and others. */
final class MetadataTables {
    private static final String DESCRIPTION = "metadata";
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final OwnCatalog catalog;

    MetadataTables(OwnCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Returns a table about another.
     *
     * @param kind what follows the dollar sign
     * @param files opens the other's files
     * @return empty if there is none of this kind
     */
    Optional<Table> of(StoredEntry stored, String kind, Supplier<FileTable> opener) {
        boolean isTable = stored.entry() instanceof FileTableDefinition;
        Supplier<FileTable> files = new Opened(opener);
        return switch (kind) {
            case "history" -> Optional.of(history(stored));
            case "properties" -> isTable ? Optional.of(properties(stored)) : Optional.empty();
            case "partitions" -> isTable ? partitions((FileTableDefinition) stored.entry(), files) : Optional.empty();
            case "files" -> isTable ? Optional.of(files(files)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Opens the files once, so that all scans of a statement see the same. */
    private static final class Opened implements Supplier<FileTable> {
        private final Supplier<FileTable> opener;
        private FileTable opened;

        Opened(Supplier<FileTable> opener) {
            this.opener = opener;
        }

        @Override
        public synchronized FileTable get() {
            if (opened == null) {
                opened = opener.get();
            }
            return opened;
        }
    }

    private static ColumnSchema text(String name) {
        return ColumnSchema.of(name, Type.VARCHAR);
    }

    private Table history(StoredEntry stored) {
        List<ColumnSchema> columns = List.of(
                ColumnSchema.of("version", Type.BIGINT),
                ColumnSchema.of("changed_at", Type.TIMESTAMP),
                text("changed_by"),
                text("change"));
        return new RowTable(DESCRIPTION, columns, predicate -> {
            List<List<Object>> rows = new ArrayList<>();
            catalog.history(stored.relation())
                    .forEach(change ->
                            rows.add(List.of(change.version(), micros(change.time()), change.user(), change.what())));
            return rows;
        });
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * MICROS_PER_SECOND + time.getNano() / NANOS_PER_MICRO;
    }

    private static Table properties(StoredEntry stored) {
        Map<String, String> properties = new TreeMap<>(((FileTableDefinition) stored.entry()).properties());
        return new RowTable(DESCRIPTION, List.of(text("name"), text("value")), predicate -> {
            List<List<Object>> rows = new ArrayList<>();
            properties.forEach((name, value) -> rows.add(List.of(name, value)));
            return rows;
        });
    }

    private static Optional<Table> partitions(FileTableDefinition table, Supplier<FileTable> files) {
        return table.partitionColumns().isEmpty()
                ? Optional.empty()
                : Optional.of(new RowTable(DESCRIPTION, table.partitionColumns(), predicate -> files.get()
                        .partitions(predicate)));
    }

    private static Table files(Supplier<FileTable> files) {
        List<ColumnSchema> columns = List.of(
                text("path"),
                ColumnSchema.of("file_size", Type.BIGINT),
                ColumnSchema.of("file_modified_time", Type.TIMESTAMP),
                text("partition"));
        return new RowTable(DESCRIPTION, columns, predicate -> files.get().fileValues(TupleDomain.all()));
    }
}
