package dev.tarn;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A row of a result, or a ROW within one, as Java values: Boolean, Byte, Short, Integer, Long, Float, Double, BigDecimal,
 * String, byte[], LocalDate, LocalTime, LocalDateTime, Period (year to month), Duration (day to second); for an ARRAY a
 * List, for a MAP a Map in the order of its entries, for a ROW a Row with names; null for NULL. Immutable.
 */
public final class Row {
    private final List<String> names;
    private final Object[] values;

    Row(Object[] values) {
        this(List.of(), values);
    }

    Row(List<String> names, Object[] values) {
        this.names = names;
        this.values = values;
    }

    /**
     * Makes a ROW, as a value of a parameter.
     *
     * @param names the fields' names; none if they are not known
     * @throws IllegalArgumentException for another number of names than of values
     */
    public static Row of(List<String> names, List<?> values) {
        if (!names.isEmpty() && names.size() != values.size()) {
            throw new IllegalArgumentException(names.size() + " names of " + values.size() + " values");
        }
        return new Row(List.copyOf(names), values.toArray());
    }

    /** Returns how many columns or fields there are. */
    public int size() {
        return values.length;
    }

    /** Returns the names of a ROW's fields; none for a row of a result, whose columns the result names. */
    public List<String> names() {
        return names;
    }

    /** Returns the value of column {@code columnIndex}, counted from 0, or null. */
    public Object value(int columnIndex) {
        return values[columnIndex];
    }

    /**
     * Returns the value of a ROW's field of this name, regardless of case, or null.
     *
     * @throws IllegalArgumentException if it has no such field
     */
    public Object value(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return values[i];
            }
        }
        throw new IllegalArgumentException("there is no field " + name + " among " + names);
    }

    /** Returns the values in order. */
    public List<Object> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    /** Returns whether {@code other} is a row of equal names and values. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Row row && names.equals(row.names) && Arrays.deepEquals(values, row.values);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values);
    }

    @Override
    public String toString() {
        if (names.isEmpty()) {
            return Arrays.toString(values);
        }
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ", ").append(names.get(i)).append('=').append(values[i]);
        }
        return text.append('}').toString();
    }
}
