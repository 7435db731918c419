package dev.tarn.shell.render;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows of which the first ones are kept while they pass, to be shown again. */
public final class KeptRows implements Rows {
    private static final int MOST_ROWS = 10_000;
    private static final long MOST_CHARACTERS = 8 << 20;

    private final Rows rows;
    private final List<RowCopy> kept = new ArrayList<>();
    private long characters;
    private long count;
    private boolean hasEnded;
    private RowCopy current;

    public KeptRows(Rows rows) {
        this.rows = rows;
    }

    /** Returns how many rows have passed. */
    public long count() {
        return count;
    }

    /** Returns how many of them are kept: all, up to 10,000 and to about 16 MB. */
    public int keptCount() {
        return kept.size();
    }

    /** Returns whether there were no other rows than those that are kept. */
    public boolean isWhole() {
        return hasEnded && count == kept.size();
    }

    /** Returns the rows that are kept, from the first one on; may be called often. */
    public Rows again() {
        return new Replay(rows.columns(), kept);
    }

    @Override
    public List<Column> columns() {
        return rows.columns();
    }

    @Override
    public boolean next() throws SQLException {
        current = null;
        if (!rows.next()) {
            hasEnded = true;
            return false;
        }
        if (count == kept.size() && count < MOST_ROWS && characters < MOST_CHARACTERS) {
            current = RowCopy.of(rows);
            characters += current.size();
            kept.add(current);
        }
        count++;
        return true;
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
        return rows.leftOut();
    }

    private static final class Replay implements Rows {
        private final List<Column> columns;
        private final List<RowCopy> kept;
        private int position = -1;

        Replay(List<Column> columns, List<RowCopy> kept) {
            this.columns = columns;
            this.kept = kept;
        }

        @Override
        public List<Column> columns() {
            return columns;
        }

        @Override
        public boolean next() {
            position++;
            return position < kept.size();
        }

        @Override
        public String text(int column) {
            return kept.get(position).texts()[column];
        }

        @Override
        public Object nested(int column) {
            return kept.get(position).nested()[column];
        }
    }
}
