package dev.tarn.query;

import dev.tarn.catalog.AnalyzedTable;
import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.StoredEntry;
import dev.tarn.catalog.TableHandle;
import dev.tarn.catalog.TablePartitions;
import dev.tarn.catalog.file.PartitionValues;
import dev.tarn.exec.operator.analyze.CollectOperatorFactory;
import dev.tarn.exec.operator.analyze.ColumnSummary;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.CollectedColumn;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.parser.Statement.PartitionSpec;
import dev.tarn.sql.parser.Statement.PartitionTest;
import dev.tarn.sql.parser.Statement.Word;
import dev.tarn.sql.parser.UpkeepStatement;
import dev.tarn.sql.validate.StatementContext;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ANALYZE: the query that it runs, and how what that finds gets into the catalog. */
final class Analysis {
    private static final byte SKETCH_VERSION = 1;

    private final UpkeepStatement.Analyze statement;
    private final StatementContext context;
    private final List<String> name;
    private final StoredEntry stored;
    private final List<ColumnSchema> columns;
    private final TablePartitions partitions;
    /** The values of the one partition that is read, or null for the whole table. */
    private final List<String> partition;

    /**
     * Looks up the table and its columns.
     *
     * @throws TarnException what {@link CatalogManager#requireTable} throws; COLUMN_NOT_FOUND; NOT_SUPPORTED for a
     *     column that is named and cannot be read, and for PARTITION that does not say {@code column = value} of each
     *     partition column; what {@link TablePartitions#values} throws
     */
    Analysis(UpkeepStatement.Analyze statement, StatementContext context) {
        this.statement = statement;
        this.context = context;
        this.name = CatalogManager.qualify(
                statement.table().parts(), context.path(), statement.table().position());
        this.stored = context.catalog().requireTable(name, statement.table().position());
        this.columns = statement.withColumns() ? columns(stored.entry().columns()) : List.of();
        this.partitions = context.catalog().own().partitions(stored);
        this.partition = statement.partition() == null ? null : partition(statement.partition());
    }

    private List<String> partition(PartitionSpec spec) {
        Map<String, String> values = new HashMap<>();
        for (PartitionTest test : spec.tests()) {
            if (!test.operator().equals("=")) {
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED,
                        test.position(),
                        "ANALYZE TABLE of several partitions is not supported; say column = value of each partition"
                                + " column, or leave PARTITION out");
            }
            values.put(test.column(), test.value());
        }
        return partitions.values(values, spec.position());
    }

    private List<ColumnSchema> columns(List<ColumnSchema> all) {
        if (statement.columns().isEmpty()) {
            return all.stream().filter(column -> column.type() != null).toList();
        }
        Map<String, ColumnSchema> chosen = new LinkedHashMap<>();
        for (Word word : statement.columns()) {
            ColumnSchema found = all.stream()
                    .filter(column -> column.name().equals(word.text()))
                    .findFirst()
                    .orElseThrow(() -> new TarnException(
                            ErrorCode.COLUMN_NOT_FOUND,
                            word.position(),
                            "the table " + String.join(".", name) + " has no column " + word.text()));
            if (found.type() == null) {
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED,
                        word.position(),
                        "column \"" + found.name() + "\": " + found.unsupported());
            }
            chosen.put(found.name(), found);
        }
        return new ArrayList<>(chosen.values());
    }

    /** Returns the query over the columns, or over a constant if there are none. */
    String sql() {
        List<String> selected =
                columns.stream().map(column -> quoted(column.name())).toList();
        return "SELECT " + (selected.isEmpty() ? "1" : String.join(", ", selected)) + " FROM "
                + String.join(".", name.stream().map(Analysis::quoted).toList())
                + (partition == null ? "" : where());
    }

    private String where() {
        List<String> tests = new ArrayList<>();
        for (int i = 0; i < partition.size(); i++) {
            ColumnSchema column = partitions.columns().get(i);
            String value = partition.get(i);
            tests.add(quoted(column.name())
                    + (value == null
                            ? " IS NULL"
                            : " = CAST('" + value.replace("'", "''") + "' AS "
                                    + column.type().sqlName() + ")"));
        }
        return " WHERE " + String.join(" AND ", tests);
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** Returns the sink of the query. */
    CollectOperatorFactory sink() {
        return new CollectOperatorFactory(
                columns.stream().map(ColumnSchema::type).toList());
    }

    /** Returns what keeps what the query put into its sink. */
    WriteResults.Outcome outcome(CollectOperatorFactory sink, TableHandle handle) {
        AnalyzedTable table = new AnalyzedTable(
                context.catalog().own(),
                stored,
                handle,
                context.now(),
                statement.table().position());
        return new WriteResults.Outcome() {
            @Override
            public long commit() {
                long rows = sink.values().rowCount();
                table.keep(partition, rows, collected(sink.values().columns()));
                return rows;
            }

            @Override
            public void abort() {
                // Nothing is kept before the commit.
            }
        };
    }

    private Map<String, CollectedColumn> collected(List<ColumnSummary> summaries) {
        Map<String, CollectedColumn> collected = new HashMap<>();
        for (int i = 0; i < summaries.size(); i++) {
            ColumnSummary summary = summaries.get(i);
            Type type = columns.get(i).type();
            collected.put(
                    columns.get(i).name(),
                    new CollectedColumn(
                            PartitionValues.text(summary.min(), type),
                            PartitionValues.text(summary.max(), type),
                            summary.nullCount(),
                            summary.distinctCount(),
                            bytes(summary)));
        }
        return collected;
    }

    /** Returns a version, below what all hashes are kept, and these hashes: two such can be joined without their values. */
    private static byte[] bytes(ColumnSummary summary) {
        long[] hashes = summary.hashes();
        ByteBuffer bytes = ByteBuffer.allocate(1 + Long.BYTES + hashes.length * Long.BYTES);
        bytes.put(SKETCH_VERSION).putLong(summary.sketch().getThetaLong());
        bytes.asLongBuffer().put(hashes);
        return bytes.array();
    }
}
