package dev.tarn.exec.store;

import dev.tarn.kernel.GatherKernels;
import dev.tarn.kernel.ValidityKernels;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.ByteCompare;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.Arrays;
import org.apache.arrow.memory.BufferAllocator;

/**
 * One column of a {@link RowStore}: a buffer a chunk, either of values or, for texts that came with dictionaries, of
 * codes into one dictionary of the whole column. When that grows too large, or texts come without a dictionary, the
 * column becomes one of values.
 */
final class StoredColumn implements AutoCloseable {
    private static final int MAX_DICTIONARY = 1 << 16;
    /** Up to here a dictionary is worth it however few rows share its entries. */
    private static final int SMALL_DICTIONARY = 1 << 12;

    private static final int INITIAL_ROWS = 256;

    private final BufferAllocator allocator;
    private final ColumnShape shape;
    private ColumnBuffer[] chunks = new ColumnBuffer[4];
    private boolean[] hasNulls = new boolean[4];
    private int[] chunkRows = new int[4];
    private int chunkCount;
    /** Where each chunk's values or codes, offsets (texts only) and validity bits (0 if no row is null) are. */
    private long[] values = new long[4];

    private long[] offsets = new long[4];
    private long[] validity = new long[4];
    /** The column's dictionary, or null if chunks hold values. */
    private TextDictionary dictionary;

    private long mappedId;
    private int[] codeMap = new int[0];
    private long storedRows;

    StoredColumn(BufferAllocator allocator, ColumnShape shape) {
        this.allocator = allocator;
        this.shape = shape;
    }

    ColumnShape shape() {
        return shape;
    }

    boolean isCoded() {
        return dictionary != null;
    }

    TextDictionary dictionary() {
        return dictionary;
    }

    long[] values() {
        return values;
    }

    long[] offsets() {
        return offsets;
    }

    long[] validity() {
        return validity;
    }

    boolean mayHaveNulls() {
        for (int chunk = 0; chunk < chunkCount; chunk++) {
            if (hasNulls[chunk]) {
                return true;
            }
        }
        return false;
    }

    /** Adds rows to chunk {@code chunk}, the last one or a new one, which has room. */
    void append(Column source, int[] positions, int count, int chunk) {
        if (shape.layout() == Layout.BYTES) {
            chooseEncoding(source, count);
        }
        if (chunk == chunkCount) {
            addChunk(newBuffer(), 0, false);
            chunks[chunk].ensureRows(chunk > 0 ? RowStore.CHUNK_ROWS : INITIAL_ROWS);
        }
        storedRows += count;
        if (dictionary == null) {
            hasNulls[chunk] =
                    GatherKernels.append(source, positions, count, chunks[chunk], chunkRows[chunk], hasNulls[chunk]);
        } else {
            appendCodes(source, positions, count, chunk);
        }
        chunkRows[chunk] += count;
        refresh(chunk);
    }

    /** Returns a chunk's rows, valid until rows are added. */
    Column chunk(int chunk) {
        if (dictionary == null) {
            return chunks[chunk].column(chunkRows[chunk], hasNulls[chunk]);
        }
        return Column.dictionary(
                chunkRows[chunk], validity[chunk], values[chunk], dictionary.view(), dictionary.viewId());
    }

    /** Takes the chunks of {@code other}, which is of the same shape and left empty. */
    void absorb(StoredColumn other) {
        if (other.dictionary == null) {
            if (dictionary != null && other.chunkCount > 0) {
                decode();
            }
        } else if (dictionary != null) {
            recode(other);
        } else if (chunkCount == 0) {
            dictionary = other.dictionary;
            other.dictionary = null;
            mappedId = 0;
        } else {
            other.decode();
        }
        for (int chunk = 0; chunk < other.chunkCount; chunk++) {
            addChunk(other.chunks[chunk], other.chunkRows[chunk], other.hasNulls[chunk]);
            other.chunks[chunk] = null;
            refresh(chunkCount - 1);
        }
        storedRows += other.storedRows;
        other.chunkCount = 0;
        other.storedRows = 0;
        if (dictionary != null && !isDictionaryWorthIt()) {
            decode();
        }
    }

    /** Replaces the codes of {@code other} by those of this column's dictionary. */
    private void recode(StoredColumn other) {
        Column entries = other.dictionary.view();
        int[] map = new int[entries.rowCount()];
        for (int code = 0; code < map.length; code++) {
            map[code] = intern(entries, code);
        }
        if (map.length == 0) {
            map = new int[1];
        }
        for (int chunk = 0; chunk < other.chunkCount; chunk++) {
            long codes = other.values[chunk];
            for (int row = 0; row < other.chunkRows[chunk]; row++) {
                long at = codes + ((long) row << 2);
                RawMemory.putInt(at, map[RawMemory.getInt(at)]);
            }
        }
        other.dictionary.close();
        other.dictionary = null;
        other.mappedId = 0;
    }

    private ColumnBuffer newBuffer() {
        return dictionary == null
                ? new ColumnBuffer(allocator, shape.type(), shape.layout())
                : new ColumnBuffer(allocator, Type.INTEGER, Layout.INT);
    }

    private void addChunk(ColumnBuffer buffer, int rows, boolean nulls) {
        if (chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunkCount * 2);
            hasNulls = Arrays.copyOf(hasNulls, chunkCount * 2);
            chunkRows = Arrays.copyOf(chunkRows, chunkCount * 2);
            values = Arrays.copyOf(values, chunkCount * 2);
            offsets = Arrays.copyOf(offsets, chunkCount * 2);
            validity = Arrays.copyOf(validity, chunkCount * 2);
        }
        chunks[chunkCount] = buffer;
        hasNulls[chunkCount] = nulls;
        chunkRows[chunkCount] = rows;
        chunkCount++;
    }

    private void refresh(int chunk) {
        ColumnBuffer buffer = chunks[chunk];
        values[chunk] = buffer.valuesAddress();
        offsets[chunk] = buffer.layout() == Layout.BYTES ? buffer.offsetsAddress() : 0;
        validity[chunk] = hasNulls[chunk] ? buffer.validityAddress() : 0;
    }

    private void chooseEncoding(Column source, int count) {
        if (storedRows == 0 && dictionary == null && isWorthCoding(source, count)) {
            dictionary = new TextDictionary(allocator, shape.type());
        } else if (dictionary != null && !(isWorthCoding(source, count) && isDictionaryWorthIt())) {
            decode();
        }
    }

    private boolean isWorthCoding(Column source, int count) {
        if (source.encoding() != Encoding.DICTIONARY) {
            return source.encoding() == Encoding.CONSTANT;
        }
        int entries = source.dictionary().rowCount();
        return entries <= MAX_DICTIONARY && (source.dictionaryId() != 0 || entries <= Math.max(64, count));
    }

    private boolean isDictionaryWorthIt() {
        return dictionary.count() <= SMALL_DICTIONARY
                || dictionary.count() <= MAX_DICTIONARY && dictionary.count() <= storedRows / 4;
    }

    private void appendCodes(Column source, int[] positions, int count, int chunk) {
        int before = chunkRows[chunk];
        ColumnBuffer buffer = chunks[chunk];
        buffer.ensureRows(before + count);
        long target = buffer.valuesAddress() + ((long) before << 2);
        Column entries = source.dictionary();
        if (entries.rowCount() == 0) {
            RawMemory.fill(target, (long) count << 2, (byte) 0);
        } else if (source.encoding() == Encoding.CONSTANT) {
            int code = entries.isNull(0) ? 0 : intern(entries, 0);
            for (int k = 0; k < count; k++) {
                RawMemory.putInt(target + ((long) k << 2), code);
            }
        } else {
            prepareMap(source);
            mapCodes(source, positions, count, target);
        }
        if (source.mayHaveNulls()) {
            buffer.ensureValidity(before + count);
            if (!hasNulls[chunk]) {
                Bitmap.fillValid(buffer.validityAddress(), before);
            }
            ValidityKernels.gather(source, positions, count, buffer.validityAddress(), before);
            hasNulls[chunk] = true;
        } else if (hasNulls[chunk]) {
            buffer.ensureValidity(before + count);
            ValidityKernels.setRange(buffer.validityAddress(), before, count);
        }
    }

    private void prepareMap(Column source) {
        if (source.dictionaryId() != 0 && source.dictionaryId() == mappedId) {
            return;
        }
        int entries = source.dictionary().rowCount();
        if (codeMap.length < entries) {
            codeMap = new int[entries];
        }
        Arrays.fill(codeMap, 0, entries, -1);
        mappedId = source.dictionaryId();
    }

    private void mapCodes(Column source, int[] positions, int count, long target) {
        long codes = source.codesAddress();
        Column entries = source.dictionary();
        int[] map = codeMap;
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            int code = RawMemory.getInt(codes + ((long) row << 2));
            int mapped = map[code];
            if (mapped < 0) {
                mapped = intern(entries, code);
                map[code] = mapped;
            }
            RawMemory.putInt(target + ((long) k << 2), mapped);
        }
    }

    /** Interns an entry; a null one as an empty text, which the row's validity bit hides. */
    private int intern(Column entries, int index) {
        if (entries.isNull(index)) {
            return dictionary.intern(entries.valuesAddress(), 0);
        }
        long at = entries.offsetsAddress() + ((long) index << 2);
        int start = RawMemory.getInt(at);
        return dictionary.intern(entries.valuesAddress() + start, RawMemory.getInt(at + 4) - start);
    }

    /** Turns chunks of codes into chunks of values. */
    private void decode() {
        for (int chunk = 0; chunk < chunkCount; chunk++) {
            decodeChunk(chunk);
        }
        dictionary.close();
        dictionary = null;
        codeMap = new int[0];
        mappedId = 0;
    }

    private void decodeChunk(int chunk) {
        ColumnBuffer texts = new ColumnBuffer(allocator, shape.type(), shape.layout());
        try {
            GatherKernels.flatten(chunk(chunk), texts);
        } catch (Throwable e) {
            texts.close();
            throw e;
        }
        chunks[chunk].close();
        chunks[chunk] = texts;
        refresh(chunk);
    }

    /** Compares two texts, neither of them null, by their bytes. */
    int compareTexts(int left, int right) {
        Column entries = dictionary == null ? null : dictionary.view();
        long leftAt = offsetOf(entries, left);
        long rightAt = offsetOf(entries, right);
        int leftStart = RawMemory.getInt(leftAt);
        int rightStart = RawMemory.getInt(rightAt);
        long leftBytes = entries == null ? values[left >>> RowStore.CHUNK_SHIFT] : entries.valuesAddress();
        long rightBytes = entries == null ? values[right >>> RowStore.CHUNK_SHIFT] : entries.valuesAddress();
        return ByteCompare.compare(
                leftBytes + leftStart,
                RawMemory.getInt(leftAt + 4) - leftStart,
                rightBytes + rightStart,
                RawMemory.getInt(rightAt + 4) - rightStart);
    }

    private long offsetOf(Column entries, int row) {
        int chunk = row >>> RowStore.CHUNK_SHIFT;
        long place = row & RowStore.CHUNK_MASK;
        return entries == null
                ? offsets[chunk] + (place << 2)
                : entries.offsetsAddress() + ((long) RawMemory.getInt(values[chunk] + (place << 2)) << 2);
    }

    long sizeBytes() {
        long bytes = dictionary == null ? 0 : dictionary.sizeBytes();
        for (int chunk = 0; chunk < chunkCount; chunk++) {
            bytes += chunks[chunk].sizeBytes();
        }
        return bytes;
    }

    @Override
    public void close() {
        for (int chunk = 0; chunk < chunkCount; chunk++) {
            chunks[chunk].close();
        }
        chunkCount = 0;
        if (dictionary != null) {
            dictionary.close();
            dictionary = null;
        }
    }
}
