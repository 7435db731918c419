package dev.tarn.catalog.projection;

import dev.tarn.catalog.file.PartitionValues;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.Location;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A table's properties, whose names may have any case, and the errors of those of projection. Immutable. */
final class ProjectionProperties {
    private final Map<String, String> values = new HashMap<>();
    private final Location location;

    ProjectionProperties(Map<String, String> properties, Location location) {
        properties.forEach((name, value) -> values.put(name.toLowerCase(Locale.ROOT), value));
        this.location = location;
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Optional<String> find(ColumnSchema column, String name) {
        return find(name(column, name));
    }

    private static String name(ColumnSchema column, String name) {
        return "projection." + column.name() + "." + name;
    }

    /** @throws TarnException INVALID_PROPERTY if it is not there or empty */
    String require(ColumnSchema column, String name, String cure) {
        return find(column, name).filter(value -> !value.isBlank()).orElseThrow(() -> missing(column, name, cure));
    }

    /** @throws TarnException INVALID_PROPERTY unless it is a whole number greater than 0, or not there */
    long positive(ColumnSchema column, String name, long otherwise) {
        String text = find(column, name).orElse(null);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.strip());
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(column, name, "a whole number greater than 0", e);
        }
        throw wrong(column, name, "a whole number greater than 0", null);
    }

    /** @throws TarnException INVALID_PROPERTY if the text is no value of the column's type */
    ProjectedValue value(ColumnSchema column, String property, String text) {
        try {
            return new ProjectedValue(PartitionValues.parse(text, column.type(), location, column.name()), text);
        } catch (TarnException e) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY,
                    "the property " + name(column, property) + " gives '" + text + "', which is no "
                            + column.type().sqlName() + "; declare the column as string, or give others",
                    e);
        }
    }

    TarnException missing(ColumnSchema column, String name, String cure) {
        return new TarnException(
                ErrorCode.INVALID_PROPERTY,
                "the table's partitions are projected, but it has no property " + name(column, name) + "; give it "
                        + cure);
    }

    TarnException wrong(ColumnSchema column, String name, String takes, Exception cause) {
        return wrong(name(column, name), takes, cause);
    }

    TarnException wrong(String name, String takes, Exception cause) {
        return new TarnException(
                ErrorCode.INVALID_PROPERTY,
                "the property " + name + " is '" + values.get(name) + "'; it takes " + takes,
                cause);
    }
}
