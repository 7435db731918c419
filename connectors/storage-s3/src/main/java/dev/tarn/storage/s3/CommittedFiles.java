package dev.tarn.storage.s3;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.PendingFile;
import dev.tarn.spi.storage.remote.FanOut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/** Looks up how objects that were just completed are listed: folder by folder, by what their names have in common. */
final class CommittedFiles {
    private CommittedFiles() {}

    /**
     * Returns the objects in the order of {@code files}.
     *
     * @param listing lists the files of a folder whose names begin so
     * @throws TarnException PATH_NOT_FOUND for one that is not there
     */
    static List<FileEntry> of(
            List<PendingFile> files, Executor executor, BiFunction<Location, String, List<FileEntry>> listing) {
        Map<Location, String> prefixes = new LinkedHashMap<>();
        for (PendingFile file : files) {
            prefixes.merge(folder(file.location()), file.location().name(), CommittedFiles::common);
        }
        List<Callable<List<FileEntry>>> tasks = new ArrayList<>();
        prefixes.forEach((folder, prefix) -> tasks.add(() -> listing.apply(folder, prefix)));
        Map<Location, FileEntry> found = new HashMap<>();
        if (!tasks.isEmpty()) {
            FanOut.run(executor, tasks).forEach(each -> each.forEach(entry -> found.put(entry.location(), entry)));
        }
        List<FileEntry> entries = new ArrayList<>();
        for (PendingFile file : files) {
            FileEntry entry = found.get(file.location());
            if (entry == null) {
                throw new TarnException(
                        ErrorCode.PATH_NOT_FOUND,
                        ErrorPosition.InFile.of(file.location().text()),
                        "neither the object nor its upload is there (" + S3Path.of(file.location())
                                + "): it was aborted, or deleted");
            }
            entries.add(entry);
        }
        return entries;
    }

    private static Location folder(Location file) {
        String text = file.text();
        return new Location(text.substring(0, text.lastIndexOf('/')));
    }

    private static String common(String left, String right) {
        int length = 0;
        int least = Math.min(left.length(), right.length());
        while (length < least && left.charAt(length) == right.charAt(length)) {
            length++;
        }
        return left.substring(0, length);
    }
}
