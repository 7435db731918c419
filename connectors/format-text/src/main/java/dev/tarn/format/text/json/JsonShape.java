package dev.tarn.format.text.json;

import dev.tarn.format.text.value.TemporalText;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What values of a sample have in common: the narrowest type that all of them have. It depends on the values and on the
 * order of keys alone. One thread at a time.
 */
final class JsonShape {
    private static final int BOOLEAN = 1;
    private static final int INTEGER = 1 << 1;
    private static final int LARGE_INTEGER = 1 << 2;
    private static final int NUMBER = 1 << 3;
    private static final int DATE = 1 << 4;
    private static final int TIMESTAMP = 1 << 5;
    private static final int TEXT = 1 << 6;
    private static final int OBJECT = 1 << 7;
    private static final int ARRAY = 1 << 8;

    private static final int MAX_DEPTH = 32;
    /** Objects with more keys than this are a MAP, if a key is in less than a tenth of them. */
    private static final int MANY_KEYS = 200;

    private static final int TIMESTAMP_DIGITS = 6;
    private static final int MAX_TIMESTAMP_LENGTH = 40;

    /** A key, as it was spelled first, with what its values have in common. */
    private static final class Member {
        private final String name;
        private final JsonShape shape;
        private long count;

        private Member(String name, JsonShape shape) {
            this.name = name;
            this.shape = shape;
        }
    }

    private final int depth;
    private final JsonNumber number;
    /** Members by their names in lower case, in the order in which they came. */
    private final Map<String, Member> members = new LinkedHashMap<>();

    private int kinds;
    private long objects;
    private int fractionDigits;
    private JsonShape element;

    JsonShape() {
        this(0, new JsonNumber());
    }

    private JsonShape(int depth, JsonNumber number) {
        this.depth = depth;
        this.number = number;
    }

    private JsonShape part() {
        return new JsonShape(depth + 1, number);
    }

    /**
     * Adds the value at {@code at} and returns the address behind it.
     *
     * @throws JsonFault if it is bad or not whole
     */
    long add(long at, long limit, int newline) {
        byte first = RawMemory.getByte(at);
        if (depth == MAX_DEPTH) {
            kinds |= TEXT;
            return JsonScanner.skipValue(at, limit, newline);
        }
        if (first == '{') {
            kinds |= OBJECT;
            objects++;
            return addObject(at, limit, newline);
        }
        if (first == '[') {
            kinds |= ARRAY;
            return addArray(at, limit, newline);
        }
        long end = JsonScanner.skipValue(at, limit, newline);
        kinds |= first == '"'
                ? kindOfText(at + 1, (int) Math.min(end - at - 2, Integer.MAX_VALUE))
                : kindOfWord(at, end);
        return end;
    }

    private int kindOfText(long at, int length) {
        if (length > MAX_TIMESTAMP_LENGTH) {
            return TEXT;
        }
        if (TemporalText.date(at, length) != TemporalText.INVALID) {
            return DATE;
        }
        if (TemporalText.timestamp(at, length, TIMESTAMP_DIGITS, true) == TemporalText.INVALID) {
            return TEXT;
        }
        fractionDigits = Math.max(fractionDigits, TemporalText.fractionDigits(at, length));
        return TIMESTAMP;
    }

    private int kindOfWord(long at, long end) {
        byte first = RawMemory.getByte(at);
        if (number.parse(at) && number.end() == end) {
            if (!number.isInteger()) {
                return NUMBER;
            }
            if (number.isShortInteger()) {
                return INTEGER;
            }
            var value = number.decimalValue(at);
            return value == null ? NUMBER : value.toBigInteger().bitLength() < Long.SIZE ? INTEGER : LARGE_INTEGER;
        }
        return switch (first) {
            case 'n' -> 0;
            case 't', 'f' -> BOOLEAN;
            case 'N', 'I', '-' -> NUMBER;
            default -> throw JsonFault.bad("a value is neither a string, a number, true, false nor null");
        };
    }

    private long addArray(long at, long limit, int newline) {
        if (element == null) {
            element = part();
        }
        long next = JsonScanner.skipSpace(at + 1, newline);
        while (RawMemory.getByte(next) != ']') {
            next = JsonScanner.skipSpace(element.add(next, limit, newline), newline);
            next = separator(next, limit, newline, ']');
        }
        return next + 1;
    }

    private long addObject(long at, long limit, int newline) {
        long next = JsonScanner.skipSpace(at + 1, newline);
        while (RawMemory.getByte(next) != '}') {
            if (RawMemory.getByte(next) != '"') {
                throw JsonFault.at(next, limit, "a key is missing");
            }
            long keyEnd = JsonScanner.skipString(next + 1, limit);
            long colon = JsonScanner.skipSpace(keyEnd, newline);
            if (RawMemory.getByte(colon) != ':') {
                throw JsonFault.at(colon, limit, "no colon follows a key");
            }
            Member member = member(JsonStrings.text(next + 1, (int) Math.min(keyEnd - next - 2, Integer.MAX_VALUE)));
            long value = JsonScanner.skipSpace(colon + 1, newline);
            next = JsonScanner.skipSpace(member.shape.add(value, limit, newline), newline);
            next = separator(next, limit, newline, '}');
        }
        return next + 1;
    }

    /** Returns where the next part begins, or where the closing bracket is. */
    private static long separator(long at, long limit, int newline, char closing) {
        byte found = RawMemory.getByte(at);
        if (found == closing) {
            return at;
        }
        if (found != ',') {
            throw JsonFault.at(at, limit, "neither a comma nor a closing bracket follows a value");
        }
        long next = JsonScanner.skipSpace(at + 1, newline);
        if (RawMemory.getByte(next) == closing) {
            throw JsonFault.at(next, limit, "a value is missing");
        }
        return next;
    }

    private Member member(String name) {
        Member member = members.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new Member(name, part()));
        member.count++;
        return member;
    }

    /** Adds what another shape, of as deep values, has seen. */
    private void merge(JsonShape other) {
        kinds |= other.kinds;
        objects += other.objects;
        fractionDigits = Math.max(fractionDigits, other.fractionDigits);
        if (other.element != null) {
            element = element == null ? part() : element;
            element.merge(other.element);
        }
        for (Member theirs : other.members.values()) {
            Member ours = members.computeIfAbsent(
                    theirs.name.toLowerCase(Locale.ROOT), key -> new Member(theirs.name, part()));
            ours.count += theirs.count;
            ours.shape.merge(theirs.shape);
        }
    }

    /** Returns whether any value was an object. */
    boolean hasObjects() {
        return (kinds & OBJECT) != 0;
    }

    /** Returns the fields of the objects, in the order in which they came. */
    List<TypeField> fields() {
        List<TypeField> fields = new ArrayList<>();
        for (Member member : members.values()) {
            fields.add(new TypeField(member.name, member.shape.type()));
        }
        return fields;
    }

    /** Returns the type of the values: VARCHAR if they are of several kinds, UNKNOWN if all are null. */
    Type type() {
        return switch (kinds) {
            case 0 -> Type.UNKNOWN;
            case BOOLEAN -> Type.BOOLEAN;
            case INTEGER -> Type.BIGINT;
            case LARGE_INTEGER, INTEGER | LARGE_INTEGER -> Type.decimal(Type.MAX_DECIMAL_PRECISION, 0);
            case NUMBER, NUMBER | INTEGER, NUMBER | LARGE_INTEGER, NUMBER | INTEGER | LARGE_INTEGER -> Type.DOUBLE;
            case DATE -> Type.DATE;
            case TIMESTAMP, TIMESTAMP | DATE ->
                fractionDigits <= Type.TIMESTAMP.precision() ? Type.TIMESTAMP : Type.timestamp(TIMESTAMP_DIGITS);
            case OBJECT -> objectType();
            case ARRAY -> Type.array(element.type());
            default -> Type.VARCHAR;
        };
    }

    private Type objectType() {
        if (members.isEmpty()) {
            return Type.VARCHAR;
        }
        long values =
                members.values().stream().mapToLong(member -> member.count).sum();
        if (depth > 0 && members.size() > MANY_KEYS && values * 10 < objects * members.size()) {
            JsonShape any = part();
            members.values().forEach(member -> any.merge(member.shape));
            return Type.map(Type.VARCHAR, any.type());
        }
        return Type.row(fields());
    }
}
