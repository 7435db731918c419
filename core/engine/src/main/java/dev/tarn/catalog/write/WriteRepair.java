package dev.tarn.catalog.write;

import dev.tarn.catalog.OwnCatalog;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.MetastoreReader;
import dev.tarn.spi.metastore.MetastoreWriter;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.WriteId;
import dev.tarn.spi.metastore.WriteOutput;
import dev.tarn.spi.metastore.WriteRecord;
import dev.tarn.spi.metastore.WriteState;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.FolderListing;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.PendingFile;
import dev.tarn.spi.storage.remote.FanOut;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Removes what writes left behind that were given up, or whose process is gone. A write is left alone as long as its process
 * runs, or may run: one that cannot be looked for is taken for gone when it has been silent for long.
 *
 * <p>A write whose files are removed is remembered, as a storage may end an upload late. A week later its places are looked
 * at once more, and it is forgotten.
 */
public final class WriteRepair {
    /** After so long, nothing of an ended write can turn up any more. */
    private static final Duration LATEST_FILES = Duration.ofDays(7);

    /**
     * What became of a write.
     *
     * @param write the write as it was found
     * @param outcome {@code removed}, {@code running} or {@code failed: why}
     * @param files how many of its files were removed
     */
    public record Outcome(WriteRecord write, String outcome, int files) {}

    private static final String REMOVED = "removed";

    private final OwnCatalog catalog;
    private final Function<Location, FileSystem> storages;

    /** @param storages finds the storage of a location */
    public WriteRepair(OwnCatalog catalog, Function<Location, FileSystem> storages) {
        this.catalog = catalog;
        this.storages = storages;
    }

    /**
     * Repairs the writes into a table, or all if it is null. Blocks.
     *
     * @return what became of each write that was not committed
     */
    public List<Outcome> run(RelationName table) {
        List<Outcome> outcomes = new ArrayList<>();
        for (WriteRecord write : found(WriteState.OPEN, WriteState.ABORTED)) {
            if (isOf(table, write)) {
                outcomes.add(repair(write));
            }
        }
        for (WriteRecord write : found(WriteState.CLEANED)) {
            if (isOf(table, write) && write.ended().plus(LATEST_FILES).isBefore(now())) {
                forget(write).ifPresent(outcomes::add);
            }
        }
        return outcomes;
    }

    private List<WriteRecord> found(WriteState... states) {
        return catalog.read(reader -> {
            List<WriteRecord> found = new ArrayList<>();
            for (WriteState state : states) {
                found.addAll(reader.writes(state));
            }
            return found;
        });
    }

    private static boolean isOf(RelationName table, WriteRecord write) {
        return table == null || table.equals(write.request().table());
    }

    private Instant now() {
        return catalog.read(MetastoreReader::now);
    }

    private Outcome repair(WriteRecord write) {
        if (write.state() == WriteState.OPEN && !WriterProcesses.isGone(write, now())) {
            return new Outcome(write, "running", 0);
        }
        try {
            if (write.state() == WriteState.OPEN) {
                // From here on its process cannot commit it any more, should it still be there.
                change(writer -> writer.endWrite(write.id(), WriteState.ABORTED));
            }
            Leftovers left = find(write);
            left.remove();
            change(writer -> writer.markCleaned(write.id()));
            return new Outcome(write, REMOVED, left.count());
        } catch (TarnException e) {
            return failed(write, e);
        }
    }

    private static Outcome failed(WriteRecord write, TarnException error) {
        return new Outcome(write, "failed: " + error.getMessage(), 0);
    }

    private void change(Consumer<MetastoreWriter> work) {
        catalog.change(null, writer -> {
            work.accept(writer);
            return null;
        });
    }

    /** Removes what turned up late of a write, or forgets it if nothing did. */
    private Optional<Outcome> forget(WriteRecord write) {
        try {
            Leftovers left = find(write);
            if (left.found() > 0) {
                left.remove();
                return Optional.of(new Outcome(write, REMOVED, left.found()));
            }
            change(writer -> writer.forgetWrite(write.id()));
            return Optional.empty();
        } catch (TarnException e) {
            return Optional.of(failed(write, e));
        }
    }

    /**
     * What a write may have left.
     *
     * @param files all that it noted or that was found, pending or visible
     * @param found how many of them the storage shows
     */
    private record Leftovers(FileSystem storage, Location root, List<PendingFile> files, int found) {
        void remove() {
            TableWrite.remove(storage, root, files);
        }

        int count() {
            return (int) files.stream().map(PendingFile::location).distinct().count();
        }
    }

    private Leftovers find(WriteRecord write) {
        Location root = new Location(write.request().location());
        FileSystem storage = storages.apply(root);
        Set<PendingFile> files = new LinkedHashSet<>();
        Set<Location> found = new LinkedHashSet<>();
        for (WriteOutput output : catalog.read(reader -> reader.outputs(write.id()))) {
            Location file = new Location(output.location());
            files.add(new PendingFile(file, output.uploadId() == null ? "" : output.uploadId()));
        }
        found.addAll(visible(storage, files));
        for (PendingFile file : storage.pendingFiles(root)) {
            if (isOf(write.id(), file.location())) {
                files.add(file);
                found.add(file.location());
            }
        }
        if (!storage.givesTokens()) {
            // Files without tokens were not noted: those that have got their names are found by these.
            Set<Location> visible = new LinkedHashSet<>();
            addVisible(storage, root, write.id(), visible);
            visible.forEach(location -> files.add(new PendingFile(location, "")));
            found.addAll(visible);
        }
        return new Leftovers(storage, root, List.copyOf(files), found.size());
    }

    /** Returns which files have got their names; asks side by side where the storage is far. */
    private static Set<Location> visible(FileSystem storage, Set<PendingFile> files) {
        List<Callable<Optional<FileEntry>>> questions = new ArrayList<>();
        files.forEach(file -> questions.add(() -> storage.file(file.location())));
        Executor executor = storage.ioExecutor().orElse(Runnable::run);
        Set<Location> found = new LinkedHashSet<>();
        if (!questions.isEmpty()) {
            FanOut.run(executor, questions).forEach(answer -> answer.ifPresent(entry -> found.add(entry.location())));
        }
        return found;
    }

    private static void addVisible(FileSystem storage, Location folder, WriteId id, Set<Location> visible) {
        FolderListing listing;
        try {
            listing = storage.list(folder);
        } catch (TarnException e) {
            if (e.code() == ErrorCode.PATH_NOT_FOUND) {
                return;
            }
            throw e;
        }
        for (FileEntry file : listing.files()) {
            if (isOf(id, file.location())) {
                visible.add(file.location());
            }
        }
        listing.folders().forEach(child -> addVisible(storage, child, id, visible));
    }

    private static boolean isOf(WriteId id, Location file) {
        return WriteId.ofFile(file.name()).filter(id::equals).isPresent();
    }
}
