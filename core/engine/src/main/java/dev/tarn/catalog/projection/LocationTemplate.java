package dev.tarn.catalog.projection;

import dev.tarn.catalog.file.PartitionFolder;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.Location;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where a partition's folder is: {@code key=value} below the table's, or where a template says. Immutable. */
final class LocationTemplate {
    /** The property that has the template. */
    static final String PROPERTY = "storage.location.template";

    private final List<ColumnSchema> columns;
    private final Location table;
    /** The texts between the columns' values, or null without a template; one more than there are columns in it. */
    private final List<String> texts;

    private final List<Integer> order = new ArrayList<>();

    private final ProjectionProperties properties;
    /** The first placeholder that is no partition column, or null. */
    private String unknown;

    /** @throws TarnException INVALID_PROPERTY if a template names not all partition columns */
    LocationTemplate(List<ColumnSchema> columns, ProjectionProperties properties, Location table) {
        this.columns = List.copyOf(columns);
        this.table = table;
        this.properties = properties;
        String template =
                properties.find(PROPERTY).filter(text -> !text.isBlank()).orElse(null);
        this.texts = template == null ? null : parts(template);
    }

    private List<String> parts(String template) {
        List<String> parts = new ArrayList<>();
        Set<String> named = new HashSet<>();
        int from = 0;
        for (int at = template.indexOf("${"); at >= 0; at = template.indexOf("${", from)) {
            int end = template.indexOf('}', at);
            String name = end < 0 ? "" : template.substring(at + 2, end).strip().toLowerCase(Locale.ROOT);
            int column = column(name);
            if (column < 0) {
                unknown = name;
                break;
            }
            named.add(name);
            order.add(column);
            parts.add(template.substring(from, at));
            from = end + 1;
        }
        parts.add(template.substring(from));
        if (unknown == null && named.size() < columns.size()) {
            throw properties.wrong(PROPERTY, takes(), null);
        }
        return parts;
    }

    /** @throws TarnException INVALID_PROPERTY if the template names what is no partition column: nothing can be found then */
    void requireKnown() {
        if (unknown != null) {
            throw properties.wrong(PROPERTY, takes() + ", and no ${" + unknown + "}", null);
        }
    }

    /** Returns whether two partitions may have one folder, of all with one of the texts that each column has. */
    boolean mayCollide(List<List<ProjectedValue>> values) {
        if (texts == null || columns.size() == 1) {
            return false;
        }
        boolean separated = texts.subList(1, order.size()).stream().allMatch(text -> text.contains("/"));
        return !separated
                || values.stream()
                        .flatMap(List::stream)
                        .anyMatch(value -> value.text().indexOf('/') >= 0);
    }

    private String takes() {
        List<String> names =
                columns.stream().map(column -> "${" + column.name() + "}").toList();
        return "a location with " + String.join(", ", names);
    }

    private int column(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Returns the folder of a partition, by the texts of its values.
     *
     * @throws TarnException as {@link #requireKnown}
     */
    Location folder(List<String> values) {
        requireKnown();
        if (texts == null) {
            Location folder = table;
            for (int i = 0; i < columns.size(); i++) {
                folder = folder.child(PartitionFolder.name(columns.get(i).name(), values.get(i)));
            }
            return folder;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < order.size(); i++) {
            text.append(texts.get(i)).append(values.get(order.get(i)));
        }
        return new Location(text.append(texts.get(order.size())).toString());
    }
}
