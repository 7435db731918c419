package dev.tarn.format.text.delimited;

import dev.tarn.spi.memory.DirectBuffer;
import dev.tarn.spi.memory.DirectBufferPool;
import dev.tarn.spi.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The fields of one column: where the bytes of each are, without quotes and escapes, or that it is NULL. Fields that cannot
 * be used where they lie are copied. One thread at a time; closing frees the copies.
 */
final class FieldSlices implements AutoCloseable {
    /** The length of a field that is NULL. */
    static final int NULL = -1;

    private static final int FIRST_COPY = 1 << 12;
    private static final int SLACK = 64;

    private final Dialect dialect;
    private final BufferAllocator allocator;
    private final QuoteText text;
    private final List<DirectBuffer> copies = new ArrayList<>();
    private long copyAt;
    private long copyEnd;

    /** Where each row's field begins. */
    long[] addresses = new long[0];
    /** How many bytes it has, or {@link #NULL}. */
    int[] lengths = new int[0];

    FieldSlices(Dialect dialect, BufferAllocator allocator) {
        this.dialect = dialect;
        this.allocator = allocator;
        this.text = new QuoteText(dialect);
    }

    /**
     * Finds the fields of column {@code column} for rows {@code firstRow} to {@code firstRow + rows} of the index.
     *
     * @param positions which of these rows, counted from {@code firstRow}, or null for all
     * @param selected how many positions, or rows
     * @param isLastColumn whether the column takes the rest of the record, if the dialect says so
     * @param isNested whether escapes are left in, which tell where the parts of a nested value end
     */
    void locate(
            RowIndex index,
            int firstRow,
            int rows,
            int column,
            int[] positions,
            int selected,
            boolean isLastColumn,
            boolean isNested) {
        if (addresses.length < rows) {
            addresses = new long[rows];
            lengths = new int[rows];
        }
        reset();
        locateRaw(index, firstRow, column, positions, selected, isLastColumn && dialect.lastTakesRest());
        boolean lazyNested = isNested && dialect.rules() == Dialect.Rules.LAZY;
        boolean scanAll = index.mayHaveEscapes() && !lazyNested
                || index.mayBeIrregular() && dialect.rules() == Dialect.Rules.OPEN_CSV;
        if (dialect.hasQuote() || scanAll) {
            unquote(positions, selected, scanAll);
        } else if (dialect.nullText() != null) {
            findNulls(positions, selected, dialect.nullText());
        }
    }

    private void locateRaw(RowIndex index, int firstRow, int column, int[] positions, int selected, boolean takesRest) {
        int[] ends = index.ends();
        int[] rowStarts = index.rowStarts();
        int[] rowEnds = index.rowEnds();
        long base = index.base();
        int behind = dialect.delimiter().length - 1;
        boolean lineFeed = dialect.lineEnd() == '\n';
        for (int i = 0; i < selected; i++) {
            int row = positions == null ? i : positions[i];
            int lineEnd = rowEnds[firstRow + row];
            int before = rowStarts[firstRow + row] + column;
            if (before >= lineEnd) {
                lengths[row] = NULL;
                continue;
            }
            int entry = takesRest ? lineEnd : before + 1;
            long start = base + ends[before] + 1;
            long end = base + ends[entry];
            if (entry < lineEnd) {
                end -= behind;
            } else if (lineFeed && end > start && RawMemory.getByte(end - 1) == '\r') {
                end--;
            }
            addresses[row] = start;
            lengths[row] = (int) (end - start);
        }
    }

    private void findNulls(int[] positions, int selected, byte[] nullText) {
        for (int i = 0; i < selected; i++) {
            int row = positions == null ? i : positions[i];
            if (lengths[row] == nullText.length && equal(addresses[row], nullText)) {
                lengths[row] = NULL;
            }
        }
    }

    private void unquote(int[] positions, int selected, boolean scanAll) {
        byte[] nullText = dialect.nullText();
        int quote = dialect.quote();
        boolean hasQuote = dialect.hasQuote();
        for (int i = 0; i < selected; i++) {
            int row = positions == null ? i : positions[i];
            int length = lengths[row];
            if (length < 0) {
                continue;
            }
            boolean quoted = hasQuote && length > 0 && RawMemory.getByte(addresses[row]) == quote;
            if (!quoted && nullText != null && length == nullText.length && equal(addresses[row], nullText)) {
                lengths[row] = NULL;
            } else if (quoted && !scanAll && text.isPlainWithin(addresses[row], length)) {
                addresses[row]++;
                lengths[row] = length - 2;
            } else if (quoted || scanAll && text.needsChange(addresses[row], length)) {
                long target = reserve(length);
                lengths[row] = text.copy(addresses[row], length, target);
                addresses[row] = target;
                copyAt = target + lengths[row];
            }
        }
    }

    private static boolean equal(long address, byte[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (RawMemory.getByte(address + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private long reserve(int length) {
        if (copyAt + length > copyEnd) {
            DirectBuffer buffer = DirectBufferPool.acquire(
                    allocator, Math.max(length + SLACK, FIRST_COPY << Math.min(10, copies.size())));
            copies.add(buffer);
            copyAt = buffer.address();
            copyEnd = copyAt + buffer.capacity() - SLACK;
        }
        return copyAt;
    }

    /** Forgets the copies; the largest is kept for the next ones. */
    private void reset() {
        while (copies.size() > 1) {
            copies.remove(0).close();
        }
        if (!copies.isEmpty()) {
            copyAt = copies.get(0).address();
        }
    }

    @Override
    public void close() {
        copies.forEach(DirectBuffer::close);
        copies.clear();
        copyAt = 0;
        copyEnd = 0;
    }
}
