package dev.tarn.catalog.write;

import dev.tarn.catalog.OwnCatalog;
import dev.tarn.catalog.PartitionReading;
import dev.tarn.catalog.TablePartitions;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.IfExists;
import dev.tarn.spi.metastore.MetastoreWriter;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.metastore.PartitionFilter;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.WriteId;
import dev.tarn.spi.metastore.WriteOutput;
import dev.tarn.spi.metastore.WriteRecord;
import dev.tarn.spi.metastore.WriteRequest;
import dev.tarn.spi.metastore.WriteState;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.PendingFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Map<List<String>, Partition> foundPartitions = new ConcurrentHashMap<>();
    private final Set<PendingFile> left = ConcurrentHashMap.newKeySet();
    /** The folders of a table that projects its partitions; null for others. */
    private final ProjectedFolders projected;

    private Set<Location> registeredFolders;
    /** Whether files may become visible after it was said that they could not. */
    private boolean mayShowLater;

    private TableWrite(OwnCatalog catalog, WriteTarget target, ProjectedFolders projected, WriteId id) {
        this.catalog = catalog;
        this.target = target;
        this.projected = projected;
        this.id = id;
    }

    /**
     * Begins a write.
     *
     * @throws TarnException HIVE_PATH_ALREADY_EXISTS if the folder must be empty and is not; TABLE_ALREADY_EXISTS
     */
    public static TableWrite begin(OwnCatalog catalog, WriteTarget target) {
        ProjectedFolders projected =
                target.existing() != null && ProjectedFolders.has(target) ? new ProjectedFolders(target) : null;
        WriteRequest request = new WriteRequest(
                target.operation(), table(target), target.location().text(), WriterProcesses.current());
        WriteId id = catalog.change(target.position(), writer -> {
            requireAlone(writer, target);
            return writer.beginWrite(request).id();
        });
        catalog.writeBegins(id);
        TableWrite write = new TableWrite(catalog, target, projected, id);
        try {
            requireEmpty(target);
            if (target.existing() != null && target.partitionColumns().isEmpty()) {
                requireFolder(target, target.location(), "the table");
            }
        } catch (RuntimeException e) {
            // Whoever interrupts, to cancel, is not to hinder that.
            boolean interrupted = Thread.interrupted();
            write.abort(List.of());
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw e;
        }
        return write;
    }

    /** A folder that another statement writes into will not be empty any more when that is done. */
    private static void requireAlone(MetastoreWriter writer, WriteTarget target) {
        if (!target.mustBeEmpty()) {
            return;
        }
        Instant now = writer.now();
        for (WriteRecord other : writer.writes(WriteState.OPEN)) {
            Location folder = new Location(other.request().location());
            boolean same = folder.equals(target.location())
                    || isBelow(folder, target.location())
                    || isBelow(target.location(), folder);
            if (same && !WriterProcesses.isGone(other, now)) {
                throw new TarnException(
                        ErrorCode.HIVE_PATH_ALREADY_EXISTS,
                        target.position(),
                        other.request().operation() + " of " + other.user() + " has been writing into " + folder
                                + " since " + other.begun() + "; " + target.operation()
                                + " writes into an empty folder: name another");
            }
        }
    }

    private static void requireEmpty(WriteTarget target) {
        boolean isFree = !target.mustBeEmpty()
                || target.fileSystem().isEmpty(target.location())
                        && target.fileSystem().file(target.location()).isEmpty();
        if (!isFree) {
            throw new TarnException(
                    ErrorCode.HIVE_PATH_ALREADY_EXISTS,
                    target.position(),
                    "there are files at " + target.location() + "; " + target.operation()
                            + " writes into an empty folder: name another one, or remove them");
        }
    }

    /** On an object store new files below a file's name would be taken for what the location means, and hide it. */
    private static void requireFolder(WriteTarget target, Location location, String what) {
        if (target.fileSystem().file(location).isPresent()) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    target.position(),
                    target.operation() + " into " + what + ", whose LOCATION is the file " + location
                            + " and not a folder; move the file into a folder, and name that");
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
        boolean elsewhere = !isBelow(file.location(), target.location());
        if (elsewhere || !file.token().isEmpty()) {
            WriteOutput output = output(file);
            catalog.change(target.position(), writer -> {
                writer.addOutputs(id, List.of(output));
                return null;
            });
        }
    }

    private static WriteOutput output(PendingFile file) {
        return new WriteOutput(file.location().text(), file.token().isEmpty() ? null : file.token());
    }

    /**
     * Notes a file that will be no part of the write, and of which the storage may still have something: it is removed with
     * the rest when the write is given up, or by a repair.
     */
    public void leaves(PendingFile file) {
        left.add(file);
    }

    private static boolean isBelow(Location file, Location folder) {
        String prefix = folder.text().endsWith("/") ? folder.text() : folder.text() + "/";
        return file.text().startsWith(prefix);
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
        if (projected != null) {
            return projected.folder(values);
        }
        Location folder = PartitionFolders.of(target.location(), target.partitionColumns(), values);
        if (target.definition() == null
                || target.existing() == null
                || !OwnCatalog.readsRegistered(
                        target.definition(), target.existing().partitions())) {
            return folder;
        }
        TablePartitions partitions = catalog.partitions(target.existing());
        List<String> canonical = PartitionFolders.canonical(target.partitionColumns(), values);
        Optional<Partition> there = partitions.find(canonical);
        if (there.isPresent()) {
            requireSameStorage(there.get(), partitions.name(canonical));
            foundPartitions.put(canonical, there.get());
            Location place = new Location(there.get().location());
            if (!place.equals(folder)) {
                requireFolder(target, place, "the partition " + partitions.name(canonical));
            }
            return place;
        }
        if (registeredFolders(partitions).contains(folder)) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    target.position(),
                    target.operation() + " of the new partition " + partitions.name(canonical)
                            + ", as another partition has" + " its folder " + folder
                            + "; add it first, with a LOCATION of its own");
        }
        return folder;
    }

    private synchronized Set<Location> registeredFolders(TablePartitions partitions) {
        if (registeredFolders == null) {
            Set<Location> all = new HashSet<>();
            partitions.list(PartitionFilter.all()).forEach(partition -> all.add(new Location(partition.location())));
            registeredFolders = all;
        }
        return registeredFolders;
    }

    private void requireSameStorage(Partition partition, String name) {
        if (!new Location(partition.location())
                .scheme()
                .equals(target.location().scheme())) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    target.position(),
                    target.operation() + " into the partition " + name + ", which lies in " + partition.location()
                            + " and so on another storage than the table");
        }
        String difference =
                PartitionReading.difference(partition, target.definition()).orElse(null);
        if (difference != null) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    target.position(),
                    target.operation() + " into the partition " + name + ", whose files are not read as the table's: "
                            + difference);
        }
    }

    /**
     * Makes the files and with them the table, its partitions and statistics visible.
     *
     * @throws TarnException what hindered it, of which TABLE_ALREADY_EXISTS and CONFLICT tell that others were faster;
     *     nothing is visible then
     */
    public void commit(List<WrittenPart> parts) {
        try {
            commitAll(parts);
        } finally {
            catalog.writeEnds(id);
        }
    }

    private void commitAll(List<WrittenPart> parts) {
        List<PendingFile> pending = parts.stream().map(WrittenPart::file).toList();
        try {
            if (target.createsTable()) {
                target.fileSystem().createFolder(target.location());
            }
            if (!pending.isEmpty()) {
                show(pending);
            }
            catalog.change(target.position(), writer -> {
                publish(writer, parts);
                writer.endWrite(id, WriteState.COMMITTED);
                return null;
            });
        } catch (RuntimeException e) {
            try {
                if (!giveUp(pending)) {
                    // The answer to the commit was lost, not the commit.
                    return;
                }
            } catch (RuntimeException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private void show(List<PendingFile> pending) {
        List<FileEntry> entries;
        try {
            entries = target.fileSystem().commit(pending);
        } catch (TarnException e) {
            // What a network was asked for may be done after it was given up waiting for the answer.
            mayShowLater = e.code() == ErrorCode.STORAGE_ERROR
                    && target.fileSystem().ioExecutor().isPresent();
            throw e;
        }
        requireAll(pending, entries);
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
        boolean registered = target.createsTable()
                || OwnCatalog.readsRegistered(target.definition(), writer.partitionSummary(table));
        if (!target.partitionColumns().isEmpty() && registered) {
            Map<List<String>, Partition> partitions = new LinkedHashMap<>();
            for (WrittenPart part : parts) {
                List<String> values = PartitionFolders.canonical(target.partitionColumns(), part.partition());
                Partition written =
                        Partition.of(values, folder(part.partition()).text());
                if (partitions.putIfAbsent(values, written) == null) {
                    requireUnchanged(writer, table, written);
                }
            }
            writer.addPartitions(table, partitions.values(), IfExists.SKIP);
        }
        WrittenStatistics.put(writer, table, target, parts);
    }

    /** Files in a folder that is not the partition's any more, or that is read in another way, would be no part of it. */
    private void requireUnchanged(MetastoreWriter writer, RelationName table, Partition written) {
        Optional<Partition> now = writer.partition(table, written.values());
        Partition before = foundPartitions.getOrDefault(written.values(), written);
        boolean moved = now.isPresent() && !new Location(now.get().location()).equals(new Location(before.location()));
        boolean same = now.isPresent()
                ? !moved
                        && PartitionReading.difference(now.get(), target.definition())
                                .isEmpty()
                : !foundPartitions.containsKey(written.values());
        if (!same) {
            throw new TarnException(
                    ErrorCode.CONFLICT,
                    target.position(),
                    "a partition of the table " + table + " was "
                            + (now.isEmpty()
                                    ? "dropped from " + written.location()
                                    : moved ? "moved to " + now.get().location() : "given another format or columns")
                            + " while " + target.operation() + " wrote; nothing was inserted, run the statement again");
        }
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
     * removed is left to a repair, and so is all of it if the catalog does not answer. Does nothing to a write that was
     * committed.
     *
     * @param pending the files that were complete
     */
    public void abort(List<PendingFile> pending) {
        try {
            giveUp(pending);
        } finally {
            catalog.writeEnds(id);
        }
    }

    /** Does what {@link #abort} says and returns whether it did: not to a write that was committed. */
    private boolean giveUp(List<PendingFile> pending) {
        if (end() == WriteState.COMMITTED) {
            return false;
        }
        Set<PendingFile> all = new LinkedHashSet<>(pending);
        all.addAll(left);
        remove(target.fileSystem(), target.location(), List.copyOf(all));
        if (!mayShowLater) {
            catalog.change(target.position(), writer -> {
                if (writer.write(id)
                        .filter(write -> write.state() == WriteState.ABORTED)
                        .isPresent()) {
                    writer.markCleaned(id);
                }
                return null;
            });
        }
        return true;
    }

    /** Removes files, whether they are pending or visible: tries all of it before it throws. */
    static void remove(FileSystem storage, Location root, List<PendingFile> files) {
        if (files.isEmpty()) {
            return;
        }
        List<Location> visible = files.stream().map(PendingFile::location).toList();
        try {
            storage.abort(root, files);
        } catch (TarnException e) {
            try {
                storage.delete(root, visible);
            } catch (TarnException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
        storage.delete(root, visible);
    }

    /** Ends the write if it is open, so that its files can never count, and returns how it ended. */
    private WriteState end() {
        return catalog.change(target.position(), writer -> {
            WriteState state = writer.write(id).map(WriteRecord::state).orElse(WriteState.ABORTED);
            if (state == WriteState.OPEN) {
                writer.addOutputs(id, left.stream().map(TableWrite::output).toList());
                writer.endWrite(id, WriteState.ABORTED);
                return WriteState.ABORTED;
            }
            return state;
        });
    }
}
