package dev.tarn.format.text.record;

import dev.tarn.format.text.io.ByteWindow;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The frame of all sources over text: waits for bytes, hands them to a parser, evaluates filters, counts. What is left to a
 * format: {@link #parse} and {@link #column}.
 *
 * <p>A part's records are those that begin in it: the parser of the first part begins at {@link ByteWindow#position}; those
 * of others are shown the byte before their part too, and look for the first record that begins in it. The parser of a part
 * ends before the first record that begins at {@link #partEnd} or later.
 */
public abstract class TextSource implements BatchSource {
    private static final CompletableFuture<?> READY = CompletableFuture.completedFuture(null);

    protected final InputFile file;
    protected final TextMetadata metadata;
    protected final int part;
    protected final ScanRequest request;
    protected final BadRecords badRecords;
    /** The bytes; null until {@link #start}. */
    protected ByteWindow window;

    private final Column[] columns;
    private final SelectionVector selection;
    private boolean waiting = true;
    private boolean ended;
    private boolean closed;

    /**
     * Takes a file that it closes when it is closed itself. A subclass whose constructor fails closes itself, and calls
     * {@link #start} as its last step.
     */
    protected TextSource(InputFile file, TextMetadata metadata, int part, ScanRequest request, BadRecords badRecords) {
        this.file = file;
        this.metadata = metadata;
        this.part = part;
        this.request = request;
        this.badRecords = badRecords;
        this.columns = new Column[request.columns().size()];
        this.selection = new SelectionVector(request.context().batchSize());
    }

    /** Starts to read. */
    protected final void start() {
        window = new ByteWindow(file, metadata.layout(), part, request.context());
    }

    /**
     * Parses records at the window's position, moves it past them, and forgets those of the time before.
     *
     * @return how many rows there are now, at most {@code maxRows}; 0 if more bytes are needed for one, which is not asked
     *     for when the window {@linkplain ByteWindow#isLast has all}; -1 at the end of the part
     */
    protected abstract int parse(int maxRows);

    /**
     * Returns a column of the rows that were parsed last.
     *
     * @param rows how many rows there are
     * @param selected the rows whose values matter, or null for all
     */
    protected abstract Column column(int index, int rows, SelectionVector selected);

    /**
     * Returns the rows of those parsed that count before any filter, or null if all do: a parser that knows only after all
     * columns are converted which records are bad says so here.
     *
     * @param rows how many rows there are
     */
    protected SelectionVector goodRows(int rows) {
        return null;
    }

    /** Returns the offset at which the part ends. */
    protected final long partEnd() {
        return metadata.layout().partEnd(part);
    }

    @Override
    public final CompletableFuture<?> blocked() {
        return waiting && !ended && !closed ? window.more() : READY;
    }

    @Override
    public final Batch next() {
        if (closed) {
            throw new TarnException(ErrorCode.INTERNAL_ERROR, "a closed source was asked for a batch");
        }
        while (!ended) {
            int rows = waiting ? 0 : parse(request.context().batchSize());
            if (rows < 0) {
                ended = true;
            } else if (rows == 0) {
                waiting = !window.advance();
                if (waiting) {
                    return Batch.of(0, List.of());
                }
            } else {
                request.context().metrics().rowsScanned.add(rows);
                Batch batch = filter(rows);
                if (batch != null) {
                    request.context().metrics().rowsProduced.add(batch.selectedCount());
                    return batch;
                }
            }
        }
        return null;
    }

    private Batch filter(int rows) {
        Arrays.fill(columns, null);
        SelectionVector good = goodRows(rows);
        boolean all = good == null;
        if (!all) {
            selection.ensureCapacity(rows);
            System.arraycopy(good.positions(), 0, selection.positions(), 0, good.count());
            selection.setCount(good.count());
            if (good.count() == 0) {
                return null;
            }
        }
        for (ScanFilter filter : request.filters()) {
            if (!filter.isActive()) {
                continue;
            }
            SelectionVector before = all ? null : selection;
            int[] indexes = filter.columnIndexes();
            Column[] read = new Column[indexes.length];
            for (int i = 0; i < indexes.length; i++) {
                requireColumn(indexes[i], rows, before);
                read[i] = columns[indexes[i]];
            }
            selection.ensureCapacity(rows);
            filter.select(new Batch(rows, Arrays.asList(read), before), selection);
            all = all && selection.count() == rows;
            if (selection.count() == 0 && !all) {
                return null;
            }
        }
        SelectionVector selected = all ? null : selection;
        for (int i = 0; i < columns.length; i++) {
            requireColumn(i, rows, selected);
        }
        return new Batch(rows, Arrays.asList(columns), selected);
    }

    private void requireColumn(int index, int rows, SelectionVector selected) {
        if (columns[index] == null) {
            columns[index] = column(index, rows, selected);
        }
    }

    /**
     * Makes the error of a record that cannot be read: HIVE_BAD_DATA with line, byte offset and the text. Reads the file's
     * begin again to count lines, so it may block; to be thrown at once.
     *
     * @param address where the record begins
     * @param end where it ends, as far as that is known
     * @param column the column whose value it is, or null
     * @param why what is wrong, and what would cure it
     */
    protected final TarnException badRecord(long address, long end, String column, String why) {
        long offset = window.offsetOf(address);
        long line = LineCount.lineAt(file, metadata.layout(), offset, request.context());
        return new TarnException(
                ErrorCode.HIVE_BAD_DATA,
                new ErrorPosition.InFile(file.entry().location().text(), -1, line, column),
                why + "; at byte " + offset + ": " + Excerpt.of(address, Math.min(end, window.limit())));
    }

    /** Frees what the format holds. */
    protected void closeFormat() {}

    @Override
    public final void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            closeFormat();
            if (window != null) {
                window.close();
            }
        } finally {
            file.close();
        }
    }
}
