package dev.tarn.metastore.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.metastore.Metastore;
import dev.tarn.spi.metastore.PartitionSummary;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.WriteId;
import dev.tarn.spi.metastore.WriteRecord;
import dev.tarn.spi.metastore.WriteRequest;
import dev.tarn.spi.metastore.WriteState;
import dev.tarn.spi.metastore.WriterProcess;
import java.util.ArrayList;
import java.util.List;

/**
 * A catalog as the first version had its tables: database {@code lake} with table {@code trips}, which has one partition, and
 * with table {@code plain}, which has none; write 1 is committed, write 2 aborted, write 3 open.
 */
final class CatalogVersion1 {
    private static final String TABLE = "{\"columns\":[{\"name\":\"id\",\"type\":\"int\"}],"
            + "\"partitionColumns\":[{\"name\":\"year\",\"type\":\"int\"}],"
            + "\"storage\":{\"format\":\"PARQUET\",\"storedAs\":\"PARQUET\"},\"location\":\"/lake/trips\"}";

    private CatalogVersion1() {}

    static List<String> statements(Dialect dialect) {
        List<String> statements = new ArrayList<>(tables(dialect.keyType(), dialect.bytesType()));
        statements.addAll(
                List.of(
                        "INSERT INTO tarn_info VALUES ('schema_version', '1'), ('catalog_id', '0badcafe')",
                        "INSERT INTO tarn_state VALUES (7, 3, 3)",
                        "INSERT INTO tarn_databases VALUES ('lake', 1, 1, 5, 'ana', 'CREATE DATABASE', NULL, NULL, '{}')",
                        "INSERT INTO tarn_relations VALUES (2, 'lake', 'trips', 'TABLE', 1, 1)",
                        "INSERT INTO tarn_relations VALUES (3, 'lake', 'plain', 'TABLE', 1, 0)",
                        "INSERT INTO tarn_versions VALUES (2, 1, 5, 'ana', 'CREATE TABLE', '" + TABLE + "')",
                        "INSERT INTO tarn_versions VALUES (3, 1, 5, 'ana', 'CREATE TABLE', '" + TABLE + "')",
                        "INSERT INTO tarn_partitions VALUES (2, '2024', '/lake/trips/year=2024', NULL)",
                        "INSERT INTO tarn_writes VALUES (1, 'COMMITTED', 'INSERT', 'lake', 'trips', '/l', 'h', 7, 5, 'ana', 6, 8)",
                        "INSERT INTO tarn_writes VALUES (2, 'ABORTED', 'INSERT', 'lake', 'trips', '/l', 'h', 7, 5, 'ana', 6, 8)",
                        "INSERT INTO tarn_writes VALUES (3, 'OPEN', 'INSERT', 'lake', 'trips', '/l', 'h', 7, NULL, 'ana', 6, NULL)"));
        return statements;
    }

    private static List<String> tables(String key, String bytes) {
        return List.of(
                "CREATE TABLE tarn_info (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
                "CREATE TABLE tarn_state (version BIGINT NOT NULL, last_id BIGINT NOT NULL, last_write BIGINT NOT NULL)",
                "CREATE TABLE tarn_databases (name " + key
                        + " PRIMARY KEY, id BIGINT NOT NULL, version BIGINT NOT NULL, changed_at BIGINT NOT NULL, "
                        + "changed_by TEXT NOT NULL, change TEXT NOT NULL, comment TEXT, location TEXT, "
                        + "properties TEXT NOT NULL)",
                "CREATE TABLE tarn_relations (id BIGINT PRIMARY KEY, database_name " + key + " NOT NULL, name " + key
                        + " NOT NULL, kind TEXT NOT NULL, version BIGINT NOT NULL, partition_count BIGINT NOT NULL, "
                        + "UNIQUE (database_name, name))",
                "CREATE TABLE tarn_versions (relation_id BIGINT NOT NULL, version BIGINT NOT NULL, "
                        + "changed_at BIGINT NOT NULL, changed_by TEXT NOT NULL, change TEXT NOT NULL, "
                        + "definition TEXT NOT NULL, PRIMARY KEY (relation_id, version))",
                "CREATE TABLE tarn_partitions (relation_id BIGINT NOT NULL, partition_key " + key + " NOT NULL, "
                        + "location TEXT NOT NULL, details TEXT, PRIMARY KEY (relation_id, partition_key))",
                "CREATE TABLE tarn_statistics (relation_id BIGINT NOT NULL, partition_key " + key + " NOT NULL, "
                        + "row_count BIGINT NOT NULL, file_count BIGINT NOT NULL, size_bytes BIGINT NOT NULL, "
                        + "collected_at BIGINT NOT NULL, PRIMARY KEY (relation_id, partition_key))",
                "CREATE TABLE tarn_column_statistics (relation_id BIGINT NOT NULL, partition_key " + key
                        + " NOT NULL, column_name " + key + " NOT NULL, min_value TEXT, max_value TEXT, "
                        + "null_count BIGINT NOT NULL, distinct_count BIGINT NOT NULL, sketch " + bytes
                        + ", PRIMARY KEY (relation_id, partition_key, column_name))",
                "CREATE TABLE tarn_attributes (database_name " + key + " NOT NULL, relation_name " + key
                        + " NOT NULL, column_name " + key + " NOT NULL, name " + key + " NOT NULL, "
                        + "value TEXT NOT NULL, changed_at BIGINT NOT NULL, changed_by TEXT NOT NULL, "
                        + "PRIMARY KEY (database_name, relation_name, column_name, name))",
                "CREATE TABLE tarn_writes (number BIGINT PRIMARY KEY, state TEXT NOT NULL, operation TEXT NOT NULL, "
                        + "database_name TEXT, relation_name TEXT, location TEXT, host TEXT, "
                        + "process_id BIGINT NOT NULL, process_started BIGINT, user_name TEXT NOT NULL, "
                        + "begun BIGINT NOT NULL, ended BIGINT)",
                "CREATE INDEX tarn_writes_by_state ON tarn_writes (state, number)",
                "CREATE TABLE tarn_outputs (number BIGINT NOT NULL, place BIGINT NOT NULL, location TEXT NOT NULL, "
                        + "upload_id TEXT, PRIMARY KEY (number, place))");
    }

    /** Checks a catalog that was made of it. */
    static void check(Metastore metastore) {
        assertEquals("0badcafe", metastore.id());
        metastore.read(reader -> {
            RelationName trips = new RelationName("lake", "trips");
            assertTrue(reader.relation(trips).isPresent());
            assertEquals(new PartitionSummary(1, 1), reader.partitionSummary(trips));
            assertEquals(PartitionSummary.NEVER, reader.partitionSummary(new RelationName("lake", "plain")));
            assertTrue(reader.partition(trips, List.of("2024")).isPresent());
            WriteRecord open = reader.writes(WriteState.OPEN).get(0);
            assertEquals(3, open.id().number());
            assertEquals(open.begun(), open.lastAlive());
            assertEquals(new WriterProcess("h", null, 7, null), open.request().process());
            assertTrue(reader.writeVisibility().isVisible(new WriteId("0badcafe", 1)));
            assertFalse(reader.writeVisibility().isVisible(new WriteId("0badcafe", 2)));
            return null;
        });
        metastore.change("bo", writer -> {
            WriteRequest request = new WriteRequest("UNLOAD", null, "/x", new WriterProcess("h", "space", 1, null));
            WriteRecord write = writer.beginWrite(request);
            assertEquals(request, writer.write(write.id()).orElseThrow().request());
            return null;
        });
    }
}
