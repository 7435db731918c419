package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FolderListing;
import dev.tarn.spi.storage.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Lists all that lies below a folder, and looks at each file: its format, its columns, how it is read. */
final class FolderSurvey {
    /** A folder before its files were looked at. */
    private record Listed(Location location, List<FileEntry> files, List<Listed> folders) {}

    private final TableStorage storage;
    private final FileFormats formats;
    private final FileCaches caches;
    private final Predicate<String> visible;
    private final ScanMetrics metrics = new ScanMetrics();

    /** Makes one of the files whose names are {@code visible}. */
    FolderSurvey(TableStorage storage, FileFormats formats, FileCaches caches, Predicate<String> visible) {
        this.visible = visible;
        this.storage = storage;
        this.formats = formats;
        this.caches = caches;
    }

    FolderTree of(Location folder) {
        Listed listed = listed(folder, storage.fileSystem().list(folder));
        List<FileEntry> files = new ArrayList<>();
        collect(listed, files);
        List<FileShape> shapes = storage.all(files, this::shape);
        Map<Location, FileShape> byLocation = new HashMap<>();
        shapes.forEach(shape -> byLocation.put(shape.location(), shape));
        return tree(listed, byLocation);
    }

    private Listed listed(Location folder, FolderListing listing) {
        List<FileEntry> files = listing.files().stream()
                .filter(file -> file.sizeBytes() > 0 && isSeen(file.location().name()))
                .toList();
        List<Location> children = listing.folders().stream()
                .filter(child -> !HiddenNames.isHidden(child.name()))
                .toList();
        List<FolderListing> listings = storage.listIfThere(children);
        List<Listed> folders = new ArrayList<>();
        for (int i = 0; i < children.size(); i++) {
            folders.add(listed(children.get(i), listings.get(i)));
        }
        return new Listed(folder, files, folders);
    }

    private boolean isSeen(String name) {
        return !HiddenNames.isHidden(name) && visible.test(name);
    }

    private static void collect(Listed folder, List<FileEntry> files) {
        files.addAll(folder.files());
        folder.folders().forEach(child -> collect(child, files));
    }

    private static FolderTree tree(Listed folder, Map<Location, FileShape> shapes) {
        return new FolderTree(
                folder.location(),
                folder.files().stream().map(file -> shapes.get(file.location())).toList(),
                folder.folders().stream()
                        .map(child -> tree(child, shapes))
                        .filter(child -> !child.isEmpty())
                        .toList());
    }

    private FileShape shape(FileEntry file) {
        String name = null;
        try {
            FileFormat format = formats.of(file, () -> PathFiles.head(storage, file, metrics));
            name = format.name();
            FileMetadata metadata = caches.footers()
                    .metadata(storage.fileSystem(file.location()), file, format, FormatOptions.NONE, metrics);
            return new FileShape(file.location(), name, lower(metadata.columns()), metadata.inference(), null);
        } catch (TarnException e) {
            if (!isAboutFile(e)) {
                throw e;
            }
            return FileShape.unreadable(file.location(), name, e.getMessage());
        }
    }

    /** Returns whether another file may well be readable. */
    private static boolean isAboutFile(TarnException error) {
        return switch (error.code()) {
            case NOT_SUPPORTED, HIVE_BAD_DATA, HIVE_PARTITION_SCHEMA_MISMATCH -> true;
            default -> false;
        };
    }

    private static List<ColumnSchema> lower(List<ColumnSchema> columns) {
        return columns.stream()
                .map(column -> new ColumnSchema(
                        column.name().toLowerCase(Locale.ROOT), column.type(), column.unsupported(), column.comment()))
                .toList();
    }
}
