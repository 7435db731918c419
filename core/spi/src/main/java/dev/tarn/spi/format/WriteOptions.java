package dev.tarn.spi.format;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/**
 * How files are to be written: by the properties of CREATE TABLE AS and UNLOAD ({@code write_compression}), or those of the
 * table that rows are inserted into ({@code parquet.compression}). A dot and an underscore in a name are the same, and so are
 * letters of either case. Immutable; {@link #allocator} is whoever's who asks for the file.
 *
 * @param serde the class name of the Hive SerDe that the table names, or null
 * @param properties the table's and the SerDe's; those a format does not know are none of its business
 * @param sortOrder the order that the rows come in, which the file records if the format can; empty if there is none
 * @param allocator where the writer's memory comes from; may be null where nothing is written ({@link
 *     FileFormat#checkWritable})
 * @param checkpoint to be called wherever a writer has worked for a while without giving its sink a byte, as after each piece
 *     that it compressed; throws once the file is not wanted any more
 */
public record WriteOptions(
        String serde,
        Map<String, String> properties,
        List<SortedColumn> sortOrder,
        BufferAllocator allocator,
        Runnable checkpoint) {
    /** Makes options of a file that will be wanted. */
    public WriteOptions(
            String serde, Map<String, String> properties, List<SortedColumn> sortOrder, BufferAllocator allocator) {
        this(serde, properties, sortOrder, allocator, () -> {});
    }

    /** The codec of compression, by the names that Athena has for it. */
    public static final String COMPRESSION = "write_compression";
    /** The level of a codec that has several: ZSTD. */
    public static final String COMPRESSION_LEVEL = "compression_level";
    /** What stands between the fields of delimited text: one character. */
    public static final String FIELD_DELIMITER = "field_delimiter";

    /**
     * A column that rows are sorted by.
     *
     * @param columnIndex of the writer's columns
     * @param descending whether the largest comes first
     * @param nullsFirst whether NULLs come before values
     */
    public record SortedColumn(int columnIndex, boolean descending, boolean nullsFirst) {}

    public WriteOptions {
        Map<String, String> normalized = new LinkedHashMap<>();
        properties.forEach((name, value) -> normalized.put(normalized(name), value));
        properties = Map.copyOf(normalized);
        sortOrder = List.copyOf(sortOrder);
    }

    /** Makes options that say nothing. */
    public static WriteOptions defaults(BufferAllocator allocator) {
        return of(Map.of(), allocator);
    }

    /** Makes options of properties alone. */
    public static WriteOptions of(Map<String, String> properties, BufferAllocator allocator) {
        return new WriteOptions(null, properties, List.of(), allocator);
    }

    /** Returns a property's name as {@link #properties} has it. */
    public static String normalized(String name) {
        return name.toLowerCase(Locale.ROOT).replace('.', '_');
    }

    /** Returns the value of the first of these properties that is set. */
    public Optional<String> property(String... names) {
        for (String name : names) {
            String value = properties.get(normalized(name));
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns a number that a property sets, {@code otherwise} if it is not set.
     *
     * @throws TarnException INVALID_PROPERTY if it is no number from {@code least} to {@code most}
     */
    public long number(String name, long otherwise, long least, long most) {
        String text = property(name).orElse(null);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.trim());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw invalid(name, text, "it is a whole number from " + least + " to " + most);
    }

    /**
     * Returns a share that a property sets, {@code otherwise} if it is not set.
     *
     * @throws TarnException INVALID_PROPERTY if it is no number from {@code least} to {@code most}
     */
    public double share(String name, double otherwise, double least, double most) {
        String text = property(name).orElse(null);
        if (text == null) {
            return otherwise;
        }
        try {
            double share = Double.parseDouble(text.trim());
            if (share >= least && share <= most) {
                return share;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw invalid(
                name,
                text,
                "it is a number from " + BigDecimal.valueOf(least).toPlainString() + " to "
                        + BigDecimal.valueOf(most).toPlainString());
    }

    /**
     * Returns what a property switches on or off, {@code otherwise} if it is not set.
     *
     * @throws TarnException INVALID_PROPERTY if it is neither true nor false
     */
    public boolean flag(String name, boolean otherwise) {
        String text = property(name).orElse(null);
        if (text == null) {
            return otherwise;
        }
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name, text, "it is true or false");
        };
    }

    /**
     * Returns the codec of compression in upper case: that of the format's own property if there is one, else that of
     * {@link #COMPRESSION}, else {@code otherwise}. {@code NONE} and {@code UNCOMPRESSED} are both NONE.
     *
     * @param own the names of the format's own properties
     * @throws TarnException INVALID_PROPERTY if two of them say different things, or another codec than {@code known}
     */
    public String codec(List<String> known, String otherwise, String... own) {
        String codec = null;
        for (int i = 0; i <= own.length; i++) {
            String name = i < own.length ? own[i] : COMPRESSION;
            String value = property(name)
                    .map(text -> text.trim().toUpperCase(Locale.ROOT))
                    .orElse(null);
            if (value == null) {
                continue;
            }
            String found = value.equals("UNCOMPRESSED") ? "NONE" : value;
            if (!known.contains(found)) {
                throw invalid(name, value, "the format is written with " + String.join(", ", known));
            }
            if (codec != null && !codec.equals(found)) {
                throw new TarnException(
                        ErrorCode.INVALID_PROPERTY,
                        "two properties ask for different compression: " + codec + ", " + found);
            }
            codec = found;
        }
        return codec == null ? otherwise : codec;
    }

    /** Makes the error of a property's value. */
    public static TarnException invalid(String name, String value, String why) {
        return new TarnException(ErrorCode.INVALID_PROPERTY, "the property " + name + " = '" + value + "': " + why);
    }
}
