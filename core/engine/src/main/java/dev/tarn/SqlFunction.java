package dev.tarn;

/**
 * A function that SQL may call.
 *
 * @param name its name, in lower case
 * @param usage how it is called, as in {@code substr(varchar, bigint[, bigint])}
 * @param isAggregate whether it makes one value of many rows
 */
public record SqlFunction(String name, String usage, boolean isAggregate) {}
