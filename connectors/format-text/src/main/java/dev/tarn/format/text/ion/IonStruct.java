package dev.tarn.format.text.ion;

import java.util.ArrayList;
import java.util.List;

/** A struct: names and values in their order. Filled by one thread, then only read. */
final class IonStruct {
    final List<String> names = new ArrayList<>();
    final List<Object> values = new ArrayList<>();

    void add(String name, Object value) {
        names.add(name);
        values.add(value);
    }

    /** Returns the value of the last field of a name, or null if there is none. */
    Object get(String name, boolean caseSensitive) {
        for (int i = names.size() - 1; i >= 0; i--) {
            String found = names.get(i);
            if (caseSensitive ? found.equals(name) : found.equalsIgnoreCase(name)) {
                return values.get(i);
            }
        }
        return null;
    }
}
