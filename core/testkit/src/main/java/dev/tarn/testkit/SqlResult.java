package dev.tarn.testkit;

import dev.tarn.spi.type.Type;
import java.util.List;

/**
 * What a statement answered. Values are Boolean, Byte, Short, Integer, Long, Float, Double, BigDecimal, String, byte[],
 * LocalDate, LocalTime, LocalDateTime, Period (year to month) and Duration (day to second), and null for NULL.
 *
 * @param names the columns' labels
 * @param types the columns' types; one that has no counterpart in Tarn is {@link Type#UNKNOWN}
 * @param rows the rows in the order they came
 */
public record SqlResult(List<String> names, List<Type> types, List<List<Object>> rows) {
    /** The result of a statement that has no rows. */
    public static final SqlResult NONE = new SqlResult(List.of(), List.of(), List.of());
}
