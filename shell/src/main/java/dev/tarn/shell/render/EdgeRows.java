package dev.tarn.shell.render;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The first and the last rows of a long result. The first ones are given out as they come; of all others as many are held
 * as can be the last ones.
 */
public final class EdgeRows implements Rows {
    private final Rows rows;
    private final int headRows;
    private final int tailRows;
    private final Runnable beforeLeavingOut;
    private final Runnable afterLeavingOut;
    private final ArrayDeque<RowCopy> tail = new ArrayDeque<>();
    private int given;
    private boolean isRead;
    private long leftOut;
    private RowCopy current;

    /**
     * Makes the rows.
     *
     * @param most how many to give out
     * @param beforeLeavingOut is told when rows are read that nobody sees, which may take long
     * @param afterLeavingOut is told when that ends
     */
    public EdgeRows(Rows rows, int most, Runnable beforeLeavingOut, Runnable afterLeavingOut) {
        this.rows = rows;
        this.headRows = (most + 1) / 2;
        this.tailRows = most - headRows;
        this.beforeLeavingOut = beforeLeavingOut;
        this.afterLeavingOut = afterLeavingOut;
    }

    @Override
    public List<Column> columns() {
        return rows.columns();
    }

    @Override
    public boolean next() throws SQLException {
        if (given < headRows && !isRead) {
            if (rows.next()) {
                given++;
                return true;
            }
            isRead = true;
        }
        if (!isRead) {
            readTail();
        }
        long before = current == null ? leftOut : 0;
        RowCopy row = tail.poll();
        current = row == null ? null : new RowCopy(row.texts(), row.nested(), before);
        return current != null;
    }

    private void readTail() throws SQLException {
        isRead = true;
        while (rows.next()) {
            if (tail.size() == tailRows) {
                tail.poll();
                leftOut++;
                if (leftOut == 1) {
                    beforeLeavingOut.run();
                }
            }
            if (tailRows > 0) {
                tail.add(RowCopy.of(rows));
            }
        }
        if (leftOut > 0) {
            afterLeavingOut.run();
        }
    }

    @Override
    public String text(int column) throws SQLException {
        return current == null ? rows.text(column) : current.texts()[column];
    }

    @Override
    public Object nested(int column) throws SQLException {
        return current == null ? rows.nested(column) : current.nested()[column];
    }

    @Override
    public long leftOut() {
        return current == null ? 0 : current.leftOut();
    }
}
