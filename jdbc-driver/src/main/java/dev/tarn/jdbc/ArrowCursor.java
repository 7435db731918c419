package dev.tarn.jdbc;

import dev.tarn.QueryResult;
import dev.tarn.ResultColumn;
import dev.tarn.spi.error.TarnException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.util.ArrayImpl;
import org.apache.calcite.avatica.util.Cursor;

/** Walks over the batches of a result; its accessors read the vectors in place. One thread at a time. */
final class ArrowCursor implements Cursor {
    private final QueryResult result;
    private final List<VectorAccessor> accessors = new ArrayList<>();
    private long rowsLeft;
    private VectorSchemaRoot batch;
    private int batchRows;
    private int row;
    private boolean wasNull;

    /** Makes a cursor over {@code result}, which it closes, that ends after {@code maxRows} rows unless that is 0. */
    ArrowCursor(QueryResult result, long maxRows) {
        this.result = result;
        this.rowsLeft = maxRows == 0 ? Long.MAX_VALUE : maxRows;
    }

    QueryResult result() {
        return result;
    }

    @Override
    public List<Accessor> createAccessors(
            List<ColumnMetaData> columns, Calendar localCalendar, ArrayImpl.Factory arrays) {
        accessors.clear();
        for (ResultColumn column : result.columns()) {
            accessors.add(VectorAccessors.accessor(this, accessors.size(), column.type()));
        }
        return List.copyOf(accessors);
    }

    @Override
    public boolean next() throws SQLException {
        if (rowsLeft == 0) {
            return false;
        }
        while (++row >= batchRows) {
            if (!nextBatch()) {
                rowsLeft = 0;
                return false;
            }
        }
        rowsLeft--;
        return true;
    }

    private boolean nextBatch() throws SQLException {
        releaseBatch();
        try {
            batch = result.nextBatch();
        } catch (TarnException e) {
            throw JdbcErrors.translate(e);
        }
        if (batch == null) {
            return false;
        }
        batchRows = batch.getRowCount();
        row = -1;
        for (VectorAccessor accessor : accessors) {
            accessor.attach(batch.getVector(accessor.columnIndex()));
        }
        return true;
    }

    private void releaseBatch() {
        if (batch != null) {
            batch.close();
            batch = null;
            batchRows = 0;
        }
    }

    /** Returns the current row's position in the vectors. */
    int row() {
        return row;
    }

    /** Notes whether the value that was read last is NULL, and returns it. */
    boolean noteNull(boolean isNull) {
        wasNull = isNull;
        return isNull;
    }

    @Override
    public boolean wasNull() {
        return wasNull;
    }

    @Override
    public void close() {
        releaseBatch();
        result.close();
    }
}
