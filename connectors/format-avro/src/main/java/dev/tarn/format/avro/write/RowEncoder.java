package dev.tarn.format.avro.write;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.math.BigInteger;
import java.util.Arrays;

/** Appends values in Avro's binary encoding to an array that grows. One thread at a time. */
final class RowEncoder {
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;
    private static final int NULL_BRANCH = 0;
    private static final int VALUE_BRANCH = 1;

    private byte[] bytes = new byte[1024];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    private void ensure(int more) {
        long needed = (long) length + more;
        if (needed > bytes.length) {
            if (needed > MAX_BYTES) {
                throw new TarnException(ErrorCode.EXCEEDED_LIMIT, "a row has more than " + MAX_BYTES + " bytes");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(needed, bytes.length * 2L)));
        }
    }

    void appendNull() {
        putLong(NULL_BRANCH);
    }

    /** Appends the value of {@code count} bytes at an address, which lies there as {@code layout} says. */
    void append(Type type, Layout layout, long address, int count) {
        putLong(VALUE_BRANCH);
        switch (type.kind()) {
            case BOOLEAN -> {
                ensure(1);
                bytes[length++] = RawMemory.getByte(address);
            }
            case TINYINT, SMALLINT, INTEGER, DATE -> putLong(RawMemory.getInt(address));
            case BIGINT -> putLong(RawMemory.getLong(address));
            case TIMESTAMP, TIME -> putTime(RawMemory.getLong(address), type.precision());
            case REAL -> putFixed(address, 4);
            case DOUBLE -> putFixed(address, 8);
            case DECIMAL -> putDecimal(layout, address);
            case ARRAY -> putArray(type.fieldType(0), address);
            case MAP -> putMap(type, address);
            case ROW -> putRow(type, address);
            default -> putBytes(address, count);
        }
    }

    private void putTime(long micros, int precision) {
        putLong(precision <= 3 ? Math.floorDiv(micros, 1000L) : micros);
    }

    /** Appends a number as 7 bits a byte, those near 0 the shortest. */
    private void putLong(long value) {
        ensure(10);
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private void putFixed(long address, int count) {
        ensure(count);
        RawMemory.copyToArray(address, bytes, length, count);
        length += count;
    }

    private void putBytes(long address, int count) {
        putLong(count);
        putFixed(address, count);
    }

    private void putDecimal(Layout layout, long address) {
        BigInteger unscaled = BigInteger.valueOf(RawMemory.getLong(address));
        if (layout == Layout.INT128) {
            unscaled = BigInteger.valueOf(RawMemory.getLong(address + 8))
                    .shiftLeft(64)
                    .add(new BigInteger(Long.toUnsignedString(RawMemory.getLong(address))));
        }
        byte[] value = unscaled.toByteArray();
        putLong(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    private void putArray(Type element, long address) {
        CellBlock block = new CellBlock(element);
        block.toElements(address);
        if (block.count() > 0) {
            putLong(block.count());
            for (int i = 0; i < block.count(); i++) {
                putPart(element, block, i);
            }
        }
        putLong(0);
    }

    private void putMap(Type type, long address) {
        CellBlock keys = new CellBlock(type.fieldType(0));
        CellBlock values = new CellBlock(type.fieldType(1));
        keys.toKeys(address);
        values.toValues(address);
        if (keys.count() > 0) {
            putLong(keys.count());
            for (int i = 0; i < keys.count(); i++) {
                putBytes(keys.address(i), keys.length(i));
                putPart(type.fieldType(1), values, i);
            }
        }
        putLong(0);
    }

    private void putRow(Type type, long address) {
        CellBlock fields = new CellBlock(type);
        fields.toFields(address);
        for (int i = 0; i < type.fields().size(); i++) {
            putPart(type.fieldType(i), fields, i);
        }
    }

    private void putPart(Type type, CellBlock block, int index) {
        if (block.isNull(index)) {
            appendNull();
        } else {
            append(type, type.defaultLayout(), block.address(index), block.length(index));
        }
    }
}
