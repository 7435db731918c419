package dev.tarn.catalog.file;

import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.InputFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What files say of themselves, kept until they change or memory is needed for others. Thread-safe. */
final class FooterCache {
    private static final long MAX_BYTES = 256L << 20;

    private record Key(String location, String version, String format, FormatOptions options) {}

    private final LinkedHashMap<Key, FileMetadata> footers = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    /** Returns the metadata of each file, in order. May block. */
    List<FileMetadata> metadata(
            TableStorage storage,
            List<FileEntry> files,
            FileFormat format,
            FormatOptions options,
            ScanMetrics metrics) {
        List<FileMetadata> all = new ArrayList<>(files.size());
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            FileMetadata known = find(key(files.get(i), format, options));
            all.add(known);
            if (known == null) {
                missing.add(i);
            }
        }
        List<FileMetadata> read = storage.all(missing, i -> {
            FileEntry file = files.get(i);
            return metadata(storage.fileSystem(file.location()), file, format, options, metrics);
        });
        for (int i = 0; i < read.size(); i++) {
            all.set(missing.get(i), read.get(i));
        }
        return all;
    }

    private static Key key(FileEntry file, FileFormat format, FormatOptions options) {
        return new Key(file.location().text(), file.version(), format.name(), options);
    }

    /** Returns the metadata of a file, read if it is not known or the file has changed. May block. */
    FileMetadata metadata(
            FileSystem fileSystem, FileEntry file, FileFormat format, FormatOptions options, ScanMetrics metrics) {
        Key key = key(file, format, options);
        FileMetadata known = find(key);
        if (known != null) {
            return known;
        }
        try (InputFile input = fileSystem.open(file)) {
            FileMetadata read = format.readMetadata(input, options, metrics);
            keep(key, read);
            return read;
        }
    }

    private synchronized FileMetadata find(Key key) {
        return footers.get(key);
    }

    private synchronized void keep(Key key, FileMetadata metadata) {
        FileMetadata earlier = footers.put(key, metadata);
        bytes += metadata.retainedBytes() - (earlier == null ? 0 : earlier.retainedBytes());
        var oldest = footers.entrySet().iterator();
        while (bytes > MAX_BYTES && footers.size() > 1) {
            Map.Entry<Key, FileMetadata> entry = oldest.next();
            bytes -= entry.getValue().retainedBytes();
            oldest.remove();
        }
    }
}
