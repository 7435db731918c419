package dev.tarn.format.text.json;

import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.ColumnAppender;
import dev.tarn.spi.split.ScanColumn;
import java.util.Arrays;
import java.util.List;

/**
 * Appends the fields of records to columns. A record is walked once: fields are found by the order that keys had in the
 * record before, and what nobody asked for is skipped without being decoded. One thread at a time.
 */
final class JsonReader {
    /** How "null" reads as a little-endian number. */
    private static final int NULL = 0x6C6C756E;

    private final ColumnAppender[] columns;
    private final JsonObject record;
    private final JsonValues values;
    private final int newline;
    private long limit;
    /** How many rows each column has before the current record. */
    private int row;

    /** Makes a reader into {@code columns}, one for each of {@code wanted}. */
    JsonReader(List<ScanColumn> wanted, ColumnAppender[] columns, JsonRules rules) {
        this.columns = columns;
        this.values = new JsonValues(rules);
        this.newline = rules.newline();
        JsonField[] fields = new JsonField[columns.length];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = new JsonField(wanted.get(i).name(), wanted.get(i).type(), columns[i], rules.names());
        }
        this.record = new JsonObject(
                null,
                fields,
                rules.names(),
                wanted.stream().map(ScanColumn::name).toList());
    }

    /**
     * Appends the fields that the object at {@code at} has, as one row.
     *
     * @param limit where the bytes in memory end, see {@link JsonScanner}
     * @param rowsBefore how many rows the columns have
     * @return the address behind it
     * @throws JsonFault if it is bad or not whole; the columns then have to be {@linkplain ColumnAppender#truncate truncated}
     */
    long read(long at, long limit, int rowsBefore) {
        this.limit = limit;
        this.row = rowsBefore;
        values.setLimit(limit);
        if (RawMemory.getByte(at) != '{') {
            throw JsonFault.at(at, limit, "a record is not an object");
        }
        return object(record, at, rowsBefore);
    }

    private long space(long at) {
        return JsonScanner.skipSpace(at, newline);
    }

    /** Appends the fields of the object at {@code at} to what they belong to, which has {@code base} values before. */
    private long object(JsonObject node, long at, int base) {
        long next = at + 1;
        byte found = RawMemory.getByte(next);
        if (found <= ' ') {
            next = space(next);
            found = RawMemory.getByte(next);
        }
        if (found == '}') {
            return next + 1;
        }
        JsonKeys.Key previous = node.head;
        while (true) {
            JsonKeys.Key key = previous.next;
            if (key == null || !key.isAt(next)) {
                key = otherKey(node, next);
                previous.next = key;
            }
            previous = key;
            next = value(next + key.length);
            if (key.field < 0) {
                next = JsonScanner.skipValue(next, limit, newline);
            } else {
                JsonField field = node.fields[key.field];
                if (field.out.count() != base) {
                    return objectWithEqualKeys(node, at);
                }
                next = append(field, next);
            }
            found = RawMemory.getByte(next);
            if (found <= ' ') {
                next = space(next);
                found = RawMemory.getByte(next);
            }
            if (found == '}') {
                return next + 1;
            }
            if (found != ',') {
                throw JsonFault.at(next, limit, "neither a comma nor a closing brace follows a value");
            }
            next++;
            if (RawMemory.getByte(next) <= ' ') {
                next = space(next);
            }
        }
    }

    private JsonKeys.Key otherKey(JsonObject node, long at) {
        if (RawMemory.getByte(at) != '"') {
            throw JsonFault.at(at, limit, "a key is missing");
        }
        return node.keys.find(at, limit);
    }

    /** Returns where the value begins whose key ends at {@code at}. */
    private long value(long at) {
        long next = at;
        if (RawMemory.getByte(next) != ':') {
            next = space(next);
            if (RawMemory.getByte(next) != ':') {
                throw JsonFault.at(next, limit, "no colon follows a key");
            }
        }
        next++;
        return RawMemory.getByte(next) <= ' ' ? space(next) : next;
    }

    /** Reads an object in which a key comes twice: finds the last value of each field first. */
    private long objectWithEqualKeys(JsonObject node, long at) {
        if (node == record) {
            for (ColumnAppender column : columns) {
                column.truncate(row);
            }
        } else {
            node.cell.clear();
        }
        Arrays.fill(node.positions, 0);
        long end = forEachKey(at, (keyAt, valueAt) -> {
            int field = node.keys.find(keyAt, limit).field;
            if (field >= 0) {
                node.positions[field] = valueAt;
            }
        });
        for (int i = 0; i < node.fields.length; i++) {
            if (node.positions[i] != 0) {
                append(node.fields[i], node.positions[i]);
            }
        }
        return end;
    }

    private interface KeyConsumer {
        void accept(long keyAt, long valueAt);
    }

    /** Gives out where each key and its value are and returns the address behind the object at {@code at}. */
    private long forEachKey(long at, KeyConsumer consumer) {
        long next = space(at + 1);
        if (RawMemory.getByte(next) == '}') {
            return next + 1;
        }
        while (true) {
            if (RawMemory.getByte(next) != '"') {
                throw JsonFault.at(next, limit, "a key is missing");
            }
            long valueAt = value(JsonScanner.skipString(next + 1, limit));
            consumer.accept(next, valueAt);
            next = space(JsonScanner.skipValue(valueAt, limit, newline));
            byte found = RawMemory.getByte(next);
            if (found == '}') {
                return next + 1;
            }
            if (found != ',') {
                throw JsonFault.at(next, limit, "neither a comma nor a closing brace follows a value");
            }
            next = space(next + 1);
        }
    }

    /** Appends the value at {@code at} and returns the address behind it. */
    private long append(JsonField field, long at) {
        if (RawMemory.getByte(at) == 'n' && RawMemory.getInt(at) == NULL) {
            field.out.appendNull();
            return at + 4;
        }
        return switch (field.type.kind()) {
            case BIGINT -> values.appendBigint(field, at);
            case TINYINT, SMALLINT, INTEGER -> values.appendInteger(field, at);
            case DOUBLE, REAL -> values.appendFloating(field, at);
            case DECIMAL -> values.appendDecimal(field, at);
            case VARCHAR, CHAR -> values.appendText(field, at);
            case DATE -> values.appendDate(field, at);
            case BOOLEAN -> values.appendBoolean(field, at);
            case TIMESTAMP, TIME -> values.appendTime(field, at);
            case VARBINARY -> values.appendBinary(field, at);
            case ARRAY -> array(field, at);
            case MAP -> map(field, at);
            case ROW -> row(field, at);
            default -> throw new IllegalStateException(field.type.toString());
        };
    }

    private long array(JsonField field, long at) {
        JsonField element = field.parts[0];
        if (RawMemory.getByte(at) != '[') {
            if (!values.isSingleElement()) {
                return values.misfit(field, at);
            }
            long end = append(element, at);
            field.out.appendCell();
            return end;
        }
        long next = space(at + 1);
        if (RawMemory.getByte(next) == ']') {
            field.out.appendCell();
            return next + 1;
        }
        while (true) {
            next = append(element, next);
            if (RawMemory.getByte(next) <= ' ') {
                next = space(next);
            }
            byte found = RawMemory.getByte(next);
            if (found == ']') {
                field.out.appendCell();
                return next + 1;
            }
            if (found != ',') {
                throw JsonFault.at(next, limit, "neither a comma nor a closing bracket follows an element");
            }
            next = space(next + 1);
        }
    }

    private long map(JsonField field, long at) {
        if (RawMemory.getByte(at) != '{') {
            return values.misfit(field, at);
        }
        JsonEntries entries = field.entries;
        entries.clear();
        long end = forEachKey(at, (keyAt, valueAt) -> entries.put(values.keyBytes(keyAt), keyAt, valueAt));
        JsonField key = field.parts[0];
        for (int i = 0; i < entries.count(); i++) {
            int misfits = values.misfits();
            append(key, entries.keyAddress(i));
            if (values.misfits() != misfits) {
                // No key is NULL.
                field.cell.clear();
                return values.misfit(field, at);
            }
            append(field.parts[1], entries.valueAddress(i));
        }
        field.out.appendCell();
        return end;
    }

    private long row(JsonField field, long at) {
        if (RawMemory.getByte(at) != '{') {
            return values.misfit(field, at);
        }
        long end = object(field.object, at, 0);
        for (JsonField part : field.parts) {
            if (part.out.count() == 0) {
                part.out.appendNull();
            }
        }
        field.out.appendCell();
        return end;
    }
}
