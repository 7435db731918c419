package dev.tarn.format.parquet.variant;

import dev.tarn.format.parquet.convert.ValuePrinter;
import dev.tarn.format.parquet.encoding.Corrupt;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A pair of columns that a VARIANT, or a part of one, is stored in: {@code value} has its binary form, {@code typed_value}
 * what has a type. If both have something it is an object, some of whose fields have types.
 */
final class Shredded {
    private final CellBlock pair;
    private final int value;
    private final int typedIndex;
    private final Type typed;
    private final CellBlock inner;
    private final Map<String, Shredded> fields = new LinkedHashMap<>();
    private Shredded element;

    /** @param type a ROW with the fields {@code value} or {@code typed_value} or both */
    Shredded(Type type) {
        if (type.kind() != TypeKind.ROW) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, "a shredded VARIANT with a part of the type " + type);
        }
        pair = new CellBlock(type);
        value = type.fieldIndex("value");
        typedIndex = type.fieldIndex("typed_value");
        typed = typedIndex < 0 ? null : type.fieldType(typedIndex);
        CellBlock view = null;
        if (typed != null && typed.kind() == TypeKind.ROW) {
            view = new CellBlock(typed);
            typed.fields().forEach(field -> fields.put(field.name(), new Shredded(field.type())));
        } else if (typed != null && typed.kind() == TypeKind.ARRAY) {
            view = new CellBlock(typed.fieldType(0));
            element = new Shredded(typed.fieldType(0));
        } else if (typed != null && typed.kind() == TypeKind.MAP) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, "a shredded VARIANT with a map");
        }
        inner = view;
    }

    /** Writes the value in a ROW's cell; returns false, and writes nothing, if there is none. */
    boolean write(long cell, VariantBytes bytes, JsonText out) {
        pair.toFields(cell);
        byte[] binary = value >= 0 && !pair.isNull(value) ? copy(pair, value) : null;
        boolean hasTyped = typedIndex >= 0 && !pair.isNull(typedIndex);
        if (!hasTyped) {
            if (binary == null) {
                return false;
            }
            bytes.write(binary, out);
            return true;
        }
        long at = pair.address(typedIndex);
        switch (typed.kind()) {
            case ROW -> object(at, binary, bytes, out);
            case ARRAY -> array(at, bytes, out);
            default -> primitive(at, pair.length(typedIndex), out);
        }
        return true;
    }

    static byte[] copy(CellBlock block, int index) {
        byte[] copy = new byte[block.length(index)];
        RawMemory.copyToArray(block.address(index), copy, 0, copy.length);
        return copy;
    }

    private void object(long cell, byte[] others, VariantBytes bytes, JsonText out) {
        out.raw('{');
        boolean first = true;
        int index = 0;
        for (Map.Entry<String, Shredded> field : fields.entrySet()) {
            inner.toFields(cell);
            long at = inner.isNull(index) ? 0 : inner.address(index);
            index++;
            if (at != 0 && field.getValue().hasValue(at)) {
                if (!first) {
                    out.raw(',');
                }
                first = false;
                out.quoted(field.getKey());
                out.raw(':');
                field.getValue().write(at, bytes, out);
            }
        }
        if (others != null) {
            if (!VariantBytes.isObject(others)) {
                throw Corrupt.data("a VARIANT has typed fields and a value that is no object");
            }
            bytes.writeFields(others, fields.keySet(), first, out);
        }
        out.raw('}');
    }

    private boolean hasValue(long cell) {
        pair.toFields(cell);
        return value >= 0 && !pair.isNull(value) || typedIndex >= 0 && !pair.isNull(typedIndex);
    }

    private void array(long cell, VariantBytes bytes, JsonText out) {
        inner.toElements(cell);
        int count = inner.count();
        out.raw('[');
        for (int i = 0; i < count; i++) {
            inner.toElements(cell);
            if (i > 0) {
                out.raw(',');
            }
            if (inner.isNull(i) || !element.write(inner.address(i), bytes, out)) {
                out.raw("null");
            }
        }
        out.raw(']');
    }

    private void primitive(long at, int length, JsonText out) {
        switch (typed.kind()) {
            case VARCHAR, CHAR -> out.quoted(new String(bytesAt(at, length), StandardCharsets.UTF_8));
            case VARBINARY -> out.quoted(Base64.getEncoder().encodeToString(bytesAt(at, length)));
            case REAL -> {
                float number = RawMemory.getFloat(at);
                out.number(number, Float.toString(number));
            }
            case DOUBLE -> {
                double number = RawMemory.getDouble(at);
                out.number(number, Double.toString(number));
            }
            case TIMESTAMP -> out.quoted(VariantBytes.timestamp(RawMemory.getLong(at), 1_000_000));
            case TIME -> out.quoted(VariantBytes.time(RawMemory.getLong(at), 1_000_000));
            case DATE -> out.quoted(text(at));
            default -> out.raw(text(at));
        }
    }

    private String text(long at) {
        return ValuePrinter.text(Column.flat(typed, typed.defaultLayout(), 1, 0, at), 0);
    }

    private static byte[] bytesAt(long at, int length) {
        byte[] copy = new byte[length];
        RawMemory.copyToArray(at, copy, 0, length);
        return copy;
    }
}
