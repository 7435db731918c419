package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The partition columns that files' paths spell as {@code key=value}, if all spell the same keys; else none.
 *
 * @param columns the columns, the outermost first
 * @param files the files with their values
 */
record PathPartitions(List<ColumnSchema> columns, List<TableFile> files) {
    static PathPartitions of(List<FileEntry> files) {
        List<List<PartitionFolder>> folders =
                files.stream().map(file -> folders(file.location())).toList();
        List<String> keys = keys(folders.get(0));
        boolean agree = folders.stream().allMatch(each -> keys(each).equals(keys));
        if (!agree || keys.isEmpty()) {
            return new PathPartitions(
                    List.of(),
                    files.stream().map(file -> new TableFile(file, List.of())).toList());
        }
        List<ColumnSchema> columns = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            int column = i;
            Type type = PartitionValues.infer(
                    folders.stream().map(each -> each.get(column).value()).toList());
            columns.add(ColumnSchema.of(keys.get(i), type));
        }
        List<TableFile> withValues = new ArrayList<>();
        for (int file = 0; file < files.size(); file++) {
            withValues.add(new TableFile(files.get(file), values(files.get(file), folders.get(file), columns)));
        }
        return new PathPartitions(columns, withValues);
    }

    private static List<Object> values(FileEntry file, List<PartitionFolder> folders, List<ColumnSchema> columns) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            values.add(PartitionValues.parse(
                    folders.get(i).value(),
                    columns.get(i).type(),
                    file.location(),
                    columns.get(i).name()));
        }
        return values;
    }

    private static List<String> keys(List<PartitionFolder> folders) {
        return folders.stream().map(PartitionFolder::key).toList();
    }

    private static List<PartitionFolder> folders(Location file) {
        List<String> segments = Arrays.asList(file.path().split("/"));
        return segments.subList(0, segments.size() - 1).stream()
                .map(PartitionFolder::parse)
                .filter(Objects::nonNull)
                .toList();
    }
}
