package dev.tarn.format.text.record;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.nested.ColumnAppender;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;

/** A source whose format reads record by record, appending to columns. What is left to the format: {@link #readRecord}. */
public abstract class RowSource extends TextSource {
    /** What came of an attempt to read a record. */
    protected enum Step {
        /** A row: each column that got no value gets NULL. */
        ROW,
        /** The record counts for nothing; what it appended is taken back. */
        SKIP,
        /** The window has not all of the record; nothing was moved, and what was appended is taken back. */
        MORE,
        /** No record that begins in this part is left. */
        END
    }

    /** A column for each of the request's. */
    protected final ColumnAppender[] appenders;

    private int rows;
    private boolean ended;

    /** As {@link TextSource#TextSource}. */
    protected RowSource(InputFile file, TextMetadata metadata, int part, ScanRequest request, BadRecords badRecords) {
        super(file, metadata, part, request, badRecords);
        appenders = new ColumnAppender[request.columns().size()];
        for (int i = 0; i < appenders.length; i++) {
            ScanColumn column = request.columns().get(i);
            appenders[i] = new ColumnAppender(request.context().allocator(), column.type());
        }
    }

    /** Reads the record at the window's position, at most one value into each of {@link #appenders}, and moves past it. */
    protected abstract Step readRecord();

    /**
     * Says that the record cannot be read at all, and does as the table's policy asks; the window is moved by the caller.
     *
     * @return ROW, of NULLs, or SKIP
     * @throws dev.tarn.spi.error.TarnException as {@link #badRecord} makes it
     */
    protected final Step unreadable(long address, long end, String why) {
        switch (badRecords) {
            case FAIL -> throw badRecord(address, end, null, why);
            case NULL -> {
                takeBack();
                return Step.ROW;
            }
            case SKIP -> {
                request.context().metrics().recordsSkipped.increment();
                return Step.SKIP;
            }
        }
        throw new IllegalStateException();
    }

    @Override
    protected final int parse(int maxRows) {
        for (ColumnAppender appender : appenders) {
            appender.clear();
        }
        rows = 0;
        while (rows < maxRows && !ended) {
            Step step = readRecord();
            switch (step) {
                case ROW -> {
                    rows++;
                    for (ColumnAppender appender : appenders) {
                        if (appender.count() < rows) {
                            appender.appendNull();
                        }
                    }
                }
                case SKIP -> takeBack();
                case MORE -> {
                    takeBack();
                    return rows;
                }
                case END -> ended = true;
            }
        }
        return rows == 0 ? -1 : rows;
    }

    private void takeBack() {
        for (ColumnAppender appender : appenders) {
            if (appender.count() > rows) {
                appender.truncate(rows);
            }
        }
    }

    @Override
    protected final Column column(int index, int rowCount, SelectionVector selected) {
        return appenders[index].column();
    }

    @Override
    protected void closeFormat() {
        for (ColumnAppender appender : appenders) {
            if (appender != null) {
                appender.close();
            }
        }
    }
}
