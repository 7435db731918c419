package dev.tarn.catalog.file;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.FolderListing;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.StorageMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** How paths may go on that somebody began to type. */
public final class PathNames {
    private static final int MOST_NAMES = 1_000;

    private PathNames() {}

    /**
     * Returns the files and folders whose paths begin with {@code prefix}, in order; folders end with a slash. Hidden names
     * are left out unless the prefix spells their first character, and of thousands of names some.
     *
     * @return nothing for a folder that is not there
     */
    public static List<String> beginningWith(String prefix, Function<Location, FileSystem> storages) {
        int slash = prefix.lastIndexOf('/');
        String folder = prefix.substring(0, slash + 1);
        String namePrefix = prefix.substring(slash + 1);
        if (folder.endsWith("://")) {
            Location scheme = new Location(folder);
            return storages.apply(scheme).forQuery(new StorageMetrics()).roots(scheme, namePrefix).stream()
                    .map(root -> root.text() + "/")
                    .sorted()
                    .toList();
        }
        Location location = new Location(folder.isEmpty() ? "." : folder);
        FolderListing listing;
        try {
            listing = storages.apply(location).forQuery(new StorageMetrics()).someOf(location, namePrefix, MOST_NAMES);
        } catch (TarnException e) {
            if (e.code() == ErrorCode.PATH_NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
        List<String> names = new ArrayList<>();
        listing.folders().forEach(found -> names.add(found.name() + "/"));
        listing.files().forEach(found -> names.add(found.location().name()));
        return names.stream()
                .filter(name -> !namePrefix.isEmpty() || !name.startsWith(".") && !name.startsWith("_"))
                .map(name -> folder + name)
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
