package dev.tarn.expr;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.Randomness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Nested values as Java objects: Integer, Long, Double, String; a List for an ARRAY and a ROW, a Map for a MAP. */
final class NestedValues {
    private NestedValues() {}

    /** Makes a value, at times null. */
    static Object random(Randomness random, Type type) {
        return random.chance(0.15) ? null : randomValue(random, type);
    }

    static Object randomValue(Randomness random, Type type) {
        return switch (type.kind()) {
            case INTEGER -> random.between(-2, 2);
            case BIGINT -> (long) random.between(-3, 4);
            case DOUBLE -> random.pick(0.0, -0.0, Double.NaN, 1.5, -1.0);
            case VARCHAR -> random.pick("", "a", "b", "aa", "Łódź", "a\0", "\0");
            case ARRAY -> {
                List<Object> elements = new ArrayList<>();
                for (int i = random.between(0, 4); i > 0; i--) {
                    elements.add(random(random, type.fieldType(0)));
                }
                yield elements;
            }
            case ROW -> {
                List<Object> fields = new ArrayList<>();
                type.fields().forEach(field -> fields.add(random(random, field.type())));
                yield fields;
            }
            case MAP -> {
                Map<Object, Object> entries = new LinkedHashMap<>();
                for (int i = random.between(0, 4); i > 0; i--) {
                    entries.put(randomValue(random, type.fieldType(0)), random(random, type.fieldType(1)));
                }
                yield entries;
            }
            default -> throw new IllegalArgumentException(type.sqlName());
        };
    }

    static void append(ValueAppender out, Object value) {
        if (value == null) {
            out.appendNull();
            return;
        }
        switch (out.type().kind()) {
            case INTEGER -> out.appendInt((Integer) value);
            case BIGINT -> out.appendLong((Long) value);
            case DOUBLE -> out.appendDouble((Double) value);
            case VARCHAR -> {
                byte[] bytes = ((String) value).getBytes(StandardCharsets.UTF_8);
                out.appendBytes(bytes, 0, bytes.length);
            }
            case ARRAY -> {
                CellWriter cell = out.cell();
                ((List<?>) value).forEach(element -> append(cell.part(0), element));
                out.appendCell();
            }
            case ROW -> {
                List<?> fields = (List<?>) value;
                for (int i = 0; i < fields.size(); i++) {
                    append(out.cell().part(i), fields.get(i));
                }
                out.appendCell();
            }
            default -> {
                CellWriter cell = out.cell();
                ((Map<?, ?>) value).forEach((key, entry) -> {
                    append(cell.part(0), key);
                    append(cell.part(1), entry);
                });
                out.appendCell();
            }
        }
    }

    /** Returns a row of a column of any encoding. */
    static Object read(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        Column flat = column.encoding() == dev.tarn.spi.batch.Encoding.FLAT ? column : column.dictionary();
        int index = column.valueIndex(row);
        return switch (column.layout()) {
            case BYTE -> column.longAt(row) != 0;
            case INT -> (int) column.longAt(row);
            case LONG -> column.longAt(row);
            case DOUBLE -> column.doubleAt(row);
            default -> {
                long slot = flat.offsetsAddress() + ((long) index << 2);
                int start = RawMemory.getInt(slot);
                yield value(column.type(), flat.valuesAddress() + start, RawMemory.getInt(slot + 4) - start);
            }
        };
    }

    private static Object value(Type type, long address, int length) {
        return switch (type.kind()) {
            case INTEGER -> RawMemory.getInt(address);
            case BIGINT -> RawMemory.getLong(address);
            case DOUBLE -> RawMemory.getDouble(address);
            case VARCHAR -> {
                byte[] bytes = new byte[length];
                RawMemory.copyToArray(address, bytes, 0, length);
                yield new String(bytes, StandardCharsets.UTF_8);
            }
            case ARRAY -> {
                CellBlock block = new CellBlock(type.fieldType(0));
                block.toElements(address);
                yield values(block, type.fieldType(0));
            }
            case ROW -> {
                CellBlock block = new CellBlock(type);
                block.toFields(address);
                List<Object> fields = new ArrayList<>();
                for (int i = 0; i < type.fields().size(); i++) {
                    fields.add(block.isNull(i) ? null : value(type.fieldType(i), block.address(i), block.length(i)));
                }
                yield fields;
            }
            default -> {
                CellBlock keys = new CellBlock(type.fieldType(0));
                keys.toKeys(address);
                CellBlock entries = new CellBlock(type.fieldType(1));
                entries.toValues(address);
                Map<Object, Object> map = new LinkedHashMap<>();
                List<Object> all = values(entries, type.fieldType(1));
                List<Object> names = values(keys, type.fieldType(0));
                for (int i = 0; i < names.size(); i++) {
                    map.put(names.get(i), all.get(i));
                }
                yield map;
            }
        };
    }

    private static List<Object> values(CellBlock block, Type type) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < block.count(); i++) {
            values.add(block.isNull(i) ? null : value(type, block.address(i), block.length(i)));
        }
        return values;
    }

    /** Returns whether two values are equal, or null if that depends on a NULL, as {@code =} has it. */
    static Boolean equal(Object a, Object b) {
        if (a == null || b == null) {
            return null;
        }
        if (a instanceof List<?> left && b instanceof List<?> right) {
            Boolean result = left.size() == right.size();
            for (int i = 0; Boolean.TRUE.equals(result) && i < left.size() || result == null && i < left.size(); i++) {
                Boolean one = equal(left.get(i), right.get(i));
                if (Boolean.FALSE.equals(one)) {
                    return false;
                }
                result = one == null ? null : result;
            }
            return result;
        }
        return a instanceof Double x && b instanceof Double y
                ? (Boolean) (x.doubleValue() == y)
                : (Boolean) a.equals(b);
    }

    /** Returns whether two values are the same, where NULL and NaN are values like others. */
    static boolean same(Object a, Object b) {
        if (a == null || b == null) {
            return a == b;
        }
        if (a instanceof List<?> left && b instanceof List<?> right) {
            boolean same = left.size() == right.size();
            for (int i = 0; same && i < left.size(); i++) {
                same = same(left.get(i), right.get(i));
            }
            return same;
        }
        return a instanceof Double x && b instanceof Double y
                ? x.doubleValue() == y || x.isNaN() && y.isNaN()
                : a.equals(b);
    }

    /** Returns the order of two values, which NULLs and NaNs within are the least or the greatest of. */
    static int compare(Object a, Object b, boolean unknownsFirst) {
        if (a == null || b == null) {
            int order = Boolean.compare(a == null, b == null);
            return unknownsFirst ? -order : order;
        }
        if (a instanceof List<?> left && b instanceof List<?> right) {
            for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
                int order = compare(left.get(i), right.get(i), unknownsFirst);
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(left.size(), right.size());
        }
        if (a instanceof Double x && b instanceof Double y) {
            int order =
                    x.isNaN() || y.isNaN() ? Boolean.compare(x.isNaN(), y.isNaN()) : Double.compare(x + 0.0, y + 0.0);
            return unknownsFirst && (x.isNaN() || y.isNaN()) ? -order : order;
        }
        return a instanceof String text ? text.compareTo((String) b) : Long.compare(number(a), number(b));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    /** Returns the order of two values, or null where a NULL within decides. */
    static Integer order(Object a, Object b) {
        if (a == null || b == null) {
            return null;
        }
        if (a instanceof List<?> left && b instanceof List<?> right) {
            for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
                Integer order = order(left.get(i), right.get(i));
                if (order == null || order != 0) {
                    return order;
                }
            }
            return Integer.compare(left.size(), right.size());
        }
        return compare(a, b, false);
    }

    static boolean contains(List<?> list, Object value) {
        return list.stream().anyMatch(element -> same(element, value));
    }

    /** Returns the elements of a list without those that came before. */
    static List<Object> distinct(List<?> list) {
        List<Object> distinct = new ArrayList<>();
        list.forEach(element -> {
            if (!contains(distinct, element)) {
                distinct.add(element);
            }
        });
        return distinct;
    }

    static List<Object> reversed(List<?> list) {
        List<Object> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }
}
