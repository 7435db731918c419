package dev.tarn.format.text.record;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of FLAT columns as objects: lists for ARRAYs and ROWs, maps for MAPs. */
public final class Values {
    private Values() {}

    /** Returns the value of a row, or null. */
    public static Object of(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        if (column.layout() != Layout.BYTES) {
            return fixed(
                    column.type(),
                    column.valuesAddress() + (long) row * column.layout().width());
        }
        long offsets = column.offsetsAddress() + ((long) row << 2);
        int start = RawMemory.getInt(offsets);
        return variable(column.type(), column.valuesAddress() + start, RawMemory.getInt(offsets + 4) - start);
    }

    private static Object element(CellBlock block, Type type, int index) {
        if (block.isNull(index)) {
            return null;
        }
        return type.defaultLayout().isFixedWidth()
                ? fixed(type, block.address(index))
                : variable(type, block.address(index), block.length(index));
    }

    private static List<Object> elements(CellBlock block, Type type) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < block.count(); i++) {
            values.add(element(block, type, i));
        }
        return values;
    }

    private static Object variable(Type type, long at, int length) {
        switch (type.kind()) {
            case ARRAY -> {
                CellBlock block = new CellBlock(type.fieldType(0));
                block.toElements(at);
                return elements(block, type.fieldType(0));
            }
            case MAP -> {
                CellBlock keys = new CellBlock(type.fieldType(0));
                CellBlock values = new CellBlock(type.fieldType(1));
                keys.toKeys(at);
                values.toValues(at);
                Map<Object, Object> map = new LinkedHashMap<>();
                for (int i = 0; i < keys.count(); i++) {
                    map.put(element(keys, type.fieldType(0), i), element(values, type.fieldType(1), i));
                }
                return map;
            }
            case ROW -> {
                CellBlock fields = new CellBlock(type);
                fields.toFields(at);
                List<Object> values = new ArrayList<>();
                for (int i = 0; i < fields.count(); i++) {
                    Type field = type.fieldType(i);
                    values.add(
                            fields.isNull(i)
                                    ? null
                                    : field.defaultLayout().isFixedWidth()
                                            ? fixed(field, fields.address(i))
                                            : variable(field, fields.address(i), fields.length(i)));
                }
                return values;
            }
            default -> {
                byte[] bytes = new byte[length];
                RawMemory.copyToArray(at, bytes, 0, length);
                return type.isText() ? new String(bytes, StandardCharsets.UTF_8) : ByteBuffer.wrap(bytes);
            }
        }
    }

    private static Object fixed(Type type, long at) {
        return switch (type.kind()) {
            case BOOLEAN -> RawMemory.getByte(at) != 0;
            case TINYINT, SMALLINT, INTEGER -> RawMemory.getInt(at);
            case BIGINT -> RawMemory.getLong(at);
            case REAL -> RawMemory.getFloat(at);
            case DOUBLE -> RawMemory.getDouble(at);
            case DATE -> LocalDate.ofEpochDay(RawMemory.getInt(at));
            case TIME -> LocalTime.ofNanoOfDay(RawMemory.getLong(at) * 1000);
            case TIMESTAMP ->
                LocalDateTime.ofEpochSecond(
                        Math.floorDiv(RawMemory.getLong(at), 1_000_000),
                        Math.floorMod(RawMemory.getLong(at), 1_000_000) * 1000,
                        ZoneOffset.UTC);
            case DECIMAL -> decimal(type, at);
            default -> throw new IllegalStateException(type.toString());
        };
    }

    private static BigDecimal decimal(Type type, long at) {
        BigInteger unscaled = type.defaultLayout() == Layout.LONG
                ? BigInteger.valueOf(RawMemory.getLong(at))
                : BigInteger.valueOf(RawMemory.getLong(at + 8))
                        .shiftLeft(64)
                        .add(new BigInteger(Long.toUnsignedString(RawMemory.getLong(at))));
        return new BigDecimal(unscaled, type.scale());
    }
}
