package dev.tarn.metastore.jdbc;

import dev.tarn.spi.metastore.CollectedColumn;
import dev.tarn.spi.metastore.CollectedStatistics;
import dev.tarn.spi.metastore.PartitionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The statistics of one table and its partitions, within a transaction. */
final class StatisticsTables {
    /** Stands where partitions have their key, and is none. */
    static final String WHOLE = "%%";

    private final Link link;
    private final long relationId;

    StatisticsTables(Link link, long relationId) {
        this.link = link;
        this.relationId = relationId;
    }

    Optional<CollectedStatistics> find(String key) {
        return link.one(
                        "SELECT row_count, file_count, size_bytes, collected_at FROM tarn_statistics "
                                + "WHERE relation_id = ? AND partition_key = ?",
                        row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)},
                        relationId,
                        key)
                .map(found -> new CollectedStatistics(
                        key.equals(WHOLE) ? null : PartitionKey.values(key),
                        found[0],
                        found[1],
                        found[2],
                        Instant.ofEpochMilli(found[3]),
                        columns(key)));
    }

    private Map<String, CollectedColumn> columns(String key) {
        Map<String, CollectedColumn> columns = new HashMap<>();
        link.list(
                "SELECT column_name, min_value, max_value, null_count, distinct_count FROM tarn_column_statistics "
                        + "WHERE relation_id = ? AND partition_key = ?",
                row -> columns.put(
                        row.getString(1),
                        new CollectedColumn(row.getString(2), row.getString(3), row.getLong(4), row.getLong(5), null)),
                relationId,
                key);
        return columns;
    }

    Map<String, byte[]> sketches(String key) {
        Map<String, byte[]> sketches = new HashMap<>();
        link.list(
                "SELECT column_name, sketch FROM tarn_column_statistics "
                        + "WHERE relation_id = ? AND partition_key = ? AND sketch IS NOT NULL",
                row -> sketches.put(row.getString(1), row.getBytes(2)),
                relationId,
                key);
        return sketches;
    }

    void put(Collection<CollectedStatistics> statistics) {
        List<Object[]> keys = new ArrayList<>();
        List<Object[]> tables = new ArrayList<>();
        List<Object[]> columns = new ArrayList<>();
        for (CollectedStatistics each : statistics) {
            String key = each.partition() == null ? WHOLE : PartitionKey.of(each.partition());
            keys.add(new Object[] {relationId, key});
            tables.add(new Object[] {
                relationId,
                key,
                each.rowCount(),
                each.fileCount(),
                each.sizeBytes(),
                each.collected().toEpochMilli()
            });
            each.columns()
                    .forEach((name, column) -> columns.add(new Object[] {
                        relationId,
                        key,
                        name,
                        column.min(),
                        column.max(),
                        column.nullCount(),
                        column.distinctCount(),
                        column.sketch() == null ? Link.Null.BYTES : column.sketch()
                    }));
        }
        drop(keys);
        link.updateAll(
                "INSERT INTO tarn_statistics (relation_id, partition_key, row_count, file_count, size_bytes, collected_at) "
                        + "VALUES (?, ?, ?, ?, ?, ?)",
                tables);
        link.updateAll(
                "INSERT INTO tarn_column_statistics (relation_id, partition_key, column_name, min_value, max_value, "
                        + "null_count, distinct_count, sketch) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                columns);
    }

    /** Forgets those of keys, each with the relation's id before it. */
    void drop(List<Object[]> keys) {
        link.updateAll("DELETE FROM tarn_statistics WHERE relation_id = ? AND partition_key = ?", keys);
        link.updateAll("DELETE FROM tarn_column_statistics WHERE relation_id = ? AND partition_key = ?", keys);
    }

    void dropAll() {
        link.update("DELETE FROM tarn_statistics WHERE relation_id = ?", relationId);
        link.update("DELETE FROM tarn_column_statistics WHERE relation_id = ?", relationId);
    }
}
