package dev.tarn.catalog.crawl;

import dev.tarn.catalog.file.FileShape;
import dev.tarn.catalog.file.FolderTree;
import dev.tarn.catalog.file.PartitionFolder;
import dev.tarn.spi.storage.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the folders below a table's folder as partitions. A level whose folders are {@code key=value} has the key's name, any
 * other is {@code partition_0}, {@code partition_1} and so on. The first folder with files says what levels there are; what
 * has others is a conflict.
 */
final class PartitionLayout {
    /** A folder that has files, and the names that lead to it. */
    private record Leaf(FolderTree folder, List<String> names) {}

    private final FolderTree root;
    private final List<Leaf> leaves = new ArrayList<>();
    private final List<String> conflicts = new ArrayList<>();

    private PartitionLayout(FolderTree root) {
        this.root = root;
        collect(root, List.of());
    }

    private void collect(FolderTree folder, List<String> names) {
        if (!folder.files().isEmpty()) {
            leaves.add(new Leaf(folder, names));
        }
        for (FolderTree child : folder.folders()) {
            List<String> below = new ArrayList<>(names);
            below.add(child.location().name());
            collect(child, below);
        }
    }

    /** Returns the table of a folder whose partition columns are still to be found. */
    static FoundTable of(FolderTree root) {
        PartitionLayout layout = new PartitionLayout(root);
        return layout.table(layout.keys());
    }

    /** Returns the table of a folder whose partition columns are known, maybe none. */
    static FoundTable of(FolderTree root, List<String> keys) {
        return new PartitionLayout(root).table(keys);
    }

    /** Files directly in the folder, if no folder beside them is {@code key=value}, are those of a table without partitions. */
    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        boolean keyed = root.folders().stream()
                .anyMatch(child -> PartitionFolder.parse(child.location().name()) != null);
        if (leaves.isEmpty() || !keyed && !root.files().isEmpty()) {
            return keys;
        }
        List<String> names = leaves.stream()
                .map(Leaf::names)
                .filter(each -> !each.isEmpty() && (!keyed || PartitionFolder.parse(each.get(0)) != null))
                .findFirst()
                .orElse(List.of());
        int unnamed = 0;
        for (String name : names) {
            PartitionFolder folder = PartitionFolder.parse(name);
            String key = folder == null ? "partition_" + unnamed++ : folder.key();
            keys.add(keys.contains(key) ? key + "_" + keys.size() : key);
        }
        return keys;
    }

    private FoundTable table(List<String> keys) {
        List<FoundPartition> partitions = new ArrayList<>();
        if (keys.isEmpty()) {
            List<FileShape> files = new ArrayList<>();
            leaves.forEach(leaf -> files.addAll(leaf.folder().files()));
            partitions.add(new FoundPartition(root.location(), List.of(), files));
        } else {
            partitions(keys, partitions);
        }
        return new FoundTable(root.location(), root.location().name(), keys, partitions, conflicts);
    }

    private void partitions(List<String> keys, List<FoundPartition> partitions) {
        Map<List<String>, Integer> byNames = new HashMap<>();
        for (Leaf leaf : leaves) {
            List<String> values = leaf.names().size() < keys.size() ? null : values(leaf.names(), keys);
            if (values == null) {
                conflicts.add(leaf.folder().location() + " is no folder of a partition by " + String.join(", ", keys));
                continue;
            }
            List<String> names = leaf.names().subList(0, keys.size());
            Integer known = byNames.putIfAbsent(names, partitions.size());
            if (known == null) {
                Location folder = root.location();
                for (String name : names) {
                    folder = folder.child(name);
                }
                partitions.add(new FoundPartition(folder, values, leaf.folder().files()));
            } else {
                FoundPartition earlier = partitions.get(known);
                List<FileShape> files = new ArrayList<>(earlier.files());
                files.addAll(leaf.folder().files());
                partitions.set(known, new FoundPartition(earlier.folder(), earlier.values(), files));
            }
        }
    }

    /** Returns the values that folders' names say, or null if one is of another key. */
    private static List<String> values(List<String> names, List<String> keys) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            PartitionFolder folder = PartitionFolder.parse(names.get(i));
            String key = keys.get(i);
            boolean fits = folder == null
                    ? key.matches("partition_\\d+")
                    : key.equals(folder.key()) || key.equals(folder.key() + "_" + i);
            if (!fits) {
                return null;
            }
            values.add(folder == null ? names.get(i) : folder.value());
        }
        return values;
    }
}
