package dev.tarn;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A row of a result as Java values: Boolean, Byte, Short, Integer, Long, Float, Double, BigDecimal, String, byte[],
 * LocalDate, LocalTime, LocalDateTime, Period (year to month), Duration (day to second); null for NULL. Immutable.
 */
public final class Row {
    private final Object[] values;

    Row(Object[] values) {
        this.values = values;
    }

    /** Returns how many columns there are. */
    public int size() {
        return values.length;
    }

    /** Returns the value of column {@code columnIndex}, counted from 0, or null. */
    public Object value(int columnIndex) {
        return values[columnIndex];
    }

    /** Returns the values in order. */
    public List<Object> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
