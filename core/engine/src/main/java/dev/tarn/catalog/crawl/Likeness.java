package dev.tarn.catalog.crawl;

import dev.tarn.catalog.InferredReading;
import dev.tarn.catalog.file.FileShape;
import dev.tarn.spi.catalog.ColumnSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which files look like those of one table. */
final class Likeness {
    /** That much of the columns of the one that has fewer must be in the other, in percent. */
    private static final int COMMON_PERCENT = 70;

    private static final int PERCENT = 100;

    private Likeness() {}

    /** Returns whether two files may be of partitions of one table: of one format, with columns that are mostly the same. */
    static boolean isSameTable(FileShape left, FileShape right) {
        if (left.problem() != null || right.problem() != null || !left.format().equals(right.format())) {
            return false;
        }
        Set<String> names = names(left);
        Set<String> common = names(right);
        int fewer = Math.min(names.size(), common.size());
        common.retainAll(names);
        return common.size() * PERCENT >= fewer * COMMON_PERCENT;
    }

    /** Returns whether two files may lie in one folder without partitions: of one table, and read in one way. */
    static boolean isSameFolder(FileShape left, FileShape right) {
        return isSameTable(left, right) && reading(left).equals(reading(right)) && isAligned(left, right);
    }

    /** Returns whether what is found by position has the same names in the same places. */
    static boolean isAligned(FileShape left, FileShape right) {
        return !left.isByPosition()
                || startsWith(left.columns(), right.columns())
                || startsWith(right.columns(), left.columns());
    }

    /** Returns whether {@code longer} begins with the names of {@code shorter}. */
    static boolean startsWith(List<ColumnSchema> longer, List<ColumnSchema> shorter) {
        return longer.size() >= shorter.size()
                && longer.subList(0, shorter.size()).stream()
                        .map(ColumnSchema::name)
                        .toList()
                        .equals(shorter.stream().map(ColumnSchema::name).toList());
    }

    static InferredReading reading(FileShape file) {
        return InferredReading.of(file.format(), file.inference());
    }

    private static Set<String> names(FileShape file) {
        Set<String> names = new HashSet<>();
        file.columns().forEach(column -> names.add(column.name()));
        return names;
    }
}
