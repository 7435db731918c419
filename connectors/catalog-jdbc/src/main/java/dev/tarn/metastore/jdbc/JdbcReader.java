package dev.tarn.metastore.jdbc;

import dev.tarn.spi.metastore.Attribute;
import dev.tarn.spi.metastore.AttributeFilter;
import dev.tarn.spi.metastore.AttributeTarget;
import dev.tarn.spi.metastore.Change;
import dev.tarn.spi.metastore.CollectedStatistics;
import dev.tarn.spi.metastore.Database;
import dev.tarn.spi.metastore.MetastoreReader;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.metastore.PartitionFilter;
import dev.tarn.spi.metastore.PartitionKey;
import dev.tarn.spi.metastore.PartitionKeyRange;
import dev.tarn.spi.metastore.PartitionSummary;
import dev.tarn.spi.metastore.RelationKind;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.RelationSummary;
import dev.tarn.spi.metastore.StoredDatabase;
import dev.tarn.spi.metastore.StoredRelation;
import dev.tarn.spi.metastore.WriteId;
import dev.tarn.spi.metastore.WriteOutput;
import dev.tarn.spi.metastore.WriteRecord;
import dev.tarn.spi.metastore.WriteRequest;
import dev.tarn.spi.metastore.WriteState;
import dev.tarn.spi.metastore.WriteVisibility;
import dev.tarn.spi.metastore.WriterProcess;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Questions within a transaction. */
class JdbcReader implements MetastoreReader {
    private static final String CHANGE = "v.version, v.changed_at, v.changed_by, v.change";
    private static final String RELATION = "SELECT " + CHANGE + ", r.id, v.definition FROM tarn_relations r "
            + "JOIN tarn_versions v ON v.relation_id = r.id WHERE r.database_name = ? AND r.name = ? AND v.version = ";
    private static final String WRITE =
            "SELECT number, state, operation, database_name, relation_name, location, host, process_space, process_id, "
                    + "process_started, user_name, begun, alive_at, ended FROM tarn_writes WHERE ";

    private static final int FETCH = 1_000;

    final Link link;
    final String catalogId;

    JdbcReader(Link link, String catalogId) {
        this.link = link;
        this.catalogId = catalogId;
    }

    @Override
    public long version() {
        return link.number("SELECT version FROM tarn_state");
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(link.number("SELECT " + link.clock()));
    }

    @Override
    public List<String> databases() {
        return link.list("SELECT name FROM tarn_databases ORDER BY name", row -> row.getString(1));
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3), row.getString(4));
    }

    @Override
    public Optional<StoredDatabase> database(String name) {
        return link.one(
                "SELECT " + CHANGE
                        + ", v.id, v.comment, v.location, v.properties FROM tarn_databases v WHERE v.name = ?",
                row -> new StoredDatabase(
                        row.getLong(5),
                        new Database(name, row.getString(6), row.getString(7), Documents.properties(row.getString(8))),
                        change(row)),
                name);
    }

    @Override
    public List<RelationSummary> relations(String database) {
        return link.list(
                "SELECT " + CHANGE + ", r.name, r.kind FROM tarn_relations r "
                        + "JOIN tarn_versions v ON v.relation_id = r.id AND v.version = r.version "
                        + "WHERE r.database_name = ? ORDER BY r.name",
                row -> new RelationSummary(
                        new RelationName(database, row.getString(5)),
                        RelationKind.valueOf(row.getString(6)),
                        change(row)),
                database);
    }

    @Override
    public SortedMap<String, String> comments(String database) {
        SortedMap<String, String> comments = new TreeMap<>();
        link
                .list(
                        "SELECT r.name, v.definition FROM tarn_relations r "
                                + "JOIN tarn_versions v ON v.relation_id = r.id AND v.version = r.version "
                                + "WHERE r.database_name = ?",
                        row -> Map.entry(row.getString(1), Documents.definition(row.getString(2))),
                        database)
                .stream()
                .filter(relation -> relation.getValue().comment() != null)
                .forEach(relation ->
                        comments.put(relation.getKey(), relation.getValue().comment()));
        return comments;
    }

    private static StoredRelation relation(RelationName name, ResultSet row) throws SQLException {
        return new StoredRelation(row.getLong(5), name, Documents.definition(row.getString(6)), change(row));
    }

    @Override
    public Optional<StoredRelation> relation(RelationName name) {
        return link.one(RELATION + "r.version", row -> relation(name, row), name.database(), name.relation());
    }

    @Override
    public Optional<StoredRelation> relation(RelationName name, long version) {
        return link.one(RELATION + "?", row -> relation(name, row), name.database(), name.relation(), version);
    }

    @Override
    public List<Change> history(RelationName name) {
        return link.list(
                "SELECT " + CHANGE + " FROM tarn_relations r JOIN tarn_versions v ON v.relation_id = r.id "
                        + "WHERE r.database_name = ? AND r.name = ? ORDER BY v.version DESC",
                JdbcReader::change,
                name.database(),
                name.relation());
    }

    /** Returns the id of a table or view. */
    Optional<Long> id(RelationName name) {
        return link.one(
                "SELECT id FROM tarn_relations WHERE database_name = ? AND name = ?",
                row -> row.getLong(1),
                name.database(),
                name.relation());
    }

    @Override
    public PartitionSummary partitionSummary(RelationName table) {
        return link.one(
                        "SELECT partition_count, partition_changes FROM tarn_relations "
                                + "WHERE database_name = ? AND name = ?",
                        row -> new PartitionSummary(row.getLong(1), row.getLong(2)),
                        table.database(),
                        table.relation())
                .orElse(PartitionSummary.NEVER);
    }

    @Override
    public Optional<Partition> partition(RelationName table, List<String> values) {
        return id(table)
                .flatMap(id -> link.one(
                        "SELECT partition_key, location, details FROM tarn_partitions "
                                + "WHERE relation_id = ? AND partition_key = ?",
                        JdbcReader::partition,
                        id,
                        PartitionKey.of(values)));
    }

    private static Partition partition(ResultSet row) throws SQLException {
        return Documents.partition(row.getString(1), row.getString(2), row.getString(3));
    }

    @Override
    public List<Partition> partitions(RelationName table, PartitionFilter filter, List<String> after, int limit) {
        Optional<Long> id = id(table);
        List<Partition> page = new ArrayList<>();
        if (id.isEmpty()) {
            return page;
        }
        String last = after == null ? null : PartitionKey.of(after);
        for (PartitionKeyRange range : PartitionKeyRange.of(filter)) {
            boolean behind = last != null && last.compareTo(range.low()) >= 0;
            if (behind && range.high() != null && last.compareTo(range.high()) >= 0) {
                continue;
            }
            addPage(id.get(), filter, range, behind ? last : null, limit, page);
            if (page.size() == limit) {
                break;
            }
        }
        return page;
    }

    /** Adds partitions of a range until the page is full; what the filter does not allow is skipped. */
    private void addPage(
            long id, PartitionFilter filter, PartitionKeyRange range, String after, int limit, List<Partition> page) {
        String from = after == null ? range.low() : after;
        boolean inclusive = after == null;
        List<Partition> rows;
        do {
            String sql = "SELECT partition_key, location, details FROM tarn_partitions "
                    + "WHERE relation_id = ? AND partition_key " + (inclusive ? ">=" : ">") + " ?"
                    + (range.high() == null ? "" : " AND partition_key < ?") + " ORDER BY partition_key LIMIT " + FETCH;
            String[] last = new String[1];
            Link.Row<Partition> reader = row -> {
                last[0] = row.getString(1);
                return filter.allows(PartitionKey.values(last[0])) ? partition(row) : null;
            };
            rows = range.high() == null
                    ? link.list(sql, reader, id, from)
                    : link.list(sql, reader, id, from, range.high());
            rows.stream()
                    .filter(each -> each != null)
                    .limit((long) limit - page.size())
                    .forEach(page::add);
            from = last[0];
            inclusive = false;
        } while (rows.size() == FETCH && page.size() < limit);
    }

    @Override
    public Optional<CollectedStatistics> statistics(RelationName table) {
        return id(table).flatMap(id -> new StatisticsTables(link, id).find(StatisticsTables.WHOLE));
    }

    @Override
    public List<CollectedStatistics> statistics(RelationName table, Collection<List<String>> partitions) {
        List<CollectedStatistics> found = new ArrayList<>();
        id(table).ifPresent(id -> {
            StatisticsTables statistics = new StatisticsTables(link, id);
            partitions.forEach(
                    values -> statistics.find(PartitionKey.of(values)).ifPresent(found::add));
        });
        return found;
    }

    @Override
    public Map<String, byte[]> sketches(RelationName table, List<String> partition) {
        String key = partition == null ? StatisticsTables.WHOLE : PartitionKey.of(partition);
        return id(table).map(id -> new StatisticsTables(link, id).sketches(key)).orElse(Map.of());
    }

    /** Returns the text that stands for a name or for none. */
    static String orEmpty(String name) {
        return name == null ? "" : name;
    }

    private static String orNull(String name) {
        return name.isEmpty() ? null : name;
    }

    @Override
    public Map<String, String> attributes(AttributeTarget target) {
        Map<String, String> values = new LinkedHashMap<>();
        link.list(
                "SELECT name, value FROM tarn_attributes "
                        + "WHERE database_name = ? AND relation_name = ? AND column_name = ? ORDER BY name",
                row -> values.put(row.getString(1), row.getString(2)),
                target.database(),
                orEmpty(target.relation()),
                orEmpty(target.column()));
        return values;
    }

    @Override
    public List<Attribute> attributes(AttributeFilter filter) {
        List<Object> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder(
                "SELECT database_name, relation_name, column_name, name, value, changed_at, changed_by "
                        + "FROM tarn_attributes WHERE 1 = 1");
        addCondition(sql, values, "database_name", filter.database());
        addCondition(sql, values, "relation_name", filter.relation());
        addCondition(sql, values, "column_name", filter.column());
        addCondition(sql, values, "name", filter.name());
        sql.append(" ORDER BY database_name, relation_name, column_name, name");
        return link.list(sql.toString(), JdbcReader::attribute, values.toArray()).stream()
                .filter(filter::allows)
                .toList();
    }

    private static void addCondition(StringBuilder sql, List<Object> values, String column, String value) {
        if (value != null) {
            sql.append(" AND ").append(column).append(" = ?");
            values.add(value);
        }
    }

    private static Attribute attribute(ResultSet row) throws SQLException {
        return new Attribute(
                new AttributeTarget(row.getString(1), orNull(row.getString(2)), orNull(row.getString(3))),
                row.getString(4),
                row.getString(5),
                Instant.ofEpochMilli(row.getLong(6)),
                row.getString(7));
    }

    @Override
    public WriteVisibility writeVisibility() {
        List<Long> uncommitted = link.list(
                "SELECT number FROM tarn_writes WHERE state IN ('OPEN', 'ABORTED', 'CLEANED')", row -> row.getLong(1));
        return new WriteVisibility(
                catalogId, link.number("SELECT last_write FROM tarn_state"), new HashSet<>(uncommitted));
    }

    private WriteRecord write(ResultSet row) throws SQLException {
        String relation = row.getString(5);
        WriterProcess process = new WriterProcess(row.getString(7), row.getString(8), row.getLong(9), instant(row, 10));
        WriteRequest request = new WriteRequest(
                row.getString(3),
                relation == null ? null : new RelationName(row.getString(4), relation),
                row.getString(6),
                process);
        return new WriteRecord(
                new WriteId(catalogId, row.getLong(1)),
                WriteState.valueOf(row.getString(2)),
                request,
                row.getString(11),
                Instant.ofEpochMilli(row.getLong(12)),
                Instant.ofEpochMilli(row.getLong(13)),
                instant(row, 14));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public Optional<WriteRecord> write(WriteId id) {
        return id.catalog().equals(catalogId)
                ? link.one(WRITE + "number = ?", this::write, id.number())
                : Optional.empty();
    }

    @Override
    public List<WriteRecord> writes(WriteState state) {
        return link.list(WRITE + "state = ? ORDER BY number", this::write, state.name());
    }

    @Override
    public List<WriteOutput> outputs(WriteId id) {
        return id.catalog().equals(catalogId)
                ? link.list(
                        "SELECT location, upload_id FROM tarn_outputs WHERE number = ? ORDER BY place",
                        row -> new WriteOutput(row.getString(1), row.getString(2)),
                        id.number())
                : List.of();
    }
}
