package dev.tarn.metastore.jdbc;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;

/** Makes the tables of a catalog, and brings those of an earlier Tarn up to date. */
final class SetUp {
    /** The version of the tables that this Tarn makes and knows. */
    static final int SCHEMA_VERSION = 2;

    private static final String VERSION = "schema_version";

    private SetUp() {}

    /**
     * Returns the catalog's id.
     *
     * @throws TarnException CATALOG_UNAVAILABLE if a newer Tarn made the tables; CATALOG_CORRUPT if they say of no version
     */
    static String run(Link link, Dialect dialect) {
        if (link.number(dialect.tableExists()) == 0 || version(link, dialect) < SCHEMA_VERSION) {
            alone(link, dialect);
        }
        long version = version(link, dialect);
        if (version > SCHEMA_VERSION) {
            throw new TarnException(
                    ErrorCode.CATALOG_UNAVAILABLE,
                    "the catalog " + dialect.description() + " is of version " + version
                            + ", which a newer Tarn made; this one knows versions up to " + SCHEMA_VERSION
                            + ": use the newer one");
        }
        return info(link, dialect, "catalog_id");
    }

    private static long version(Link link, Dialect dialect) {
        String text = info(link, dialect, VERSION);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw corrupt(dialect, "says that its version is '" + text + "'", e);
        }
    }

    private static String info(Link link, Dialect dialect, String name) {
        return link.one("SELECT value FROM tarn_info WHERE name = ?", row -> row.getString(1), name)
                .orElseThrow(() -> corrupt(dialect, "says no " + name, null));
    }

    private static TarnException corrupt(Dialect dialect, String what, RuntimeException cause) {
        return new TarnException(
                ErrorCode.CATALOG_CORRUPT,
                "the catalog " + dialect.description() + " " + what + "; put back a copy of it",
                cause);
    }

    /** Makes the tables, or brings them up to date, while other processes wait that would do the same. */
    private static void alone(Link link, Dialect dialect) {
        for (String statement : dialect.beginWrite()) {
            link.execute(statement);
        }
        boolean done = false;
        try {
            link.execute(dialect.lockForSetUp());
            if (link.number(dialect.tableExists()) == 0) {
                make(link, dialect);
            } else {
                update(link, dialect);
            }
            link.execute("COMMIT");
            done = true;
        } finally {
            if (!done) {
                link.rollback();
            }
        }
    }

    private static void make(Link link, Dialect dialect) {
        tables(dialect).forEach(link::execute);
        String id = String.format(Locale.ROOT, "%08x", new SecureRandom().nextInt());
        String insert = "INSERT INTO tarn_info (name, value) VALUES (?, ?)";
        link.update(insert, VERSION, String.valueOf(SCHEMA_VERSION));
        link.update(insert, "catalog_id", id);
        link.update("INSERT INTO tarn_state (version, last_id, last_write) VALUES (0, 0, 0)");
    }

    /** Runs the steps from the version that is there to this Tarn's, of which there may be none. */
    private static void update(Link link, Dialect dialect) {
        long version = version(link, dialect);
        for (long next = version; next < SCHEMA_VERSION; next++) {
            step(next).forEach(link::execute);
        }
        if (version < SCHEMA_VERSION) {
            link.update("UPDATE tarn_info SET value = ? WHERE name = ?", String.valueOf(SCHEMA_VERSION), VERSION);
            link.update("UPDATE tarn_state SET version = version + 1");
        }
    }

    /** Returns what makes the tables of the next version of those of a version. */
    private static List<String> step(long version) {
        if (version == 1) {
            return List.of(
                    "ALTER TABLE tarn_relations ADD COLUMN partition_changes BIGINT NOT NULL DEFAULT 0",
                    "UPDATE tarn_relations SET partition_changes = 1 WHERE partition_count > 0",
                    "ALTER TABLE tarn_writes ADD COLUMN process_space TEXT",
                    "ALTER TABLE tarn_writes ADD COLUMN alive_at BIGINT NOT NULL DEFAULT 0",
                    "UPDATE tarn_writes SET alive_at = begun");
        }
        throw new TarnException(ErrorCode.CATALOG_CORRUPT, "there never was a catalog of version " + version);
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
                        + "partition_changes BIGINT NOT NULL, UNIQUE (database_name, name))",
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
                        + "database_name TEXT, relation_name TEXT, location TEXT, host TEXT, process_space TEXT, "
                        + "process_id BIGINT NOT NULL, process_started BIGINT, user_name TEXT NOT NULL, "
                        + "begun BIGINT NOT NULL, alive_at BIGINT NOT NULL, ended BIGINT)",
                "CREATE INDEX tarn_writes_by_state ON tarn_writes (state, number)",
                "CREATE TABLE tarn_outputs (number BIGINT NOT NULL, place BIGINT NOT NULL, location TEXT NOT NULL, "
                        + "upload_id TEXT, PRIMARY KEY (number, place))" + keyed);
    }
}
