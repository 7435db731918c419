package dev.tarn.sql.define;

import java.util.HashMap;
import java.util.Map;

/** Properties of tables and schemas, whose names are the same in any case and keep the spelling of the last. */
final class Properties {
    private Properties() {}

    /** Returns {@code old} with the values of {@code set} in the place of those of the same names. */
    static Map<String, String> merged(Map<String, String> old, Map<String, String> set) {
        Map<String, String> merged = new HashMap<>(old);
        for (String name : set.keySet()) {
            merged.keySet().removeIf(name::equalsIgnoreCase);
        }
        merged.putAll(set);
        return merged;
    }

    /** Returns the value of a name in any case, or null. */
    static String value(Map<String, String> properties, String name) {
        return properties.entrySet().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
