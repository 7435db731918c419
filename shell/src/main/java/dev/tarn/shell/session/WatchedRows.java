package dev.tarn.shell.session;

import dev.tarn.shell.progress.ProgressMonitor;
import dev.tarn.shell.render.Column;
import dev.tarn.shell.render.Rows;
import java.sql.SQLException;
import java.util.List;

/** Rows that take the progress away when the first of them is there, so that both do not share a screen. */
final class WatchedRows implements Rows {
    private final Rows rows;
    private ProgressMonitor monitor;

    /** Wraps rows; {@code monitor} is null if the progress may stay. */
    WatchedRows(Rows rows, ProgressMonitor monitor) {
        this.rows = rows;
        this.monitor = monitor;
    }

    @Override
    public List<Column> columns() {
        return rows.columns();
    }

    @Override
    public boolean next() throws SQLException {
        boolean more = rows.next();
        if (monitor != null) {
            monitor.stop();
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
