package dev.tarn.sql.validate;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.sql.parser.Positions;
import org.apache.calcite.sql.SqlNode;

/** Makes the error for what Tarn has not. */
final class Unsupported {
    private Unsupported() {}

    /** Returns the error that {@code what}, which stands at {@code node}, is not supported. */
    static TarnException at(SqlNode node, String what) {
        return new TarnException(
                ErrorCode.NOT_SUPPORTED, Positions.of(node.getParserPosition()), what + " is not supported");
    }
}
