package dev.tarn.catalog.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.FolderListing;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Folders that are removed after the folder that they lie in was listed. */
class VanishingFoldersTest {
    private static final Location ROOT = new Location("/t");
    private static final List<ColumnSchema> COLUMNS =
            List.of(ColumnSchema.of("p", Type.BIGINT), ColumnSchema.of("q", Type.BIGINT));

    private final Storage files = new Storage();

    /** Files that are nothing but names; the folder that vanishes is there until its parent is listed. */
    private static final class Storage implements FileSystem {
        private final Set<String> names = new TreeSet<>();
        private String vanishing = "-";

        @Override
        public boolean serves(String scheme) {
            return scheme.equals("file");
        }

        @Override
        public FolderListing list(Location folder) {
            Set<Location> folders = new TreeSet<>((left, right) -> left.text().compareTo(right.text()));
            List<FileEntry> found = new ArrayList<>();
            for (String name : names) {
                if (name.startsWith(folder.text() + "/")) {
                    int slash = name.indexOf('/', folder.text().length() + 1);
                    if (slash > 0) {
                        folders.add(new Location(name.substring(0, slash)));
                    } else {
                        found.add(new FileEntry(new Location(name), 1, 0, "1"));
                    }
                }
            }
            if (folders.contains(new Location(vanishing))) {
                names.removeIf(name -> name.startsWith(vanishing + "/"));
            }
            if (found.isEmpty() && folders.isEmpty()) {
                throw new TarnException(ErrorCode.PATH_NOT_FOUND, "there is no " + folder);
            }
            return new FolderListing(found, List.copyOf(folders));
        }

        @Override
        public Optional<FileEntry> file(Location location) {
            return Optional.empty();
        }

        @Override
        public boolean isFolder(Location location) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputFile open(FileEntry file) {
            throw new UnsupportedOperationException();
        }
    }

    private void reset(String vanishing) {
        files.vanishing = vanishing;
        files.names.clear();
        for (String name : List.of("p=1/q=1/a", "p=1/q=2/b", "p=2/q=1/deep/c", "p=2/q=1/d")) {
            files.names.add(ROOT + "/" + name);
        }
    }

    private List<String> names() {
        TableStorage storage = new TableStorage(ROOT, location -> files);
        return new PartitionedFolder(storage, ROOT, COLUMNS, name -> true)
                .files(TupleDomain.all(), new ScanMetrics()).stream()
                        .map(file -> file.entry().location().name())
                        .toList();
    }

    @Test
    void whatVanishesHasNoFiles() {
        reset("-");
        assertEquals(List.of("a", "b", "d", "c"), names());
        reset("/t/p=1");
        assertEquals(List.of("d", "c"), names());
        reset("/t/p=1/q=2");
        assertEquals(List.of("a", "d", "c"), names());
        reset("/t/p=2/q=1/deep");
        assertEquals(List.of("a", "b", "d"), names());
    }

    @Test
    void whatVanishesHasNoPartitions() {
        reset("/t/p=1");
        List<String> found = new PartitionPlaces(new TableStorage(ROOT, location -> files), COLUMNS)
                .below(ROOT).stream().map(place -> place.location().text()).toList();
        assertEquals(List.of("/t/p=2/q=1"), found);
    }

    @Test
    void theTablesOwnFolderMustBeThere() {
        files.names.clear();
        TarnException failure = assertThrows(TarnException.class, this::names);
        assertEquals(ErrorCode.PATH_NOT_FOUND, failure.code());
    }
}
