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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lists all that lies below a folder, and looks at its files: their format, their columns, how they are read. */
final class FolderSurvey {
    /** A folder before its files were looked at. */
    private record Listed(Location location, List<FileEntry> files, List<Listed> folders) {}

    private final TableStorage storage;
    private final FileFormats formats;
    private final FileCaches caches;
    private final Survey survey;
    private final ScanMetrics metrics = new ScanMetrics();

    FolderSurvey(TableStorage storage, FileFormats formats, FileCaches caches, Survey survey) {
        this.survey = survey;
        this.storage = storage;
        this.formats = formats;
        this.caches = caches;
    }

    FolderTree of(Location folder) {
        Listed listed = listed(folder, storage.fileSystem().list(folder));
        List<List<FileEntry>> groups = new ArrayList<>();
        collect(listed, groups);
        Map<Location, FileShape> shapes = new HashMap<>();
        List<FileSample> samples = new ArrayList<>();
        groups.forEach(group -> samples.add(new FileSample(group, survey.filesPerFolder())));
        for (List<FileEntry> next = next(samples, shapes); !next.isEmpty(); next = next(samples, shapes)) {
            look(next, shapes);
        }
        samples.forEach(sample -> sample.assumeRest(shapes));
        return tree(listed, shapes);
    }

    /** Returns the files of all groups to open before it is asked again. */
    private static List<FileEntry> next(List<FileSample> samples, Map<Location, FileShape> shapes) {
        return samples.stream().flatMap(sample -> sample.next(shapes).stream()).toList();
    }

    private void look(List<FileEntry> files, Map<Location, FileShape> shapes) {
        storage.all(files, this::shape).forEach(shape -> shapes.put(shape.location(), shape));
    }

    private Listed listed(Location folder, FolderListing listing) {
        survey.checkpoint().run();
        List<FileEntry> files = listing.files().stream()
                .filter(file -> file.sizeBytes() > 0
                        && !HiddenNames.isHidden(file.location().name())
                        && survey.isVisible().test(file.location().name()))
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

    /** Adds the files of folders, those of one folder and one ending together. */
    private static void collect(Listed folder, List<List<FileEntry>> groups) {
        Map<String, List<FileEntry>> byEnding = new LinkedHashMap<>();
        for (FileEntry file : folder.files()) {
            byEnding.computeIfAbsent(ending(file.location().name()), ending -> new ArrayList<>())
                    .add(file);
        }
        groups.addAll(byEnding.values());
        folder.folders().forEach(child -> collect(child, groups));
    }

    /** Returns what stands behind the last dot, and before it too where that says how the file is compressed. */
    private static String ending(String name) {
        String plain = FileFormats.withoutCompression(name);
        int dot = plain.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot);
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
        survey.checkpoint().run();
        String name = null;
        try {
            FileFormat format = formats.of(file, () -> PathFiles.head(storage, file, metrics));
            name = format.name();
            FileMetadata metadata = caches.footers()
                    .metadata(storage.fileSystem(file.location()), file, format, FormatOptions.NONE, metrics);
            return new FileShape(file.location(), name, lower(metadata.columns()), metadata.inference(), null, true);
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
