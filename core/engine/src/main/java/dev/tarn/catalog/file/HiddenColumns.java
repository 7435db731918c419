package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns that every table over files has besides its own: where a row comes from. Each is constant in a row group. */
public final class HiddenColumns {
    private static final String PATH = "$path";
    private static final String FILE_SIZE = "$file_size";
    private static final String FILE_MODIFIED_TIME = "$file_modified_time";
    private static final String PARTITION = "$partition";
    private static final String ROW_GROUP = "$row_group";
    private static final long MICROS_PER_MILLI = 1_000;

    private static final List<ColumnSchema> ALL = List.of(
            ColumnSchema.of(PATH, Type.VARCHAR),
            ColumnSchema.of(FILE_SIZE, Type.BIGINT),
            ColumnSchema.of(FILE_MODIFIED_TIME, Type.TIMESTAMP),
            ColumnSchema.of(PARTITION, Type.VARCHAR),
            ColumnSchema.of(ROW_GROUP, Type.BIGINT));

    private static final Set<String> NAMES =
            ALL.stream().map(ColumnSchema::name).collect(Collectors.toUnmodifiableSet());

    private HiddenColumns() {}

    public static List<ColumnSchema> all() {
        return ALL;
    }

    /** Returns whether a name, in lower case, is that of a hidden column. */
    public static boolean isName(String name) {
        return NAMES.contains(name);
    }

    static Set<String> names() {
        return NAMES;
    }

    /** Returns the value of a hidden column in the representation of {@link Domain}; null for NULL. */
    static Object value(String name, TableFile file, int rowGroup, List<ColumnSchema> partitionColumns) {
        FileEntry entry = file.entry();
        return switch (name) {
            case PATH -> text(entry.location().text());
            case FILE_SIZE -> entry.sizeBytes();
            case FILE_MODIFIED_TIME -> entry.modifiedMillis() * MICROS_PER_MILLI;
            case PARTITION -> partitionColumns.isEmpty() ? null : text(partition(file, partitionColumns));
            default -> (long) rowGroup;
        };
    }

    /** Returns the values that all rows of a file have in common. */
    static List<Object> ofFile(TableFile file, List<ColumnSchema> partitionColumns) {
        List<Object> values = new ArrayList<>();
        for (String name : List.of(PATH, FILE_SIZE, FILE_MODIFIED_TIME, PARTITION)) {
            values.add(value(name, file, 0, partitionColumns));
        }
        return values;
    }

    private static ByteText text(String text) {
        return new ByteText(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns {@code key=value/key=value}, as Hive names partitions. */
    private static String partition(TableFile file, List<ColumnSchema> columns) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnSchema column = columns.get(i);
            String value = PartitionValues.text(file.partition().get(i), column.type());
            parts.add(PartitionFolder.name(column.name(), value));
        }
        return String.join("/", parts);
    }

    /** Returns whether a predicate allows a file. */
    static boolean allowsFile(TupleDomain predicate, TableFile file, List<ColumnSchema> partitionColumns) {
        return ALL.stream()
                .map(ColumnSchema::name)
                .filter(name -> !name.equals(ROW_GROUP))
                .allMatch(name -> predicate
                        .domain(name)
                        .map(domain -> domain.contains(value(name, file, 0, partitionColumns)))
                        .orElse(true));
    }

    /** Returns whether a predicate allows a row group, by its number in the file. */
    static boolean allowsRowGroup(TupleDomain predicate, int rowGroup) {
        return predicate
                .domain(ROW_GROUP)
                .map(domain -> domain.contains((long) rowGroup))
                .orElse(true);
    }
}
