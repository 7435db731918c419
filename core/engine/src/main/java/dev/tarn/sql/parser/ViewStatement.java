package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorPosition.InStatement;
import java.util.List;

/** A statement that changes a view. */
public sealed interface ViewStatement extends Statement {
    /**
     * CREATE [OR REPLACE] VIEW.
     *
     * @param columns names that replace the query's, or empty
     * @param comment null if there is none
     * @param queryText the query as it was written
     * @param queryStart where that starts
     */
    record CreateView(
            Name name,
            boolean orReplace,
            List<String> columns,
            String comment,
            String queryText,
            InStatement queryStart)
            implements ViewStatement {
        public CreateView {
            columns = List.copyOf(columns);
        }
    }

    record DropView(Name name, boolean ifExists) implements ViewStatement {}
}
