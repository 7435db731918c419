package dev.tarn.query;

import dev.tarn.spi.type.Type;

/** A column of a result: its label as the statement spells it, and its type. */
public record OutputColumn(String label, Type type) {}
