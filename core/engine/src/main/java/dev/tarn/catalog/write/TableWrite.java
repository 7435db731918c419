package dev.tarn.catalog.write;

import dev.tarn.catalog.OwnCatalog;
import dev.tarn.catalog.TablePartitions;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.IfExists;
import dev.tarn.spi.metastore.MetastoreWriter;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.WriteId;
import dev.tarn.spi.metastore.WriteOutput;
import dev.tarn.spi.metastore.WriteRequest;
import dev.tarn.spi.metastore.WriteState;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.PendingFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One write, from its record in the catalog to its commit: nothing of it counts for this catalog's readers before the one
 * transaction that says so, in which the table or its partitions come into being as well. Thread-safe up to
 * {@link #commit} and {@link #abort}, of which one is called, once, when no file is written any more. All of it blocks.
 */
public final class TableWrite {
    private final OwnCatalog catalog;
    private final WriteTarget target;
    private final WriteId id;
    private final Map<List<String>, Location> folders = new ConcurrentHashMap<>();

    private TableWrite(OwnCatalog catalog, WriteTarget target, WriteId id) {
        this.catalog = catalog;
        this.target = target;
        this.id = id;
    }

    /**
     * Begins a write.
     *
     * @throws TarnException HIVE_PATH_ALREADY_EXISTS if the folder must be empty and is not; TABLE_ALREADY_EXISTS
     */
    public static TableWrite begin(OwnCatalog catalog, WriteTarget target) {
        requireEmpty(target);
        ProcessName process = ProcessName.current();
        WriteRequest request = new WriteRequest(
                target.operation(),
                table(target),
                target.location().text(),
                process.host(),
                process.processId(),
                process.started());
        WriteId id = catalog.change(
                target.position(), writer -> writer.beginWrite(request).id());
        return new TableWrite(catalog, target, id);
    }

    private static void requireEmpty(WriteTarget target) {
        if (target.mustBeEmpty() && !target.fileSystem().isEmpty(target.location())) {
            throw new TarnException(
                    ErrorCode.HIVE_PATH_ALREADY_EXISTS,
                    target.position(),
                    "there are files in " + target.location() + "; " + target.operation()
                            + " writes into an empty folder: name another one, or remove them");
        }
    }

    private static RelationName table(WriteTarget target) {
        return target.definition() == null
                ? null
                : OwnCatalog.name(target.definition().name());
    }

    /** Returns what the files' names begin with. */
    public WriteId id() {
        return id;
    }

    /** Notes a file before its first byte is written, if it could not be found again by looking into its folder. */
    public void begins(PendingFile file) {
        boolean elsewhere = !file.location().text().startsWith(target.location().text());
        if (elsewhere || !file.token().isEmpty()) {
            String token = file.token().isEmpty() ? null : file.token();
            WriteOutput output = new WriteOutput(file.location().text(), token);
            catalog.change(target.position(), writer -> {
                writer.addOutputs(id, List.of(output));
                return null;
            });
        }
    }

    /** Returns the folder of a partition: where it is, or where it will be. */
    public Location folder(List<String> values) {
        if (values.isEmpty()) {
            return target.location();
        }
        Location known = folders.get(values);
        if (known == null) {
            known = findFolder(values);
            folders.put(new ArrayList<>(values), known);
        }
        return known;
    }

    private Location findFolder(List<String> values) {
        if (target.definition() == null) {
            return PartitionFolders.of(target.location(), target.partitionColumns(), values);
        }
        if (target.existing() != null && target.existing().partitionCount() > 0) {
            TablePartitions partitions = catalog.partitions(target.existing());
            Optional<Partition> there = partitions.find(values);
            if (there.isPresent()) {
                requireSameStorage(there.get(), partitions.name(values));
                return new Location(there.get().location());
            }
        }
        return PartitionFolders.of(target.location(), target.partitionColumns(), values);
    }

    private void requireSameStorage(Partition partition, String name) {
        if (partition.storage() != null
                && !partition.storage().format().equals(target.format().name())) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    target.position(),
                    "INSERT into the partition " + name + ", whose files are "
                            + partition.storage().format() + " and not the table's "
                            + target.format().name());
        }
    }

    /**
     * Makes the files and with them the table, its partitions and statistics visible.
     *
     * @throws TarnException what hindered it, of which TABLE_ALREADY_EXISTS and CONFLICT tell that others were faster;
     *     nothing is visible then
     */
    public void commit(List<WrittenPart> parts) {
        List<PendingFile> pending = parts.stream().map(WrittenPart::file).toList();
        try {
            if (target.createsTable()) {
                target.fileSystem().createFolder(target.location());
            }
            if (!pending.isEmpty()) {
                List<FileEntry> entries = target.fileSystem().commit(pending);
                requireAll(pending, entries);
            }
            catalog.change(target.position(), writer -> {
                publish(writer, parts);
                writer.endWrite(id, WriteState.COMMITTED);
                return null;
            });
        } catch (RuntimeException e) {
            try {
                abort(pending);
            } catch (RuntimeException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private static void requireAll(List<PendingFile> pending, List<FileEntry> entries) {
        if (entries.size() != pending.size()) {
            throw new TarnException(
                    ErrorCode.STORAGE_ERROR, entries.size() + " of " + pending.size() + " files were committed");
        }
    }

    private void publish(MetastoreWriter writer, List<WrittenPart> parts) {
        if (target.definition() == null) {
            return;
        }
        RelationName table = table(target);
        if (target.createsTable()) {
            OwnCatalog.create(writer, target.definition(), target.operation());
        } else {
            requireUnchanged(writer, table);
        }
        boolean registered =
                target.createsTable() || OwnCatalog.readsRegistered(target.definition(), writer.partitionCount(table));
        if (!target.partitionColumns().isEmpty() && registered) {
            Map<List<String>, Partition> partitions = new LinkedHashMap<>();
            for (WrittenPart part : parts) {
                List<String> values = PartitionFolders.canonical(target.partitionColumns(), part.partition());
                partitions.computeIfAbsent(
                        values,
                        key -> Partition.of(key, folder(part.partition()).text()));
            }
            writer.addPartitions(table, partitions.values(), IfExists.SKIP);
        }
        WrittenStatistics.put(writer, table, target, parts);
    }

    /** Files of a table that was dropped, moved, or given other columns meanwhile would be no part of it. */
    private void requireUnchanged(MetastoreWriter writer, RelationName table) {
        long base = target.existing().stored().id();
        boolean same = writer.relation(table)
                .filter(now -> now.id() == base
                        && now.version() == target.existing().stored().version())
                .isPresent();
        if (!same) {
            String who = writer.relation(table)
                    .map(now -> "changed by " + now.change().user() + " at "
                            + now.change().time() + " (" + now.change().what() + ")")
                    .orElse("dropped");
            throw new TarnException(
                    ErrorCode.CONFLICT,
                    target.position(),
                    "the table " + table + " was " + who + " while " + target.operation()
                            + " wrote; nothing was inserted, run the statement again");
        }
    }

    /**
     * Gives the write up, and removes its files, those that became visible to other programs among them. What cannot be
     * removed is left to a repair.
     *
     * @param pending the files that were complete
     */
    public void abort(List<PendingFile> pending) {
        try {
            if (!pending.isEmpty()) {
                target.fileSystem().abort(target.location(), pending);
                target.fileSystem()
                        .delete(
                                target.location(),
                                pending.stream().map(PendingFile::location).toList());
            }
        } catch (RuntimeException e) {
            end(WriteState.ABORTED, false);
            throw e;
        }
        end(WriteState.ABORTED, true);
    }

    private void end(WriteState state, boolean forget) {
        catalog.change(target.position(), writer -> {
            boolean open = writer.write(id)
                    .filter(write -> write.state() == WriteState.OPEN)
                    .isPresent();
            if (open) {
                writer.endWrite(id, state);
            }
            if (forget) {
                writer.forgetWrite(id);
            }
            return null;
        });
    }
}
