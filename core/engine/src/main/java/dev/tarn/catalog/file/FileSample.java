package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which files of a folder and of one ending are opened. First a few; where these are alike but for their columns, several
 * times as many, again and again, until the last ones add no column and widen no type; where they are not alike, all. One
 * thread at a time.
 */
final class FileSample {
    private static final int GROWTH = 4;

    private final List<FileEntry> files;
    private int wanted;
    private boolean isComplete;
    private Map<String, Type> columns;

    FileSample(List<FileEntry> files, int first) {
        this.files = files;
        this.wanted = first;
    }

    /**
     * Returns the files to open next, none if those suffice that it has asked for.
     *
     * @param shapes those of all files that it has asked for
     */
    List<FileEntry> next(Map<Location, FileShape> shapes) {
        while (!isComplete) {
            List<FileEntry> next = chosen().stream()
                    .filter(file -> !shapes.containsKey(file.location()))
                    .toList();
            if (!next.isEmpty()) {
                return next;
            }
            judge(shapes);
        }
        return List.of();
    }

    /** Returns the first, the last, and some at even distances between. */
    private List<FileEntry> chosen() {
        if (files.size() <= wanted) {
            return files;
        }
        if (wanted == 1) {
            return files.subList(0, 1);
        }
        List<FileEntry> chosen = new ArrayList<>(wanted);
        for (int i = 0; i < wanted; i++) {
            chosen.add(files.get((int) ((long) i * (files.size() - 1) / (wanted - 1))));
        }
        return chosen;
    }

    private void judge(Map<Location, FileShape> shapes) {
        if (files.size() <= wanted) {
            isComplete = true;
            return;
        }
        List<FileShape> seen = files.stream()
                .map(file -> shapes.get(file.location()))
                .filter(shape -> shape != null)
                .toList();
        FileShape first = seen.get(0);
        if (!seen.stream().allMatch(first::isLike)) {
            wanted = files.size();
            return;
        }
        Map<String, Type> before = columns == null ? widened(List.of(first)) : columns;
        columns = widened(seen);
        isComplete = columns.equals(before);
        wanted = (int) Math.min(files.size(), (long) wanted * GROWTH);
    }

    /** Returns the columns that any file has, in types that fit those of all. */
    private static Map<String, Type> widened(List<FileShape> shapes) {
        Map<String, Type> widened = new HashMap<>();
        for (FileShape shape : shapes) {
            for (ColumnSchema column : shape.columns()) {
                Type type = column.type() == null ? Type.VARCHAR : column.type();
                widened.merge(column.name(), type, (left, right) -> TypeWidening.common(left, right)
                        .orElse(Type.VARCHAR));
            }
        }
        return widened;
    }

    /** Takes the files that were not opened to be like the first. */
    void assumeRest(Map<Location, FileShape> shapes) {
        FileShape first = files.isEmpty() ? null : shapes.get(files.get(0).location());
        for (FileEntry file : files) {
            shapes.computeIfAbsent(file.location(), first::assumed);
        }
    }
}
