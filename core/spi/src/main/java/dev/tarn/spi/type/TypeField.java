package dev.tarn.spi.type;

import java.util.Objects;

/**
 * A part of a nested type.
 *
 * @param name the field's name in a ROW, lower case in a table and as spelled in a file, or null if it has none; null for
 *     the elements of an ARRAY and the keys and values of a MAP
 * @param type its type
 */
public record TypeField(String name, Type type) {
    public TypeField {
        Objects.requireNonNull(type, "type");
    }
}
