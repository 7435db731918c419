package dev.tarn.kernel.nested;

import dev.tarn.kernel.RangeKernels;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.util.Arrays;

/**
 * Writes bytes for ARRAYs and ROWs that have, compared as unsigned bytes, the order of the values: element by element,
 * field by field, what ends first first. A NULL within and NaN are either the greatest or the least there is, and zeros
 * are one. One thread at a time.
 *
 * <p>Each element and field begins with a byte that says what it is, an array ends with one; numbers are written with
 * the highest byte first, and texts with an end that is less than whatever may follow.
 */
public final class OrderKeys {
    private static final byte END = 0;
    private static final byte NULL_FIRST = 1;
    private static final byte VALUE = 2;
    private static final byte NULL_LAST = 3;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final Type type;
    private final OrderKeys[] parts;
    private final CellBlock[] blocks;
    private final boolean unknownsFirst;
    private final Bytes out;

    /** Bytes that grow. */
    private static final class Bytes {
        byte[] array = new byte[64];
        int length;

        void ensure(int more) {
            long needed = (long) length + more;
            if (needed > MOST_BYTES) {
                throw new TarnException(
                        ErrorCode.EXCEEDED_LIMIT, "the order of a nested value takes " + needed + " bytes");
            }
            if (needed > array.length) {
                array = Arrays.copyOf(array, (int) Math.min(MOST_BYTES, Math.max(needed, array.length * 2L)));
            }
        }
    }

    /**
     * Makes a writer.
     *
     * @param unknownsFirst whether a NULL within and NaN are the least, else the greatest
     * @throws IllegalArgumentException if the type is not {@linkplain #isOrderable orderable}
     */
    public OrderKeys(Type type, boolean unknownsFirst) {
        this(type, unknownsFirst, new Bytes());
        if (!isOrderable(type)) {
            throw new IllegalArgumentException(type.sqlName() + " has no order");
        }
    }

    private OrderKeys(Type type, boolean unknownsFirst, Bytes out) {
        this.type = type;
        this.unknownsFirst = unknownsFirst;
        this.out = out;
        int count = type.fields().size();
        parts = new OrderKeys[count];
        blocks = new CellBlock[count];
        for (int i = 0; i < count; i++) {
            parts[i] = new OrderKeys(type.fieldType(i), unknownsFirst, out);
            blocks[i] = new CellBlock(type.kind() == TypeKind.ROW ? type : type.fieldType(i));
        }
    }

    /** Returns whether values of a type have an order: all but MAPs and what has them within. */
    public static boolean isOrderable(Type type) {
        return type.kind() != TypeKind.MAP && type.fields().stream().allMatch(field -> isOrderable(field.type()));
    }

    /** Writes the key of the cell at {@code cell}: the first {@link #length} of {@link #bytes}, until the next call. */
    public void write(long cell) {
        out.length = 0;
        append(cell, 0);
    }

    public byte[] bytes() {
        return out.array;
    }

    public int length() {
        return out.length;
    }

    private void append(long address, int length) {
        switch (type.kind()) {
            case ARRAY -> {
                CellBlock elements = blocks[0];
                elements.toElements(address);
                for (int i = 0; i < elements.count(); i++) {
                    appendPart(0, i);
                }
                putByte(END);
            }
            case ROW -> {
                for (int i = 0; i < parts.length; i++) {
                    blocks[i].toFields(address);
                    appendPart(i, i);
                }
            }
            default -> appendScalar(address, length);
        }
    }

    private void appendPart(int part, int index) {
        CellBlock block = blocks[part];
        if (block.isNull(index)) {
            putByte(unknownsFirst ? NULL_FIRST : NULL_LAST);
        } else {
            putByte(VALUE);
            parts[part].append(block.address(index), block.length(index));
        }
    }

    private void appendScalar(long address, int length) {
        switch (type.defaultLayout()) {
            case BYTE -> putByte((byte) (RawMemory.getByte(address) ^ 0x80));
            case INT -> putInt(RawMemory.getInt(address) ^ Integer.MIN_VALUE);
            case LONG -> putLong(RawMemory.getLong(address) ^ Long.MIN_VALUE);
            case INT128 -> {
                putLong(RawMemory.getLong(address + 8) ^ Long.MIN_VALUE);
                putLong(RawMemory.getLong(address));
            }
            case FLOAT -> {
                float value = RawMemory.getFloat(address);
                putInt(Float.isNaN(value) ? unknownsFirst ? 0 : -1 : RangeKernels.key(value) ^ Integer.MIN_VALUE);
            }
            case DOUBLE -> {
                double value = RawMemory.getDouble(address);
                putLong(Double.isNaN(value) ? unknownsFirst ? 0 : -1 : RangeKernels.key(value) ^ Long.MIN_VALUE);
            }
            case BYTES -> putText(address, length);
        }
    }

    private void putByte(byte value) {
        out.ensure(1);
        out.array[out.length++] = value;
    }

    private void putInt(int value) {
        out.ensure(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.array[out.length++] = (byte) (value >>> shift);
        }
    }

    private void putLong(long value) {
        putInt((int) (value >>> 32));
        putInt((int) value);
    }

    /** Writes a zero as 0 1, and 0 0 at the end. */
    private void putText(long address, int length) {
        out.ensure(length + 2);
        for (int i = 0; i < length; i++) {
            byte value = RawMemory.getByte(address + i);
            out.array[out.length++] = value;
            if (value == 0) {
                out.ensure(length - i + 2);
                out.array[out.length++] = 1;
            }
        }
        out.ensure(2);
        out.array[out.length++] = 0;
        out.array[out.length++] = 0;
    }
}
