package dev.tarn.exec.store;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.ByteCompare;
import dev.tarn.spi.memory.ByteCopy;
import dev.tarn.spi.memory.CodeTable;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import org.apache.arrow.memory.BufferAllocator;

/** Distinct texts, numbered in the order of their first appearance. One thread writes; views may be taken by any. */
final class TextDictionary implements AutoCloseable {
    private static final int INITIAL_ROWS = 64;

    private final ColumnBuffer entries;
    private final CodeTable table = new CodeTable();
    private Column view;
    private long viewId;

    TextDictionary(BufferAllocator allocator, Type type) {
        entries = new ColumnBuffer(allocator, type, Layout.BYTES);
        entries.ensureRows(INITIAL_ROWS);
        entries.ensureBytes(INITIAL_ROWS);
        RawMemory.putInt(entries.offsetsAddress(), 0);
    }

    /** Returns how many texts there are. */
    int count() {
        return table.size();
    }

    /** Returns the number of the text of {@code length} bytes at {@code bytes}, which is added if it is new. */
    int intern(long bytes, int length) {
        int hash = (int) ByteCompare.hash(bytes, length);
        for (int code = table.first(hash); code >= 0; code = table.next(hash)) {
            if (isEntry(code, bytes, length)) {
                return code;
            }
        }
        return add(bytes, length, hash);
    }

    private int add(long bytes, int length, int hash) {
        int code = table.size();
        int count = code + 1;
        int start = RawMemory.getInt(entries.offsetsAddress() + ((long) code << 2));
        entries.ensureRows(count);
        entries.ensureBytes((long) start + length);
        ByteCopy.copy(bytes, entries.valuesAddress() + start, length);
        RawMemory.putInt(entries.offsetsAddress() + ((long) count << 2), start + length);
        view = null;
        return table.add(hash);
    }

    private boolean isEntry(int code, long bytes, int length) {
        long at = entries.offsetsAddress() + ((long) code << 2);
        int start = RawMemory.getInt(at);
        if (RawMemory.getInt(at + 4) - start != length) {
            return false;
        }
        return ByteCompare.equal(entries.valuesAddress() + start, bytes, length);
    }

    /** Returns the texts as a FLAT column, valid until the next {@link #intern} of a new one. */
    synchronized Column view() {
        if (view == null) {
            view = entries.column(table.size(), false);
            viewId = Column.nextDictionaryId();
        }
        return view;
    }

    /** Returns the id of {@link #view}. */
    synchronized long viewId() {
        view();
        return viewId;
    }

    long sizeBytes() {
        return entries.sizeBytes();
    }

    @Override
    public void close() {
        entries.close();
    }
}
