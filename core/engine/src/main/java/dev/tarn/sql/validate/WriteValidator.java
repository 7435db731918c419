package dev.tarn.sql.validate;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.StoredEntry;
import dev.tarn.catalog.write.WriteTarget;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.metastore.Bucketing;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.sql.parser.ParsedStatement;
import dev.tarn.sql.parser.Statement.Word;
import dev.tarn.sql.parser.WriteStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Validates CREATE TABLE AS, INSERT and UNLOAD: where rows go, in which columns and in which form. Writes nothing. */
public final class WriteValidator {

    private final StatementContext context;
    private final CatalogManager catalog;

    private WriteValidator(StatementContext context) {
        this.context = context;
        this.catalog = context.catalog();
    }

    /**
     * Validates a statement.
     *
     * @param statement with a query and a {@link WriteStatement}; used up by this
     * @throws TarnException of kind USER, positioned where it can be
     */
    public static ValidatedWrite validate(ParsedStatement statement, StatementContext context) {
        WriteStatement write = (WriteStatement) statement.definition().orElseThrow();
        if (write instanceof WriteStatement.Insert insert) {
            InsertParameters.expect(insert, statement.query().orElseThrow(), context);
        }
        ValidatedQuery query = QueryValidator.validate(statement, context);
        WriteValidator validator = new WriteValidator(context);
        if (write instanceof WriteStatement.CreateTableAs create) {
            return validator.createTable(create, query);
        }
        if (write instanceof WriteStatement.Insert insert) {
            return validator.insert(insert, query);
        }
        return validator.unload((WriteStatement.Unload) write, query);
    }

    private ValidatedWrite createTable(WriteStatement.CreateTableAs create, ValidatedQuery query) {
        String what = "CREATE TABLE AS";
        InStatement position = create.name().position();
        List<String> name = CatalogManager.qualify(create.name().parts(), context.path(), position);
        catalog.requireSchemaOf(name, position);
        if (catalog.entry(name).isPresent()) {
            if (create.ifNotExists()) {
                return new ValidatedWrite(query, null, List.of(), false);
            }
            throw new TarnException(
                    ErrorCode.TABLE_ALREADY_EXISTS,
                    position,
                    "the table or view " + String.join(".", name) + " exists already");
        }
        WriteProperties properties = new WriteProperties(create.properties(), what, position);
        FileFormat format = format(properties, WriteProperties.DEFAULT_FORMAT);
        properties.check(format, true);
        List<ColumnSchema> columns = columns(query, create.columns(), what, position);
        Split split = split(properties, columns);
        List<Integer> buckets = new ArrayList<>();
        for (String bucket : properties.texts(WriteProperties.BUCKETED_BY)) {
            int index = properties.index(WriteProperties.BUCKETED_BY, bucket, split.files);
            if (buckets.contains(index)) {
                throw properties.wrong(WriteProperties.BUCKETED_BY, "it names the column " + bucket + " twice");
            }
            buckets.add(index);
        }
        int bucketCount = properties.bucketCount();
        NewTableStorage stored = NewTableStorage.of(properties, format);
        WriteOptions options = new WriteOptions(
                stored.storage().serde(), properties.forFormat(), properties.sortOrder(split.files), null);
        Location location = location(properties, name);
        FileSystem storage = storage(location, properties.position(WriteProperties.LOCATION));
        checkFormat(format, split.files, options, position);
        Bucketing bucketing = buckets.isEmpty() ? null : bucketing(split.files, buckets, properties, bucketCount);
        FileTableDefinition table = new FileTableDefinition(
                name,
                split.files,
                split.partitions,
                stored.storage(),
                bucketing,
                location,
                create.comment(),
                stored.tableProperties());
        WriteTarget target = new WriteTarget(
                what,
                table,
                null,
                storage,
                location,
                true,
                format,
                options,
                split.files,
                split.partitions,
                buckets,
                bucketCount,
                position);
        return new ValidatedWrite(query, target, identity(columns.size()), create.withData());
    }

    private static Bucketing bucketing(
            List<ColumnSchema> columns, List<Integer> buckets, WriteProperties properties, int count) {
        return new Bucketing(
                buckets.stream().map(index -> columns.get(index).name()).toList(),
                properties.texts(WriteProperties.SORTED_BY),
                count);
    }

    private static List<Integer> identity(int count) {
        List<Integer> sources = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sources.add(i);
        }
        return sources;
    }

    private FileFormat format(WriteProperties properties, String otherwise) {
        String word = properties.text(WriteProperties.FORMAT, otherwise);
        try {
            return catalog.formats().require(word.toUpperCase(Locale.ROOT));
        } catch (TarnException e) {
            throw e.at(properties.position(WriteProperties.FORMAT));
        }
    }

    private static void checkFormat(
            FileFormat format, List<ColumnSchema> columns, WriteOptions options, InStatement position) {
        try {
            format.checkWritable(columns, options);
        } catch (TarnException e) {
            throw e.at(position);
        }
    }

    private FileSystem storage(Location location, InStatement position) {
        FileSystem storage;
        try {
            storage = catalog.storage(location);
        } catch (TarnException e) {
            throw new TarnException(e.code(), position, e.detail(), e);
        }
        if (!storage.isWritable()) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED, position, "writing to " + location.scheme() + ":// is not supported");
        }
        return storage;
    }

    private Location location(WriteProperties properties, List<String> name) {
        if (properties.has(WriteProperties.LOCATION)) {
            return new Location(properties.text(WriteProperties.LOCATION, ""));
        }
        return catalog.newLocation(name)
                .orElseThrow(() -> properties.wrong(
                        WriteProperties.LOCATION,
                        "neither the statement nor the schema " + name.get(1)
                                + " says where the table's files go; write WITH (external_location = '...'), or give "
                                + "the schema a LOCATION, or open a catalog in a folder"));
    }

    /** The columns of files and those of folders. */
    private record Split(List<ColumnSchema> files, List<ColumnSchema> partitions) {}

    /** Takes the columns that partitioned_by names from the end, where Athena wants them. */
    private static Split split(WriteProperties properties, List<ColumnSchema> columns) {
        List<String> names = properties.texts(WriteProperties.PARTITIONED_BY);
        int first = columns.size() - names.size();
        for (int i = 0; i < names.size(); i++) {
            int index = properties.index(WriteProperties.PARTITIONED_BY, names.get(i), columns);
            if (index != first + i) {
                throw new TarnException(
                        ErrorCode.INVALID_STATEMENT,
                        properties.position(WriteProperties.PARTITIONED_BY),
                        "partition columns are the last of the query and in the order of partitioned_by: "
                                + String.join(", ", names)
                                + "; the query ends with "
                                + String.join(
                                        ", ",
                                        columns.subList(Math.max(0, first), columns.size()).stream()
                                                .map(ColumnSchema::name)
                                                .toList()));
            }
        }
        if (first == 0) {
            throw properties.wrong(WriteProperties.PARTITIONED_BY, "at least one column is none of the partitions'");
        }
        return new Split(columns.subList(0, first), columns.subList(first, columns.size()));
    }

    private static List<ColumnSchema> columns(
            ValidatedQuery query, List<Word> names, String what, InStatement position) {
        int width = query.labels().size();
        if (!names.isEmpty() && names.size() != width) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    position,
                    "the table names " + names.size() + " columns, but its query has " + width);
        }
        List<ColumnSchema> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < width; i++) {
            String label = names.isEmpty()
                    ? query.labels().get(i).toLowerCase(Locale.ROOT)
                    : names.get(i).text();
            if (names.isEmpty() && label.equals("_col" + i)) {
                throw new TarnException(
                        ErrorCode.INVALID_STATEMENT,
                        position,
                        "column " + (i + 1) + " of " + what + " has no name; give it one with AS");
            }
            if (!seen.add(label)) {
                throw new TarnException(
                        ErrorCode.INVALID_STATEMENT,
                        position,
                        what + " has two columns " + label + "; give one another name with AS");
            }
            columns.add(ColumnSchema.of(label, storedType(query.types().get(i), label, what, position)));
        }
        return columns;
    }

    /** Returns the type that a table has for a query's. */
    private static Type storedType(Type type, String column, String what, InStatement position) {
        if (type.kind() == TypeKind.UNKNOWN) {
            throw new TarnException(
                    ErrorCode.TYPE_MISMATCH,
                    position,
                    "the column " + column + " of " + what
                            + " is always NULL, or has a part that is, and has no type; CAST(NULL AS ...) says one");
        }
        return switch (type.kind()) {
            case VARCHAR -> Type.VARCHAR;
            // Hive's has no precision: milliseconds, or what is needed.
            case TIMESTAMP -> type.precision() <= Type.TIMESTAMP.precision() ? Type.TIMESTAMP : type;
            case ARRAY -> Type.array(storedType(type.fieldType(0), column, what, position));
            case MAP ->
                Type.map(
                        storedType(type.fieldType(0), column, what, position),
                        storedType(type.fieldType(1), column, what, position));
            case ROW ->
                Type.row(type.fields().stream()
                        .map(field -> new TypeField(field.name(), storedType(field.type(), column, what, position)))
                        .toList());
            case TIME, INTERVAL_DAY_SECOND, INTERVAL_YEAR_MONTH ->
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED,
                        position,
                        "the column " + column + " of " + what + " is of type " + type.sqlName()
                                + ", which tables do not store; CAST it to varchar");
            default -> type;
        };
    }

    private ValidatedWrite unload(WriteStatement.Unload unload, ValidatedQuery query) {
        InStatement position = unload.locationPosition();
        WriteProperties properties = new WriteProperties(unload.properties(), "UNLOAD", position);
        if (!properties.has(WriteProperties.FORMAT)) {
            throw properties.wrong(WriteProperties.FORMAT, "UNLOAD has to say it, as in WITH (format = 'PARQUET')");
        }
        FileFormat format = format(properties, WriteProperties.DEFAULT_FORMAT);
        properties.check(format, false);
        List<ColumnSchema> columns = columns(query, List.of(), "UNLOAD", position);
        Split split = split(properties, columns);
        NewTableStorage stored = NewTableStorage.of(properties, format);
        WriteOptions options = new WriteOptions(
                stored.storage().serde(), properties.forFormat(), properties.sortOrder(split.files), null);
        Location location = new Location(unload.location());
        FileSystem storage = storage(location, position);
        checkFormat(format, split.files, options, position);
        WriteTarget target = new WriteTarget(
                "UNLOAD",
                null,
                null,
                storage,
                location,
                true,
                format,
                options,
                split.files,
                split.partitions,
                List.of(),
                0,
                position);
        return new ValidatedWrite(query, target, identity(columns.size()), true);
    }

    private ValidatedWrite insert(WriteStatement.Insert insert, ValidatedQuery query) {
        InStatement position = insert.table().position();
        List<String> name = CatalogManager.qualify(insert.table().parts(), context.path(), position);
        StoredEntry stored = catalog.requireTable(name, position);
        FileTableDefinition table = (FileTableDefinition) stored.entry();
        if (table.bucketing() != null) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    position,
                    "INSERT into the table " + insert.table() + ", which has buckets, each of which is one file");
        }
        Location location = table.location();
        FileSystem storage = storage(location, position);
        if (catalog.isPattern(location) || storage.file(location).isPresent()) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    position,
                    "INSERT into the table " + insert.table() + ", whose location is no folder: " + location);
        }
        List<Integer> sources = InsertColumns.match(table, insert, query);
        FileFormat format = catalog.formats().require(table.storage().format());
        Map<String, String> properties = new HashMap<>(table.storage().serdeProperties());
        properties.putAll(table.properties());
        WriteOptions options = new WriteOptions(table.options().serde(), properties, List.of(), null);
        checkFormat(format, table.fileColumns(), options, position);
        WriteTarget target = new WriteTarget(
                "INSERT",
                table,
                stored,
                storage,
                location,
                false,
                format,
                options,
                table.fileColumns(),
                table.partitionColumns(),
                List.of(),
                0,
                position);
        return new ValidatedWrite(query, target, sources, true);
    }
}
