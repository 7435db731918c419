package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Makes PARTITION (...) for the generated parser. Stateless. */
public final class PartitionSpecs {
    private PartitionSpecs() {}

    /** Returns a part; see {@link Statement.PartitionTest}. */
    public static Statement.PartitionTest test(SqlIdentifier column, String operator, String value) {
        return new Statement.PartitionTest(
                column.getSimple().toLowerCase(Locale.ROOT), operator, value, Positions.of(column.getParserPosition()));
    }

    /**
     * Returns the whole.
     *
     * @throws TarnException INVALID_STATEMENT if it says twice what a column is
     */
    public static Statement.PartitionSpec spec(List<Statement.PartitionTest> tests, SqlParserPos position) {
        Set<String> equal = new HashSet<>();
        for (Statement.PartitionTest test : tests) {
            if ((test.operator().isEmpty() || test.operator().equals("=")) && !equal.add(test.column())) {
                throw new TarnException(
                        ErrorCode.INVALID_STATEMENT,
                        test.position(),
                        "PARTITION names the column " + test.column() + " twice");
            }
        }
        return new Statement.PartitionSpec(tests, Positions.of(position));
    }

    /** Checks that there is none before what concerns a whole table. */
    public static void requireNone(Statement.PartitionSpec partition) {
        if (partition != null) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    partition.position(),
                    "PARTITION stands between the table and what changes the table as a whole");
        }
    }

    /** Checks that there is one before RENAME TO {@code to}. */
    public static void require(Statement.PartitionSpec partition, Statement.PartitionSpec to) {
        if (partition == null) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    to.position(),
                    "PARTITION (...) RENAME TO PARTITION renames a partition");
        }
    }
}
