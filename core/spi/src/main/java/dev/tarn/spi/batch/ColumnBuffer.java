package dev.tarn.spi.batch;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The memory of one FLAT column, grown when needed and reused from batch to batch.
 *
 * <p>A writer asks for room ({@link #ensureRows}, {@link #ensureBytes}), writes at the addresses, and takes a
 * {@link #column} view. Growing moves the memory: addresses and views taken before are dead; what was written is kept.
 * One thread at a time. {@link #close} frees the memory and may be called twice.
 */
public final class ColumnBuffer implements AutoCloseable {
    private final BufferAllocator allocator;
    private final Type type;
    private final Layout layout;
    private ArrowBuf validity;
    private ArrowBuf values;
    private ArrowBuf offsets;

    public ColumnBuffer(BufferAllocator allocator, Type type, Layout layout) {
        this.allocator = allocator;
        this.type = type;
        this.layout = layout;
    }

    public Type type() {
        return type;
    }

    public Layout layout() {
        return layout;
    }

    /** Makes room for {@code rows} rows: values, or offsets for BYTES. */
    public void ensureRows(int rows) {
        if (layout.isFixedWidth()) {
            values = grow(values, Math.max(8, (long) rows * layout.width()));
        } else {
            offsets = grow(offsets, (rows + 1L) << 2);
        }
    }

    /** Makes room for {@code bytes} bytes of a BYTES column; at most 2^31 - 1. */
    public void ensureBytes(long bytes) {
        if (bytes > Integer.MAX_VALUE) {
            throw new TarnException(
                    ErrorCode.EXCEEDED_LIMIT,
                    "the strings of one batch take " + bytes
                            + " bytes, and 2147483647 are the most; use smaller batches");
        }
        values = grow(values, Math.max(8, bytes));
    }

    /** Makes room for the validity bits of {@code rows} rows, whose content is undefined until written. */
    public void ensureValidity(int rows) {
        validity = grow(validity, Math.max(8, Bitmap.bytesFor(rows)));
    }

    public long valuesAddress() {
        return values == null ? 0 : values.memoryAddress();
    }

    /** Returns the address of the offsets of a BYTES column. */
    public long offsetsAddress() {
        return offsets.memoryAddress();
    }

    /** Returns the address of the validity bits, for which {@link #ensureValidity} made room. */
    public long validityAddress() {
        return validity.memoryAddress();
    }

    /** Returns how many bytes of values there is room for. */
    public long bytesCapacity() {
        return values == null ? 0 : values.capacity();
    }

    /** Returns a view of the first {@code rows} rows; with {@code hasNulls} the validity bits count. */
    public Column column(int rows, boolean hasNulls) {
        long valid = hasNulls ? validity.memoryAddress() : 0;
        return layout.isFixedWidth()
                ? Column.flat(type, layout, rows, valid, valuesAddress())
                : Column.flatBytes(type, rows, valid, offsets.memoryAddress(), valuesAddress());
    }

    /** Returns the bytes of memory it holds now. */
    public long sizeBytes() {
        return size(validity) + size(values) + size(offsets);
    }

    private static long size(ArrowBuf buffer) {
        return buffer == null ? 0 : buffer.capacity();
    }

    private ArrowBuf grow(ArrowBuf buffer, long bytes) {
        if (buffer != null && buffer.capacity() >= bytes) {
            return buffer;
        }
        long capacity = buffer == null ? bytes : Math.max(bytes, buffer.capacity() * 2);
        ArrowBuf larger = allocator.buffer((capacity + 63) & -64);
        if (buffer != null) {
            RawMemory.copy(buffer.memoryAddress(), larger.memoryAddress(), buffer.capacity());
            buffer.close();
        }
        return larger;
    }

    @Override
    public void close() {
        if (validity != null) {
            validity.close();
            validity = null;
        }
        if (values != null) {
            values.close();
            values = null;
        }
        if (offsets != null) {
            offsets.close();
            offsets = null;
        }
    }
}
