package dev.tarn.sql.validate;

import dev.tarn.spi.type.Type;

/**
 * The value of a parameter.
 *
 * @param type its type; UNKNOWN for a NULL of no type
 * @param value null for NULL, else of the class that the type has: Boolean, Long (TINYINT to BIGINT), Float, Double,
 *     BigDecimal, String, byte[], LocalDate, LocalTime, LocalDateTime, Period, Duration; for an ARRAY a List of values of its
 *     element type, for a MAP a Map of its key and value types, for a ROW a List of its fields' values
 */
public record ParameterValue(Type type, Object value) {}
