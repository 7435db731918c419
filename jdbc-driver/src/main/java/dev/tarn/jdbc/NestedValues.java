package dev.tarn.jdbc;

import dev.tarn.spi.text.JsonStrings;
import dev.tarn.spi.text.SqlText;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Other forms of nested values: Lists and Maps, and JSON. */
final class NestedValues {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private NestedValues() {}

    /** Returns the name of a ROW's field, which may have none in SQL. */
    static String fieldName(Type type, int index) {
        String name = type.fields().get(index).name();
        return name == null ? "field" + index : name;
    }

    /** Returns a value that getObject gave with Lists for arrays and Maps for rows. */
    static Object plain(Type type, Object value) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case ARRAY -> {
                List<Object> elements = new ArrayList<>();
                for (Object element : ((ArrayValue) value).elements()) {
                    elements.add(plain(type.fieldType(0), element));
                }
                yield Collections.unmodifiableList(elements);
            }
            case MAP -> {
                Map<Object, Object> entries = new LinkedHashMap<>();
                ((Map<?, ?>) value)
                        .forEach((key, mapped) ->
                                entries.put(plain(type.fieldType(0), key), plain(type.fieldType(1), mapped)));
                yield Collections.unmodifiableMap(entries);
            }
            case ROW -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                Object[] attributes = ((StructValue) value).getAttributes();
                for (int i = 0; i < attributes.length; i++) {
                    fields.put(fieldName(type, i), plain(type.fieldType(i), attributes[i]));
                }
                yield Collections.unmodifiableMap(fields);
            }
            default -> value;
        };
    }

    /** Returns a value that getObject gave as JSON: numbers that JSON has, and strings for all that it has not. */
    static String json(Type type, Object value) {
        StringBuilder text = new StringBuilder();
        append(text, type, value);
        return text.toString();
    }

    private static void append(StringBuilder text, Type type, Object value) {
        if (value == null) {
            text.append("null");
            return;
        }
        switch (type.kind()) {
            case ARRAY -> appendArray(text, type.fieldType(0), ((ArrayValue) value).elements());
            case MAP -> appendMap(text, type, (Map<?, ?>) value);
            case ROW -> appendRow(text, type, ((StructValue) value).getAttributes());
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT -> text.append(value);
            case DECIMAL -> text.append(((BigDecimal) value).toPlainString());
            case REAL, DOUBLE -> {
                boolean finite = Double.isFinite(((Number) value).doubleValue());
                text.append(finite ? value.toString() : "\"" + value + "\"");
            }
            default -> JsonStrings.appendQuoted(text, scalar(type, value));
        }
    }

    private static void appendArray(StringBuilder text, Type element, Object[] elements) {
        text.append('[');
        for (int i = 0; i < elements.length; i++) {
            text.append(i == 0 ? "" : ",");
            append(text, element, elements[i]);
        }
        text.append(']');
    }

    private static void appendMap(StringBuilder text, Type type, Map<?, ?> map) {
        text.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(separator);
            Type keyType = type.fieldType(0);
            JsonStrings.appendQuoted(
                    text, keyType.isNested() ? json(keyType, entry.getKey()) : scalar(keyType, entry.getKey()));
            text.append(':');
            append(text, type.fieldType(1), entry.getValue());
            separator = ",";
        }
        text.append('}');
    }

    private static void appendRow(StringBuilder text, Type type, Object[] attributes) {
        text.append('{');
        for (int i = 0; i < attributes.length; i++) {
            text.append(i == 0 ? "" : ",");
            JsonStrings.appendQuoted(text, fieldName(type, i));
            text.append(':');
            append(text, type.fieldType(i), attributes[i]);
        }
        text.append('}');
    }

    /** Returns a value without parts as text, as getString gives it. */
    static String scalar(Type type, Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof LocalDateTime moment && type.kind() == TypeKind.TIMESTAMP) {
            long micros = moment.toEpochSecond(ZoneOffset.UTC) * MICROS_PER_SECOND + moment.getNano() / NANOS_PER_MICRO;
            return SqlText.ofTimestamp(micros, type.precision());
        }
        return value.toString();
    }
}
