package dev.tarn.format.text.record;

import dev.tarn.format.text.io.ContentStream;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.nested.ColumnAppender;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The frame of sources whose language has a parser that blocks: a task on a thread for input and output parses records into
 * objects, about a batch ahead, and the thread that is asked for batches appends them to columns. A file is one part.
 *
 * @param <T> a parsed record
 */
public abstract class ParsedSource<T> implements BatchSource {
    /** How much content is parsed at most before what was parsed is handed over. */
    private static final long MAX_BYTES = 4 << 20;

    /** Parses a content. One thread at a time. */
    public interface Parser<T> {
        /**
         * Returns the next record, or null at the end.
         *
         * @throws TarnException HIVE_BAD_DATA if the content is broken, positioned at the file
         */
        T next();
    }

    /** Says that a record, or a value of it, cannot be read. */
    public static final class BadRecord extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String column;

        /** Makes one for a column's value, or for the whole record if {@code column} is null. */
        public BadRecord(String column, String message) {
            super(message, null, false, false);
            this.column = column;
        }

        /** Returns the column whose value it is, or null. */
        public String column() {
            return column;
        }
    }

    private static final CompletableFuture<?> READY = CompletableFuture.completedFuture(null);

    protected final InputFile file;
    protected final TextMetadata metadata;
    protected final ScanRequest request;
    protected final BadRecords badRecords;
    private final ColumnAppender[] appenders;
    private final SelectionVector selection;

    private final Object lock = new Object();
    private ContentStream content;
    private Parser<T> parser;
    private boolean running;
    private boolean closed;

    private CompletableFuture<List<T>> parsed;
    private List<T> records = List.of();
    private int nextRecord;
    private boolean ended;

    /** Takes a file that it closes when it is closed itself. A subclass calls {@link #start} as its constructor's last step. */
    protected ParsedSource(InputFile file, TextMetadata metadata, ScanRequest request, BadRecords badRecords) {
        this.file = file;
        this.metadata = metadata;
        this.request = request;
        this.badRecords = badRecords;
        this.selection = new SelectionVector(request.context().batchSize());
        this.appenders = new ColumnAppender[request.columns().size()];
        for (int i = 0; i < appenders.length; i++) {
            ScanColumn column = request.columns().get(i);
            appenders[i] = new ColumnAppender(request.context().allocator(), column.type());
        }
    }

    /** Opens a parser of the content. Runs on a thread for input and output. */
    protected abstract Parser<T> open(ContentStream stream);

    /**
     * Appends a record: at most one value to each of {@code columns}, which are those of the request.
     *
     * @throws BadRecord if it cannot be read and the table does not want NULL for such values
     */
    protected abstract void append(T record, ColumnAppender[] columns);

    /** Returns the line on which a record begins, from 1, or -1. */
    protected abstract long line(T record);

    /** Returns a record as messages show it. */
    protected abstract String text(T record);

    /** Starts to parse. */
    protected final void start() {
        CompletableFuture<List<T>> result = new CompletableFuture<>();
        parsed = result;
        ScanContext context = request.context();
        context.ioExecutor().execute(() -> run(result, context.batchSize()));
    }

    private void run(CompletableFuture<List<T>> result, int maxRecords) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            running = true;
        }
        List<T> found = null;
        Throwable thrown = null;
        try {
            found = parse(maxRecords);
        } catch (RuntimeException | Error e) {
            thrown = e;
        }
        synchronized (lock) {
            running = false;
            if (closed) {
                closeContent();
                return;
            }
        }
        if (thrown == null) {
            result.complete(found);
        } else {
            result.completeExceptionally(thrown);
        }
    }

    private List<T> parse(int maxRecords) {
        if (parser == null) {
            content =
                    new ContentStream(file, metadata.layout(), request.context().metrics());
            parser = open(content);
        }
        long end = content.taken() + MAX_BYTES;
        List<T> found = new ArrayList<>();
        while (found.size() < maxRecords && content.taken() <= end) {
            T record = parser.next();
            if (record == null) {
                break;
            }
            found.add(record);
        }
        return found;
    }

    @Override
    public final CompletableFuture<?> blocked() {
        return ended || closed || nextRecord < records.size() ? READY : parsed.handle((found, thrown) -> null);
    }

    @Override
    public final Batch next() {
        if (closed) {
            throw new TarnException(ErrorCode.INTERNAL_ERROR, "a closed source was asked for a batch");
        }
        while (!ended) {
            if (nextRecord == records.size() && !takeParsed()) {
                return ended ? null : Batch.of(0, List.of());
            }
            int rows = appendRecords();
            request.context().metrics().rowsScanned.add(rows);
            Batch batch = rows == 0 ? null : filter(rows);
            if (batch != null) {
                request.context().metrics().rowsProduced.add(batch.selectedCount());
                return batch;
            }
        }
        return null;
    }

    /** Takes what was parsed and has the next records parsed; returns whether there are some. */
    private boolean takeParsed() {
        if (!parsed.isDone()) {
            return false;
        }
        try {
            records = parsed.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw e;
        }
        nextRecord = 0;
        ended = records.isEmpty();
        if (!ended) {
            start();
        }
        return !ended;
    }

    private int appendRecords() {
        for (ColumnAppender appender : appenders) {
            appender.clear();
        }
        int rows = 0;
        int max = request.context().batchSize();
        while (rows < max && nextRecord < records.size()) {
            T record = records.get(nextRecord++);
            if (appendRecord(record, rows)) {
                rows++;
                for (ColumnAppender appender : appenders) {
                    if (appender.count() < rows) {
                        appender.appendNull();
                    }
                }
            }
        }
        return rows;
    }

    private boolean appendRecord(T record, int rows) {
        try {
            append(record, appenders);
            return true;
        } catch (BadRecord bad) {
            for (ColumnAppender appender : appenders) {
                appender.truncate(rows);
            }
            switch (badRecords) {
                case NULL -> {
                    return true;
                }
                case SKIP -> {
                    request.context().metrics().recordsSkipped.increment();
                    return false;
                }
                default ->
                    throw new TarnException(
                            ErrorCode.HIVE_BAD_DATA,
                            new ErrorPosition.InFile(file.entry().location().text(), -1, line(record), bad.column()),
                            bad.getMessage() + "; the record is " + Excerpt.of(text(record)));
            }
        }
    }

    private Batch filter(int rows) {
        Column[] columns = new Column[appenders.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = appenders[i].column();
        }
        boolean all = true;
        for (ScanFilter filter : request.filters()) {
            if (!filter.isActive()) {
                continue;
            }
            int[] indexes = filter.columnIndexes();
            Column[] read = new Column[indexes.length];
            for (int i = 0; i < indexes.length; i++) {
                read[i] = columns[indexes[i]];
            }
            selection.ensureCapacity(rows);
            filter.select(new Batch(rows, Arrays.asList(read), all ? null : selection), selection);
            all = all && selection.count() == rows;
            if (!all && selection.count() == 0) {
                return null;
            }
        }
        return new Batch(rows, Arrays.asList(columns), all ? null : selection);
    }

    private void closeContent() {
        if (content != null) {
            content.close();
        }
    }

    @Override
    public final void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            if (!running) {
                closeContent();
            }
        }
        try {
            for (ColumnAppender appender : appenders) {
                if (appender != null) {
                    appender.close();
                }
            }
        } finally {
            file.close();
        }
    }
}
