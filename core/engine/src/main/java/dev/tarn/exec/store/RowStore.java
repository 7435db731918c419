package dev.tarn.exec.store;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Rows kept beyond the life of their batches, by columns, in chunks that do not move: a row's number is
 * {@code chunk << CHUNK_SHIFT | rowInChunk}. Texts that come with dictionaries are kept as codes into one dictionary of
 * the store, as long as that stays small.
 *
 * <p>One thread adds rows; when it has handed the store over, any number of threads may read ({@link RowGatherer}).
 */
public final class RowStore implements AutoCloseable {
    public static final int CHUNK_SHIFT = 14;
    /** The most rows of a chunk. */
    public static final int CHUNK_ROWS = 1 << CHUNK_SHIFT;
    /** {@code row & CHUNK_MASK} is a row's place in its chunk. */
    public static final int CHUNK_MASK = CHUNK_ROWS - 1;

    private static final int MAX_CHUNKS = 1 << 31 - CHUNK_SHIFT;

    private final StoredColumn[] columns;
    private int[] chunkRows = new int[4];
    private int chunkCount;
    private long rowCount;

    /** Makes an empty store of rows of these columns, of which there may be none. */
    public RowStore(BufferAllocator allocator, List<ColumnShape> shapes) {
        columns = new StoredColumn[shapes.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new StoredColumn(allocator, shapes.get(i));
        }
    }

    public int columnCount() {
        return columns.length;
    }

    public ColumnShape shape(int columnIndex) {
        return columns[columnIndex].shape();
    }

    /** Returns how many rows there are. */
    public long rowCount() {
        return rowCount;
    }

    public int chunkCount() {
        return chunkCount;
    }

    /** Returns how many rows a chunk has; only after {@link #absorb} can one that is not the last have fewer than all. */
    public int chunkRows(int chunk) {
        return chunkRows[chunk];
    }

    /** Returns a column of a chunk, FLAT or DICTIONARY, valid until rows are added. */
    public Column column(int columnIndex, int chunk) {
        return columns[columnIndex].chunk(chunk);
    }

    /** Returns whether a column has a null in any row; false only if none has. */
    public boolean mayHaveNulls(int columnIndex) {
        return columns[columnIndex].mayHaveNulls();
    }

    /** Compares the texts of two rows, neither of them null, by their unsigned bytes. */
    public int compareTexts(int columnIndex, int leftRow, int rightRow) {
        return columns[columnIndex].compareTexts(leftRow, rightRow);
    }

    StoredColumn stored(int columnIndex) {
        return columns[columnIndex];
    }

    /**
     * Adds the selected rows of a batch, whose columns are the store's.
     *
     * @return the number of the first of them; the others have the numbers that follow
     */
    public int append(Batch batch) {
        SelectionVector selection = batch.selection();
        return append(batch.columns(), selection == null ? null : selection.positions(), batch.selectedCount());
    }

    /**
     * Adds rows.
     *
     * @param positions which rows of {@code sources} to add, or null for the first {@code count}
     * @return the number of the first of them; the others have the numbers that follow
     */
    public int append(List<Column> sources, int[] positions, int count) {
        int last = chunkCount - 1;
        int chunk = last >= 0 && chunkRows[last] < CHUNK_ROWS ? last : chunkCount;
        int firstRow = chunk << CHUNK_SHIFT | (chunk < chunkCount ? chunkRows[chunk] : 0);
        int done = 0;
        while (done < count) {
            if (chunk == chunkCount) {
                addChunk(0);
            }
            int part = Math.min(count - done, CHUNK_ROWS - chunkRows[chunk]);
            int[] rows = part == count ? positions : part(positions, done, part);
            for (int i = 0; i < columns.length; i++) {
                columns[i].append(sources.get(i), rows, part, chunk);
            }
            chunkRows[chunk] += part;
            rowCount += part;
            done += part;
            chunk++;
        }
        return firstRow;
    }

    private static int[] part(int[] positions, int from, int count) {
        if (positions != null) {
            return Arrays.copyOfRange(positions, from, from + count);
        }
        int[] rows = new int[count];
        for (int k = 0; k < count; k++) {
            rows[k] = from + k;
        }
        return rows;
    }

    private void addChunk(int rows) {
        if (chunkCount == MAX_CHUNKS) {
            throw new TarnException(
                    ErrorCode.EXCEEDED_LIMIT, "one step of the query keeps more than 2147483647 rows; select fewer");
        }
        if (chunkCount == chunkRows.length) {
            chunkRows = Arrays.copyOf(chunkRows, chunkCount * 2);
        }
        chunkRows[chunkCount++] = rows;
    }

    /**
     * Takes the rows of {@code other}, which has columns of the same shapes and the same allocator, and leaves it empty.
     * The chunks are moved, not copied.
     *
     * @return the number of its row 0 from now on; its other rows' numbers go up by as much
     */
    public int absorb(RowStore other) {
        int firstChunk = chunkCount;
        for (int chunk = 0; chunk < other.chunkCount; chunk++) {
            addChunk(other.chunkRows[chunk]);
        }
        for (int i = 0; i < columns.length; i++) {
            columns[i].absorb(other.columns[i]);
        }
        rowCount += other.rowCount;
        other.chunkCount = 0;
        other.rowCount = 0;
        return firstChunk << CHUNK_SHIFT;
    }

    /** Returns the bytes of memory it holds now. */
    public long sizeBytes() {
        long bytes = 0;
        for (StoredColumn column : columns) {
            bytes += column.sizeBytes();
        }
        return bytes;
    }

    /** Returns the shapes of its columns. */
    public List<ColumnShape> shapes() {
        List<ColumnShape> shapes = new ArrayList<>();
        for (StoredColumn column : columns) {
            shapes.add(column.shape());
        }
        return shapes;
    }

    /** Frees the rows; may be called twice. */
    @Override
    public void close() {
        for (StoredColumn column : columns) {
            column.close();
        }
        chunkCount = 0;
        rowCount = 0;
    }
}
