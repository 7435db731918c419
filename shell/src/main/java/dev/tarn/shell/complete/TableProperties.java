package dev.tarn.shell.complete;

import java.util.ArrayList;
import java.util.List;

/** The properties that tables and statements have, and the values of some. */
final class TableProperties {
    private static final List<Property> ALL = read();

    private record Property(String name, List<String> owners, List<String> values) {}

    private TableProperties() {}

    private static List<Property> read() {
        List<Property> all = new ArrayList<>();
        for (String line : Keywords.lines("properties.txt")) {
            String[] parts = line.split("\t", -1);
            List<String> values = parts.length < 3 ? List.of() : List.of(parts[2].split("\\|", -1));
            all.add(new Property(parts[0], List.of(parts[1].split(",", -1)), values));
        }
        return all;
    }

    /** Returns the names of the properties of {@code with}, {@code table}, {@code crawl} or {@code analyze}. */
    static List<String> names(String owner) {
        return ALL.stream()
                .filter(property -> property.owners.contains(owner))
                .map(Property::name)
                .toList();
    }

    /** Returns values of a property, with their quotes; one that is only a quote begins a value. */
    static List<String> values(String owner, String name) {
        return ALL.stream()
                .filter(property -> property.owners.contains(owner) && property.name.equalsIgnoreCase(name))
                .flatMap(property -> property.values.stream())
                .toList();
    }
}
