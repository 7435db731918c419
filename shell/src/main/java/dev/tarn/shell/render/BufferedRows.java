package dev.tarn.shell.render;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of which the first ones are looked at before they are given out, so that a format can fit itself to them. Where a
 * person waits, the first ones are those that come soon after the very first.
 */
final class BufferedRows implements Rows {
    private static final int MOST_ROWS = 1_000;
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final long PATIENCE_NANOS = 200_000_000;

    private final Rows rows;
    /** Guarded by itself while {@link #reader} runs. */
    private final List<RowCopy> first = new ArrayList<>();

    private Thread reader;
    private SQLException failure;
    private RuntimeException bug;
    /** Whether enough rows were seen; guarded by {@link #first}. */
    private boolean isEnough;

    private boolean more = true;
    /** The rows that may be read without the reader. */
    private List<RowCopy> given;

    private int position = -1;

    /** Reads the first rows: up to a thousand, fewer if they are long, or if {@code isAwaited} and they come slowly. */
    BufferedRows(Rows rows, boolean isAwaited) throws SQLException {
        this.rows = rows;
        more = rows.next();
        if (more) {
            first.add(RowCopy.of(rows));
            if (isAwaited) {
                readAside();
            } else {
                readOn();
            }
        }
        synchronized (first) {
            isEnough = true;
            given = List.copyOf(first);
        }
        if (reader == null) {
            rethrow();
        }
    }

    /** Reads on a thread of its own, which may wait for a row for as long as it takes while what came is shown. */
    private void readAside() {
        reader = new Thread(this::readOn, "tarn-first-rows");
        reader.setDaemon(true);
        long end = System.nanoTime() + PATIENCE_NANOS;
        reader.start();
        try {
            synchronized (first) {
                long left = PATIENCE_NANOS;
                while (!isEnough && left > 0) {
                    first.wait(Math.max(1, left / 1_000_000));
                    left = end - System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readOn() {
        try {
            long characters = first.get(0).size();
            while (characters < MOST_CHARACTERS) {
                boolean found = rows.next();
                RowCopy row = found ? RowCopy.of(rows) : null;
                synchronized (first) {
                    more = found;
                    if (found) {
                        first.add(row);
                        characters += row.size();
                    }
                    if (!found || isEnough || first.size() >= MOST_ROWS) {
                        break;
                    }
                }
            }
            end(null, null);
        } catch (SQLException e) {
            end(e, null);
        } catch (RuntimeException e) {
            end(null, e);
        }
    }

    private void end(SQLException error, RuntimeException fault) {
        synchronized (first) {
            failure = error;
            bug = fault;
            isEnough = true;
            first.notifyAll();
        }
    }

    /** Waits for the row that the reader waits for; from then on rows are read on the caller's thread. */
    private void takeOver() throws SQLException {
        if (reader != null) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("the thread was interrupted", e);
            }
            reader = null;
            given = first;
        }
        rethrow();
    }

    private void rethrow() throws SQLException {
        if (bug != null) {
            throw bug;
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Returns how many rows were looked at. */
    int sampleSize() {
        return given.size();
    }

    /** Returns a value of a row that was looked at, null for NULL. */
    String sample(int row, int column) {
        return given.get(row).texts()[column];
    }

    /** Returns whether there are no rows but those that were looked at. */
    boolean isWhole() {
        synchronized (first) {
            return !more && failure == null;
        }
    }

    @Override
    public List<Column> columns() {
        return rows.columns();
    }

    @Override
    public boolean next() throws SQLException {
        position++;
        if (position < given.size()) {
            return true;
        }
        if (position == given.size()) {
            takeOver();
            if (position < given.size()) {
                return true;
            }
        }
        position = Integer.MAX_VALUE - 1;
        return more && (more = rows.next());
    }

    private boolean isGiven() {
        return position < given.size();
    }

    @Override
    public String text(int column) throws SQLException {
        return isGiven() ? given.get(position).texts()[column] : rows.text(column);
    }

    @Override
    public Object nested(int column) throws SQLException {
        return isGiven() ? given.get(position).nested()[column] : rows.nested(column);
    }

    @Override
    public long leftOut() {
        return isGiven() ? given.get(position).leftOut() : rows.leftOut();
    }
}
