package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorPosition.InStatement;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Turns the parser's positions into Tarn's. */
public final class Positions {
    private Positions() {}

    /** Returns the position, or null if {@code position} knows none. */
    public static InStatement of(SqlParserPos position) {
        if (position == null || position.getLineNum() <= 0) {
            return null;
        }
        return new InStatement(
                position.getLineNum(), position.getColumnNum(), position.getEndLineNum(), position.getEndColumnNum());
    }
}
