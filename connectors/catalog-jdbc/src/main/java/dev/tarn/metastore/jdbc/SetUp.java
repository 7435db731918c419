package dev.tarn.metastore.jdbc;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;

/** Makes the tables of a catalog, and brings those of an earlier Tarn up to date. */
final class SetUp {
    /** The version of the tables that this Tarn makes and knows. */
    static final int SCHEMA_VERSION = 1;

    private SetUp() {}

    /**
     * Returns the catalog's id.
     *
     * @throws TarnException CATALOG_UNAVAILABLE if a newer Tarn made the tables
     */
    static String run(Link link, Dialect dialect) {
        if (link.number(dialect.tableExists()) == 0) {
            make(link, dialect);
        }
        long version = Long.parseLong(info(link, "schema_version"));
        if (version > SCHEMA_VERSION) {
            throw new TarnException(
                    ErrorCode.CATALOG_UNAVAILABLE,
                    "the catalog " + dialect.description() + " is of version " + version
                            + ", which a newer Tarn made; this one knows versions up to " + SCHEMA_VERSION
                            + ": use the newer one");
        }
        return info(link, "catalog_id");
    }

    private static String info(Link link, String name) {
        return link.one("SELECT value FROM tarn_info WHERE name = ?", row -> row.getString(1), name)
                .orElseThrow(() -> new TarnException(ErrorCode.CATALOG_CORRUPT, "the catalog says no " + name));
    }

    private static void make(Link link, Dialect dialect) {
        for (String statement : dialect.beginWrite()) {
            link.execute(statement);
        }
        boolean done = false;
        try {
            link.execute(dialect.lockForSetUp());
            if (link.number(dialect.tableExists()) == 0) {
                tables(dialect).forEach(link::execute);
                String id = String.format(Locale.ROOT, "%08x", new SecureRandom().nextInt());
                String insert = "INSERT INTO tarn_info (name, value) VALUES (?, ?)";
                link.update(insert, "schema_version", String.valueOf(SCHEMA_VERSION));
                link.update(insert, "catalog_id", id);
                link.update("INSERT INTO tarn_state (version, last_id, last_write) VALUES (0, 0, 0)");
            }
            link.execute("COMMIT");
            done = true;
        } finally {
            if (!done) {
                link.rollback();
            }
        }
    }

    private static List<String> tables(Dialect dialect) {
        String key = dialect.keyType();
        String keyed = dialect.keyedTable();
        return List.of(
                "CREATE TABLE tarn_info (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
                "CREATE TABLE tarn_state (version BIGINT NOT NULL, last_id BIGINT NOT NULL, last_write BIGINT NOT NULL)",
                "CREATE TABLE tarn_databases (name " + key
                        + " PRIMARY KEY, id BIGINT NOT NULL, version BIGINT NOT NULL, "
                        + "changed_at BIGINT NOT NULL, changed_by TEXT NOT NULL, change TEXT NOT NULL, "
                        + "comment TEXT, location TEXT, properties TEXT NOT NULL)",
                "CREATE TABLE tarn_relations (id BIGINT PRIMARY KEY, database_name " + key + " NOT NULL, name " + key
                        + " NOT NULL, kind TEXT NOT NULL, version BIGINT NOT NULL, partition_count BIGINT NOT NULL, "
                        + "UNIQUE (database_name, name))",
                "CREATE TABLE tarn_versions (relation_id BIGINT NOT NULL, version BIGINT NOT NULL, "
                        + "changed_at BIGINT NOT NULL, changed_by TEXT NOT NULL, change TEXT NOT NULL, "
                        + "definition TEXT NOT NULL, PRIMARY KEY (relation_id, version))",
                "CREATE TABLE tarn_partitions (relation_id BIGINT NOT NULL, partition_key " + key + " NOT NULL, "
                        + "location TEXT NOT NULL, details TEXT, PRIMARY KEY (relation_id, partition_key))" + keyed,
                "CREATE TABLE tarn_statistics (relation_id BIGINT NOT NULL, partition_key " + key + " NOT NULL, "
                        + "row_count BIGINT NOT NULL, file_count BIGINT NOT NULL, size_bytes BIGINT NOT NULL, "
                        + "collected_at BIGINT NOT NULL, PRIMARY KEY (relation_id, partition_key))" + keyed,
                "CREATE TABLE tarn_column_statistics (relation_id BIGINT NOT NULL, partition_key " + key
                        + " NOT NULL, column_name " + key + " NOT NULL, min_value TEXT, max_value TEXT, "
                        + "null_count BIGINT NOT NULL, distinct_count BIGINT NOT NULL, sketch " + dialect.bytesType()
                        + ", PRIMARY KEY (relation_id, partition_key, column_name))" + keyed,
                "CREATE TABLE tarn_attributes (database_name " + key + " NOT NULL, relation_name " + key
                        + " NOT NULL, column_name " + key + " NOT NULL, name " + key
                        + " NOT NULL, value TEXT NOT NULL, "
                        + "changed_at BIGINT NOT NULL, changed_by TEXT NOT NULL, "
                        + "PRIMARY KEY (database_name, relation_name, column_name, name))" + keyed,
                "CREATE TABLE tarn_writes (number BIGINT PRIMARY KEY, state TEXT NOT NULL, operation TEXT NOT NULL, "
                        + "database_name TEXT, relation_name TEXT, location TEXT, host TEXT, process_id BIGINT NOT NULL, "
                        + "process_started BIGINT, user_name TEXT NOT NULL, begun BIGINT NOT NULL, ended BIGINT)",
                "CREATE INDEX tarn_writes_by_state ON tarn_writes (state, number)",
                "CREATE TABLE tarn_outputs (number BIGINT NOT NULL, place BIGINT NOT NULL, location TEXT NOT NULL, "
                        + "upload_id TEXT, PRIMARY KEY (number, place))" + keyed);
    }
}
