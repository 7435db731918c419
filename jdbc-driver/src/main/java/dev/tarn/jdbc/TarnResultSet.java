package dev.tarn.jdbc;

import dev.tarn.QueryResult;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.TimeZone;
import org.apache.calcite.avatica.AvaticaResultSet;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.QueryState;

/** A result set over the batches of a query; the rows of metadata calls, which are no query's, come as Avatica's. */
final class TarnResultSet extends AvaticaResultSet {
    private ArrowCursor arrow;

    TarnResultSet(
            AvaticaStatement statement,
            QueryState state,
            Meta.Signature signature,
            ResultSetMetaData metaData,
            TimeZone timeZone,
            Meta.Frame firstFrame)
            throws SQLException {
        super(statement, state, signature, metaData, timeZone, firstFrame);
    }

    @Override
    protected AvaticaResultSet execute() throws SQLException {
        QueryResult result = ((TarnConnection) statement.getConnection()).take(statement.getId());
        if (result == null) {
            return super.execute();
        }
        arrow = new ArrowCursor(result, statement.getLargeMaxRows());
        execute2(arrow, signature.columns);
        return this;
    }

    @Override
    public <T> T unwrap(Class<T> wanted) throws SQLException {
        return arrow != null && wanted.isInstance(arrow.result()) ? wanted.cast(arrow.result()) : super.unwrap(wanted);
    }

    @Override
    public boolean isWrapperFor(Class<?> wanted) throws SQLException {
        return arrow != null && wanted.isInstance(arrow.result()) || super.isWrapperFor(wanted);
    }
}
