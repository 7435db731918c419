package dev.tarn.catalog.crawl;

import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.file.FileShape;
import dev.tarn.catalog.file.FolderTree;
import dev.tarn.catalog.file.PartitionFolder;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.storage.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Tells tables from partitions. From the inside out: a folder of {@code key=value} folders is a table; folders that look
 * alike and lie side by side, or that are named like parts of dates, are partitions of one; what looks different becomes
 * tables of its own. A folder that is a table of the catalog stays one.
 */
public final class TableFinder {
    /** Years, months, days, hours; and dates of several of them. */
    private static final Pattern DATE_LIKE =
            Pattern.compile("\\d{1,2}|\\d{4}|\\d{4}[-_]?\\d{2}|\\d{4}[-_]?\\d{2}[-_]?\\d{2}([-T_]?\\d{2}){0,3}");

    /**
     * The tables of a folder.
     *
     * @param open whether the one table there is may become partitions of a table around it
     */
    private record Found(List<FoundTable> tables, boolean open) {}

    private final Map<Location, FileTableDefinition> known = new HashMap<>();
    private final int depth;
    private final List<FileShape> unreadable = new ArrayList<>();

    /**
     * @param known the tables of the catalog that may lie there, by their locations as the tree has them
     * @param depth how many levels below the root tables lie, or 0 if that is to be found out
     */
    public TableFinder(Map<Location, FileTableDefinition> known, int depth) {
        this.known.putAll(known);
        this.depth = depth;
    }

    /** Returns the tables of a tree in the order of their locations. */
    public List<FoundTable> find(FolderTree root) {
        Map<String, FoundTable> ordered = new TreeMap<>();
        find(root, 0).tables().forEach(table -> ordered.put(table.location().text(), table));
        return List.copyOf(ordered.values());
    }

    /** Returns the files that no table has because nobody can read them. */
    public List<FileShape> unreadable() {
        return List.copyOf(unreadable);
    }

    private Found find(FolderTree folder, int level) {
        FileTableDefinition there = known.get(folder.location());
        if (there != null) {
            List<String> keys =
                    there.partitionColumns().stream().map(ColumnSchema::name).toList();
            return closed(PartitionLayout.of(folder, keys));
        }
        if (depth > 0 && level >= depth) {
            return closed(PartitionLayout.of(folder));
        }
        List<Found> below = folder.folders().stream()
                .map(child -> isKeyed(child) ? null : find(child, level + 1))
                .toList();
        if (depth == 0 && below.contains(null)) {
            return new Found(List.of(PartitionLayout.of(folder)), below.stream().allMatch(each -> each == null));
        }
        List<List<FileShape>> groups = groups(folder.files());
        return merged(folder, below, groups).orElseGet(() -> apart(folder, below, groups));
    }

    private static Found closed(FoundTable table) {
        return new Found(List.of(table), false);
    }

    private static boolean isKeyed(FolderTree folder) {
        return PartitionFolder.parse(folder.location().name()) != null;
    }

    private boolean isKnown(FileShape file) {
        return known.containsKey(file.location());
    }

    /** Returns readable files in groups that look alike. */
    private List<List<FileShape>> groups(List<FileShape> files) {
        List<List<FileShape>> groups = new ArrayList<>();
        for (FileShape file : files) {
            if (file.problem() != null) {
                unreadable.add(file);
                continue;
            }
            List<FileShape> group = groups.stream()
                    .filter(each -> !isKnown(file) && !isKnown(each.get(0)))
                    .filter(each -> Likeness.isSameFolder(each.get(0), file))
                    .findFirst()
                    .orElse(null);
            if (group == null) {
                group = new ArrayList<>();
                groups.add(group);
            }
            group.add(file);
        }
        return groups;
    }

    /** Returns the one table that all of a folder is, if it is one. */
    private Optional<Found> merged(FolderTree folder, List<Found> below, List<List<FileShape>> groups) {
        if (depth > 0 || groups.size() > 1 || below.stream().anyMatch(each -> !isSingle(each))) {
            return Optional.empty();
        }
        boolean apart = folder.files().stream().anyMatch(file -> file.problem() != null || isKnown(file));
        if (apart || groups.isEmpty() && below.isEmpty()) {
            return Optional.empty();
        }
        if (groups.isEmpty()
                && below.size() == 1
                && !isDateLike(folder.folders().get(0))) {
            return Optional.empty();
        }
        FoundTable whole = PartitionLayout.of(folder);
        FileShape first = whole.files().isEmpty() ? null : whole.files().get(0);
        boolean flat = whole.keys().isEmpty();
        boolean alike = first != null
                && whole.files().stream()
                        .allMatch(
                                file -> flat ? Likeness.isSameFolder(first, file) : Likeness.isSameTable(first, file));
        boolean sameLevels = whole.conflicts().isEmpty()
                && (flat
                        || below.stream()
                                .allMatch(each -> each.tables().get(0).keys().size()
                                        == whole.keys().size() - 1));
        return alike && sameLevels ? Optional.of(new Found(List.of(whole), true)) : Optional.empty();
    }

    private static boolean isSingle(Found found) {
        return found != null && found.open() && found.tables().size() == 1;
    }

    private static boolean isDateLike(FolderTree folder) {
        return DATE_LIKE.matcher(folder.location().name()).matches();
    }

    /** Returns the tables below a folder, and those of the files that lie directly in it. */
    private Found apart(FolderTree folder, List<Found> below, List<List<FileShape>> groups) {
        List<FoundTable> tables = new ArrayList<>();
        for (int i = 0; i < below.size(); i++) {
            if (below.get(i) == null) {
                tables.add(PartitionLayout.of(folder.folders().get(i)));
            } else {
                tables.addAll(below.get(i).tables());
            }
        }
        boolean alone = folder.folders().isEmpty()
                && folder.files().stream().noneMatch(file -> file.problem() != null || isKnown(file));
        for (List<FileShape> group : groups) {
            if (groups.size() == 1 && alone) {
                tables.add(files(folder.location(), folder.location().name(), group));
            } else {
                ofFiles(folder, group, tables);
            }
        }
        return new Found(tables, false);
    }

    /** Files that share a folder with others are a table by their ending, if no other has it, or each one by itself. */
    private static void ofFiles(FolderTree folder, List<FileShape> group, List<FoundTable> tables) {
        String ending = ending(group.get(0));
        boolean own = !ending.isEmpty()
                && group.stream().allMatch(file -> ending(file).equals(ending))
                && folder.files().stream()
                                .filter(file -> file.location().name().endsWith(ending))
                                .count()
                        == group.size();
        if (own && group.size() > 1) {
            Location pattern = folder.location().child("*" + ending);
            tables.add(files(pattern, folder.location().name() + "_" + ending.substring(1), group));
            return;
        }
        for (FileShape file : group) {
            String name = file.location().name();
            int dot = name.indexOf('.');
            tables.add(files(file.location(), dot > 0 ? name.substring(0, dot) : name, List.of(file)));
        }
    }

    private static String ending(FileShape file) {
        String name = file.location().name();
        int dot = name.indexOf('.');
        return dot <= 0 ? "" : name.substring(dot);
    }

    private static FoundTable files(Location location, String name, List<FileShape> files) {
        FoundPartition all = new FoundPartition(location, List.of(), files);
        return new FoundTable(location, name, List.of(), List.of(all), List.of());
    }
}
