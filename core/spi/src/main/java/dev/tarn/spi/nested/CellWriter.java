package dev.tarn.spi.nested;

import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes the cells of one nested type. Its parts are appenders: an ARRAY's elements are appended to part 0, a MAP's keys
 * and values to parts 0 and 1 in turn, one value to each part of a ROW. Memory is reused from cell to cell. One thread at a
 * time.
 */
public final class CellWriter {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final Type type;
    private final BlockAppender[] parts;
    private byte[] bytes = new byte[64];
    private int length;

    public CellWriter(Type type) {
        if (!type.isNested()) {
            throw new IllegalStateException(type + " has no cells");
        }
        this.type = type;
        this.parts = new BlockAppender[type.fields().size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new BlockAppender(type.fieldType(i));
        }
    }

    public Type type() {
        return type;
    }

    /** Returns the appender of part {@code index}. */
    public ValueAppender part(int index) {
        return parts[index];
    }

    /** Forgets what was appended to the parts. */
    public void clear() {
        for (BlockAppender part : parts) {
            part.clear();
        }
    }

    /**
     * Makes the cell of what was appended, and empties the parts. The cell is in {@link #bytes} until the next call.
     *
     * @throws IllegalStateException if a ROW's part has not one value, or a MAP's have not as many
     */
    public void finish() {
        length = 0;
        if (type.kind() == TypeKind.ROW) {
            finishRow();
        } else {
            finishBlocks();
        }
        clear();
    }

    /** Returns the array whose first {@link #length} bytes are the cell; not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    private void finishBlocks() {
        int count = parts[0].count();
        putInt(count);
        if (type.kind() == TypeKind.MAP) {
            if (parts[1].count() != count) {
                throw new IllegalStateException(count + " keys and " + parts[1].count() + " values");
            }
            putInt(parts[0].blockLength());
        }
        for (BlockAppender part : parts) {
            ensure(part.blockLength());
            length += part.writeBlock(bytes, length);
        }
    }

    private void finishRow() {
        int validityBytes = parts.length + 7 >>> 3;
        int offsets = validityBytes;
        int data = offsets + 4 * (parts.length + 1);
        ensure(data);
        java.util.Arrays.fill(bytes, 0, validityBytes, (byte) 0);
        length = data;
        for (int i = 0; i < parts.length; i++) {
            BlockAppender part = parts[i];
            if (part.count() != 1) {
                throw new IllegalStateException(part.count() + " values of field " + i);
            }
            INT.set(bytes, offsets + 4 * i, length - data);
            if (!part.isNull(0)) {
                bytes[i >>> 3] |= (byte) (1 << (i & 7));
                ensure(part.dataLength());
                length += part.writeData(bytes, length);
            }
        }
        INT.set(bytes, offsets + 4 * parts.length, length - data);
    }

    private void putInt(int value) {
        ensure(4);
        INT.set(bytes, length, value);
        length += 4;
    }

    private void ensure(int more) {
        bytes = Growth.ensure(bytes, length, more);
    }
}
