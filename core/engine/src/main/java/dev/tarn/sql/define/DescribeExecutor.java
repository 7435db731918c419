package dev.tarn.sql.define;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.StoredDefinitions;
import dev.tarn.catalog.StoredEntry;
import dev.tarn.catalog.file.PathDescription;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.text.NearestNames;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.sql.parser.ShowStatement.Describe;
import dev.tarn.sql.parser.ShowStatement.Detail;
import dev.tarn.sql.parser.ShowStatement.ShowColumns;
import dev.tarn.sql.parser.Statement.Name;
import dev.tarn.sql.parser.Statement.PartitionSpec;
import dev.tarn.sql.validate.StatementContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Runs DESCRIBE and SHOW COLUMNS. */
final class DescribeExecutor {
    private static final List<String> COLUMN_LIST = List.of("Column", "Type", "Extra", "Comment");

    private final CatalogManager catalog;
    private final StatementContext context;

    DescribeExecutor(StatementContext context) {
        this.catalog = context.catalog();
        this.context = context;
    }

    /** A name is a table's first, then a path. */
    static boolean isPath(Name name, StatementContext context) {
        CatalogManager catalog = context.catalog();
        return name.parts().size() == 1
                && catalog.looksLikePath(name.parts().get(0))
                && !catalog.exists(FullNames.lower(name).parts(), context.path());
    }

    /** What is described, and which of its columns the folders have. */
    private record Described(List<ColumnSchema> columns, Set<String> partitionColumns) {}

    DefinitionResult columns(ShowColumns show) {
        Described described = described(show.table(), show.inStrings(), null);
        List<String> names = described.columns.stream().map(ColumnSchema::name).toList();
        Set<String> wanted = Set.copyOf(NamePattern.matching(names, show.pattern()));
        return rows(
                described.columns.stream()
                        .filter(column -> wanted.contains(column.name()))
                        .toList(),
                described.partitionColumns);
    }

    DefinitionResult run(Describe describe) {
        boolean path = describe.inStrings() && isPath(describe.table(), context);
        if (path && describe.partition() != null) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    describe.partition().position(),
                    "files that are named by their path have no registered partitions");
        }
        if (describe.detail() == Detail.COLUMNS || describe.column() != null) {
            Described described = described(describe.table(), describe.inStrings(), describe.partition());
            return describe.column() == null
                    ? rows(described.columns, described.partitionColumns)
                    : rows(List.of(column(described.columns, describe.column())), described.partitionColumns);
        }
        if (path) {
            return ofPath(describe.table());
        }
        return describe.detail() == Detail.EXTENDED ? extended(describe) : formatted(describe);
    }

    private Described described(Name name, boolean inStrings, PartitionSpec partition) {
        Set<String> partitionColumns = new HashSet<>();
        if (inStrings && isPath(name, context)) {
            Table table =
                    catalog.pathTable(name.parts().get(0), name.position()).table();
            partitionColumns.addAll(table.exactlyPrunedColumns());
            return new Described(table.columns(), partitionColumns);
        }
        List<String> full = full(name, inStrings);
        List<ColumnSchema> columns = catalog.columns(full, name.position());
        if (catalog.entry(full).orElse(null) instanceof FileTableDefinition table) {
            table.partitionColumns().forEach(column -> partitionColumns.add(column.name()));
        }
        if (partition != null) {
            StoredEntry stored = catalog.requireTable(full, name.position());
            columns = columns((FileTableDefinition) stored.entry(), partition(stored, partition));
        }
        return new Described(columns, partitionColumns);
    }

    private List<String> full(Name name, boolean inStrings) {
        return FullNames.of(inStrings ? FullNames.lower(name) : name, context);
    }

    private Partition partition(StoredEntry stored, PartitionSpec spec) {
        PartitionSelection selection = new PartitionSelection(catalog.own().partitions(stored), stored.relation());
        selection.requireWhole(spec);
        Iterator<Partition> found = selection.all(spec);
        if (!found.hasNext()) {
            throw selection.notFound(spec);
        }
        return found.next();
    }

    private static List<ColumnSchema> columns(FileTableDefinition table, Partition partition) {
        if (partition.columns() == null) {
            return table.columns();
        }
        List<ColumnSchema> columns = new ArrayList<>(StoredDefinitions.columns(partition.columns()));
        columns.addAll(table.partitionColumns());
        return columns;
    }

    private static DefinitionResult rows(List<ColumnSchema> columns, Set<String> partitionColumns) {
        List<List<String>> rows = new ArrayList<>();
        for (ColumnSchema column : columns) {
            String extra = column.type() == null
                    ? "not supported"
                    : partitionColumns.contains(column.name()) ? "partition key" : "";
            rows.add(List.of(
                    column.name(),
                    DefinitionText.type(column),
                    extra,
                    column.comment() == null ? "" : column.comment()));
        }
        return DefinitionResult.of(COLUMN_LIST, rows);
    }

    /** Returns a column, or a field within it as if it were one. */
    private static ColumnSchema column(List<ColumnSchema> columns, Name path) {
        List<String> names = columns.stream().map(ColumnSchema::name).toList();
        String first = path.parts().get(0);
        int index = names.indexOf(first);
        if (index < 0) {
            throw new TarnException(
                    ErrorCode.COLUMN_NOT_FOUND,
                    path.position(),
                    "there is no column " + first + NearestNames.hint(first, names));
        }
        ColumnSchema column = columns.get(index);
        if (path.parts().size() == 1) {
            return column;
        }
        Type type = column.type();
        for (String part : path.parts().subList(1, path.parts().size())) {
            type = field(type, part.toLowerCase(Locale.ROOT), path);
        }
        return ColumnSchema.of(path.toString(), type);
    }

    private static Type field(Type type, String name, Name path) {
        Type found = type == null
                ? null
                : switch (type.kind()) {
                    case ARRAY -> name.equals("$elem$") ? type.fieldType(0) : null;
                    case MAP ->
                        name.equals("$key$") ? type.fieldType(0) : name.equals("$value$") ? type.fieldType(1) : null;
                    case ROW ->
                        type.fields().stream()
                                .filter(field -> name.equalsIgnoreCase(field.name()))
                                .map(TypeField::type)
                                .findFirst()
                                .orElse(null);
                    default -> null;
                };
        if (found == null) {
            throw new TarnException(
                    ErrorCode.COLUMN_NOT_FOUND,
                    path.position(),
                    path + ": there is no " + name + " in a value of type "
                            + (type == null ? "unknown" : type.sqlName()));
        }
        return found;
    }

    private DefinitionResult ofPath(Name name) {
        PathDescription path = catalog.describePath(name.parts().get(0), name.position());
        return DefinitionResult.of(
                TableDetails.LABELS,
                TableDetails.of(
                        path,
                        path.otherwise().isPresent()
                                ? Optional.empty()
                                : Optional.of(PathDefinitions.of(path, name.position()))));
    }

    private DefinitionResult extended(Describe describe) {
        Name name = describe.table();
        List<String> full = full(name, describe.inStrings());
        List<ColumnSchema> columns = catalog.columns(full, name.position());
        StoredEntry stored = catalog.stored(full).orElse(null);
        if (describe.partition() != null) {
            StoredEntry table = catalog.requireTable(full, name.position());
            return DefinitionResult.of(
                    TableDetails.LABELS,
                    TableDetails.of((FileTableDefinition) table.entry(), partition(table, describe.partition())));
        }
        return DefinitionResult.of(
                TableDetails.LABELS,
                stored != null && stored.entry() instanceof FileTableDefinition table
                        ? TableDetails.of(table)
                        : TableDetails.of(columns));
    }

    private DefinitionResult formatted(Describe describe) {
        Name name = describe.table();
        List<String> full = full(name, describe.inStrings());
        List<ColumnSchema> columns = catalog.columns(full, name.position());
        if (describe.partition() != null) {
            StoredEntry stored = catalog.requireTable(full, name.position());
            Partition partition = partition(stored, describe.partition());
            return FormattedDetails.of(stored, partition);
        }
        return catalog.stored(full).map(FormattedDetails::of).orElseGet(() -> FormattedDetails.of(full, columns));
    }
}
