package dev.tarn.format.text.json;

import dev.tarn.spi.nested.CellWriter;
import java.util.List;

/** The fields to read of objects of one kind, and the keys they had so far. Belongs to one reader. */
final class JsonObject {
    /** The writer that the fields are parts of; null for a record. */
    final CellWriter cell;

    final JsonField[] fields;
    final JsonKeys keys;
    /** A key that stands before the first one, so that the first one has a predecessor to be remembered by. */
    final JsonKeys.Key head = JsonKeys.head();
    /** Where the value of each field begins, used where a key comes twice. */
    final long[] positions;

    JsonObject(CellWriter cell, JsonField[] fields, JsonNames names, List<String> fieldNames) {
        this.cell = cell;
        this.fields = fields;
        this.keys = new JsonKeys(names.fields(fieldNames));
        this.positions = new long[fields.length];
    }
}
