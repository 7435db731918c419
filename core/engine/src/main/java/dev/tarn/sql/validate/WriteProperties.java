package dev.tarn.sql.validate;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.format.WriteOptions.SortedColumn;
import dev.tarn.spi.text.NearestNames;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.sql.parser.Statement.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the properties behind WITH of the statements that write. */
final class WriteProperties {
    static final String FORMAT = "format";
    static final String LOCATION = "external_location";
    static final String PARTITIONED_BY = "partitioned_by";
    static final String BUCKETED_BY = "bucketed_by";
    static final String BUCKET_COUNT = "bucket_count";
    static final String SORTED_BY = "sorted_by";
    /** The default of CREATE TABLE AS. */
    static final String DEFAULT_FORMAT = "PARQUET";

    /** UNLOAD's name for {@code write_compression}. */
    private static final String UNLOAD_COMPRESSION = "compression";

    private static final int MOST_BUCKETS = 1_000_000;
    private static final Set<String> TABLE_ONLY =
            Set.of(LOCATION, BUCKETED_BY, BUCKET_COUNT, "table_type", "is_external");
    private static final Set<String> COMMON = Set.of(FORMAT, PARTITIONED_BY, SORTED_BY);

    private final Map<String, Value> values;
    private final String what;
    private final InStatement position;

    /**
     * Takes the properties of a statement.
     *
     * @param what the statement's name in errors
     * @param position where properties that are missing are missed
     */
    WriteProperties(Map<String, Value> values, String what, InStatement position) {
        this.values = values;
        this.what = what;
        this.position = position;
    }

    InStatement position(String name) {
        Value value = values.get(name);
        return value == null ? position : value.position();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Returns a text, or {@code otherwise}. */
    String text(String name, String otherwise) {
        Value value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value.value() instanceof String text) {
            return text;
        }
        throw wrong(name, "it is a string");
    }

    /** Returns the texts of an ARRAY; none if it is not there. */
    List<String> texts(String name) {
        Value value = values.get(name);
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (value.value() instanceof List<?> list) {
            for (Object element : list) {
                if (!(element instanceof String text)) {
                    throw wrong(name, "it is an ARRAY of strings");
                }
                texts.add(text);
            }
            return texts;
        }
        throw wrong(name, "it is an ARRAY of strings, as in " + name + " = ARRAY['a', 'b']");
    }

    TarnException wrong(String name, String why) {
        return new TarnException(
                ErrorCode.INVALID_PROPERTY, position(name), "the property " + name + " of " + what + ": " + why);
    }

    int bucketCount() {
        Value value = values.get(BUCKET_COUNT);
        if (has(BUCKETED_BY) != has(BUCKET_COUNT)) {
            throw wrong(has(BUCKETED_BY) ? BUCKETED_BY : BUCKET_COUNT, "bucketed_by and bucket_count go together");
        }
        if (value == null) {
            return 0;
        }
        if (value.value() instanceof BigDecimal number
                && number.stripTrailingZeros().scale() <= 0
                && number.signum() > 0
                && number.compareTo(BigDecimal.valueOf(MOST_BUCKETS)) <= 0) {
            return number.intValueExact();
        }
        throw wrong(BUCKET_COUNT, "it is a whole number from 1 to " + MOST_BUCKETS);
    }

    /** Checks what there is no table for, and names that nobody knows. */
    void check(FileFormat format, boolean table) {
        if (has("table_type") && !text("table_type", "HIVE").equalsIgnoreCase("HIVE")) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    position("table_type"),
                    "tables of the type " + text("table_type", "") + " are not written");
        }
        Set<String> known = new TreeSet<>(COMMON);
        if (table) {
            known.addAll(TABLE_ONLY);
        } else {
            known.add(UNLOAD_COMPRESSION);
        }
        format.support().written().properties().forEach(name -> known.add(WriteOptions.normalized(name)));
        for (String name : values.keySet()) {
            if (!known.contains(WriteOptions.normalized(name))) {
                throw new TarnException(
                        ErrorCode.INVALID_PROPERTY,
                        position(name),
                        what + " of " + format.name() + " has no property " + name + NearestNames.hint(name, known)
                                + "; there are "
                                + String.join(", ", known));
            }
        }
    }

    /** Returns the properties that say how the format writes, as texts. */
    Map<String, String> forFormat() {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            boolean own = name.equals(FORMAT)
                    || name.equals(PARTITIONED_BY)
                    || name.equals(SORTED_BY)
                    || TABLE_ONLY.contains(name);
            if (!own) {
                texts.put(name.equals(UNLOAD_COMPRESSION) ? WriteOptions.COMPRESSION : name, asText(value.value()));
            }
        });
        if (has(UNLOAD_COMPRESSION) && has(WriteOptions.COMPRESSION)) {
            throw wrong(UNLOAD_COMPRESSION, "it and " + WriteOptions.COMPRESSION + " say the same; give one of them");
        }
        return texts;
    }

    private static String asText(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof List<?> list) {
            return String.join(",", list.stream().map(WriteProperties::asText).toList());
        }
        return String.valueOf(value);
    }

    /** Returns the order of the files' rows: each {@code column [ASC | DESC] [NULLS FIRST | LAST]}. */
    List<SortedColumn> sortOrder(List<ColumnSchema> columns) {
        List<SortedColumn> order = new ArrayList<>();
        for (String text : texts(SORTED_BY)) {
            String[] words = text.trim().split("\\s+");
            String direction = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "ASC";
            if (words.length > 2 || !direction.equals("ASC") && !direction.equals("DESC")) {
                throw wrong(SORTED_BY, "'" + text + "' is no column with ASC or DESC behind it");
            }
            int index = index(SORTED_BY, words[0], columns);
            TypeKind kind = columns.get(index).type().kind();
            if (columns.get(index).type().isNested() || kind == TypeKind.UNKNOWN) {
                throw wrong(SORTED_BY, "values of the column " + words[0] + " have no order");
            }
            order.add(new SortedColumn(index, direction.equals("DESC"), false));
        }
        return order;
    }

    /** Returns the index of a column that a property names. */
    int index(String property, String name, List<ColumnSchema> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        List<String> names = columns.stream().map(ColumnSchema::name).toList();
        throw new TarnException(
                ErrorCode.COLUMN_NOT_FOUND,
                position(property),
                "the property " + property + " of " + what + " names the column " + name + ", which is none of "
                        + String.join(", ", names) + NearestNames.hint(name, names));
    }
}
