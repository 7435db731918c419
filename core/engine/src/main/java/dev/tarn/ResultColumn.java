package dev.tarn;

import dev.tarn.spi.type.Type;

/**
 * A column of a result.
 *
 * @param label its label, spelled as the statement spells it
 * @param type its type
 */
public record ResultColumn(String label, Type type) {}
