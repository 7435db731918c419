package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorPosition.InStatement;
import java.util.List;

/** A statement that is not a query, or that is more than its query. Names are in lower case. One interface a family. */
public sealed interface Statement
        permits SchemaStatement,
                TableStatement,
                PartitionStatement,
                ViewStatement,
                ShowStatement,
                WriteStatement,
                UpkeepStatement,
                PreparationStatement,
                GovernanceStatement,
                RefusedStatement {
    /**
     * A name of one to three parts, as in {@code catalog.schema.table}.
     *
     * @param parts the parts, lower case, first the outermost
     * @param position where it stands
     */
    record Name(List<String> parts, InStatement position) {
        public Name {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return String.join(".", parts);
        }
    }

    /** A text of a statement and where it stands. */
    record Word(String text, InStatement position) {}

    /**
     * The value of a property behind WITH.
     *
     * @param value a String, a Boolean, a java.math.BigDecimal, or a List of such values and lists
     * @param position where it stands
     */
    record Value(Object value, InStatement position) {}

    /**
     * What PARTITION (...) says.
     *
     * @param tests what it says of each column, in its order
     * @param position where it stands
     */
    record PartitionSpec(List<PartitionTest> tests, InStatement position) {
        public PartitionSpec {
            tests = List.copyOf(tests);
        }
    }

    /**
     * A part of {@link PartitionSpec}.
     *
     * @param column lower case
     * @param operator {@code = <> < <= > >=}, or empty if the column stands there alone
     * @param value the value as text; null for NULL, and if the column stands there alone
     */
    record PartitionTest(String column, String operator, String value, InStatement position) {}
}
