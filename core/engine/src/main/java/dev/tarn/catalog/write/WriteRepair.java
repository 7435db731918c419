package dev.tarn.catalog.write;

import dev.tarn.catalog.OwnCatalog;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Removes what writes left behind that were given up, or whose process is gone. A write is left alone as long as its
 * process runs, or may run: on another machine it is taken for gone after a day.
 */
public final class WriteRepair {
    private static final Duration LONGEST_ELSEWHERE = Duration.ofDays(1);

    /**
     * What became of a write.
     *
     * @param write the write as it was found
     * @param outcome {@code removed}, {@code running} or {@code failed: why}
     * @param files how many of its files were removed
     */
    public record Outcome(WriteRecord write, String outcome, int files) {}

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
        List<WriteRecord> writes = catalog.read(reader -> {
            List<WriteRecord> found = new ArrayList<>(reader.writes(WriteState.OPEN));
            found.addAll(reader.writes(WriteState.ABORTED));
            return found;
        });
        List<Outcome> outcomes = new ArrayList<>();
        for (WriteRecord write : writes) {
            if (table == null || table.equals(write.request().table())) {
                outcomes.add(repair(write));
            }
        }
        return outcomes;
    }

    private Outcome repair(WriteRecord write) {
        if (write.state() == WriteState.OPEN && !isGone(write)) {
            return new Outcome(write, "running", 0);
        }
        try {
            if (write.state() == WriteState.OPEN) {
                // From here on its process cannot commit it any more, should it still be there.
                catalog.change(null, writer -> {
                    writer.endWrite(write.id(), WriteState.ABORTED);
                    return null;
                });
            }
            int files = remove(write);
            catalog.change(null, writer -> {
                writer.forgetWrite(write.id());
                return null;
            });
            return new Outcome(write, "removed", files);
        } catch (TarnException e) {
            return new Outcome(write, "failed: " + e.getMessage(), 0);
        }
    }

    private static boolean isGone(WriteRecord write) {
        boolean here = write.request().host().equals(ProcessName.current().host());
        return here
                ? ProcessName.isGone(write.request())
                : write.begun().plus(LONGEST_ELSEWHERE).isBefore(Instant.now());
    }

    private int remove(WriteRecord write) {
        Location root = new Location(write.request().location());
        FileSystem storage = storages.apply(root);
        List<WriteOutput> outputs = catalog.read(reader -> reader.outputs(write.id()));
        Set<PendingFile> pending = new LinkedHashSet<>();
        for (WriteOutput output : outputs) {
            String token = output.uploadId() == null ? "" : output.uploadId();
            pending.add(new PendingFile(new Location(output.location()), token));
        }
        for (PendingFile file : storage.pendingFiles(root)) {
            if (isOf(write.id(), file.location())) {
                pending.add(file);
            }
        }
        Set<Location> all = new LinkedHashSet<>();
        pending.forEach(file -> all.add(file.location()));
        if (!storage.givesTokens()) {
            // Files without tokens were not noted: those that have got their names are found by these.
            Set<Location> visible = new LinkedHashSet<>();
            addVisible(storage, root, write.id(), visible);
            visible.stream().filter(all::add).forEach(location -> pending.add(new PendingFile(location, "")));
        }
        TableWrite.remove(storage, root, List.copyOf(pending));
        return all.size();
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
