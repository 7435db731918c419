package dev.tarn.format.text.json;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Which key of an object means which field. Immutable.
 *
 * @param caseInsensitive whether keys are compared without regard to case
 * @param dotsAreUnderscores whether a dot in a key is taken for an underscore
 * @param mappings the keys of fields that have another name than their key, by the field's name in lower case
 */
record JsonNames(boolean caseInsensitive, boolean dotsAreUnderscores, Map<String, String> mappings) {
    /** Keys are the names of fields, without regard to case. */
    static final JsonNames PLAIN = new JsonNames(true, false, Map.of());

    JsonNames {
        mappings = Map.copyOf(mappings);
    }

    /** Returns what gives the index among {@code fieldNames} of the field that a key means, or -1. */
    ToIntFunction<String> fields(List<String> fieldNames) {
        Map<String, Integer> indexes = new HashMap<>();
        for (int i = 0; i < fieldNames.size(); i++) {
            String name = fieldNames.get(i);
            if (name != null) {
                indexes.putIfAbsent(folded(mappings.getOrDefault(name.toLowerCase(Locale.ROOT), name)), i);
            }
        }
        return key -> indexes.getOrDefault(folded(dotsAreUnderscores ? key.replace('.', '_') : key), -1);
    }

    private String folded(String key) {
        return caseInsensitive ? key.toLowerCase(Locale.ROOT) : key;
    }
}
