package dev.tarn.shell.session;

import dev.tarn.shell.progress.ProgressMonitor;
import dev.tarn.shell.render.Column;
import dev.tarn.shell.render.Rows;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Rows that take the progress away when the first of them is there, so that both do not share a screen, and that tell any
 * thread whether the next one is waited for.
 */
final class WatchedRows implements Rows {
    private final Rows rows;
    private final AtomicLong steps = new AtomicLong();
    private long step;
    private ProgressMonitor monitor;

    /** Wraps rows; {@code monitor} is null if the progress may stay. */
    WatchedRows(Rows rows, ProgressMonitor monitor) {
        this.rows = rows;
        this.monitor = monitor;
    }

    /** Returns a number that grows when a row is asked for, which makes it odd, and again when it is there. */
    long steps() {
        return steps.getOpaque();
    }

    @Override
    public List<Column> columns() {
        return rows.columns();
    }

    @Override
    public boolean next() throws SQLException {
        steps.setOpaque(++step);
        boolean more = rows.next();
        steps.setOpaque(++step);
        if (monitor != null) {
            monitor.pause();
            monitor = null;
        }
        return more;
    }

    @Override
    public String text(int column) throws SQLException {
        return rows.text(column);
    }

    @Override
    public Object nested(int column) throws SQLException {
        return rows.nested(column);
    }
}
