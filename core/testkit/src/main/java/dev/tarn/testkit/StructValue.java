package dev.tarn.testkit;

import java.util.Collections;
import java.util.List;

/**
 * A ROW in a result: its fields' values in order. Their names belong to the type, and engines name those that a query does
 * not name differently.
 */
public record StructValue(List<Object> values) {
    public StructValue {
        values = Collections.unmodifiableList(values);
    }

    @Override
    public String toString() {
        return ValueText.of(this);
    }
}
