package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.TableStatistics;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the footers of a table's files say together, which is the same as long as the files are. Kept until it is needed for
 * others. Thread-safe.
 */
final class StatisticsCache {
    private static final int MAX_FILES = 100_000;

    /**
     * All that statistics depend on: a file's version changes with its content.
     *
     * @param reading how files are read that say nothing else
     * @param columns the table's columns
     * @param names those that are asked for
     */
    record Key(List<TableFile> files, FileReading reading, List<ColumnSchema> columns, Set<String> names) {}

    private final LinkedHashMap<Key, TableStatistics> known = new LinkedHashMap<>(16, 0.75f, true);
    private long files;

    /** Returns the statistics of {@code key}, made by {@code compute} if they are not known. */
    TableStatistics get(Key key, Supplier<TableStatistics> compute) {
        synchronized (this) {
            TableStatistics found = known.get(key);
            if (found != null) {
                return found;
            }
        }
        TableStatistics made = compute.get();
        keep(key, made);
        return made;
    }

    private synchronized void keep(Key key, TableStatistics statistics) {
        if (known.put(key, statistics) == null) {
            files += key.files.size() + 1;
        }
        Iterator<Map.Entry<Key, TableStatistics>> oldest = known.entrySet().iterator();
        while (files > MAX_FILES && known.size() > 1) {
            files -= oldest.next().getKey().files.size() + 1;
            oldest.remove();
        }
    }
}
