package dev.tarn.format.text.json;

import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import java.util.List;

/** Where the values of one column, or of one part of a nested one, go, and how they are read. Belongs to one reader. */
final class JsonField {
    /** The name that errors give it. */
    final String name;

    final Type type;
    final ValueAppender out;
    /** The writer of its cells, or null if it is not nested. */
    final CellWriter cell;
    /** The parts of a nested type. */
    final JsonField[] parts;
    /** The keys of a ROW; null otherwise. */
    final JsonObject object;
    /** The entries of a MAP; null otherwise. */
    final JsonEntries entries;

    JsonField(String name, Type type, ValueAppender out, JsonNames names) {
        this.name = name;
        this.type = type;
        this.out = out;
        this.cell = type.isNested() ? out.cell() : null;
        List<TypeField> fields = type.fields();
        this.parts = new JsonField[fields.size()];
        for (int i = 0; i < parts.length; i++) {
            String part = fields.get(i).name();
            parts[i] = new JsonField(
                    part == null ? name : name + "." + part, fields.get(i).type(), cell.part(i), names);
        }
        this.object = switch (type.kind()) {
            case ROW ->
                new JsonObject(
                        cell, parts, names, fields.stream().map(TypeField::name).toList());
            default -> null;
        };
        this.entries = switch (type.kind()) {
            case MAP -> new JsonEntries();
            default -> null;
        };
    }
}
