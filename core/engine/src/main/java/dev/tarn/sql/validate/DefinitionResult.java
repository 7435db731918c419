package dev.tarn.sql.validate;

import java.util.List;

/**
 * What a definition answers: rows of text, of SHOW and DESCRIBE, or nothing.
 *
 * @param columnNames the names of the columns, all VARCHAR; empty if the statement gives no rows
 * @param rows the rows, each with a text or null for each column
 */
public record DefinitionResult(List<String> columnNames, List<List<String>> rows) {
    /** The answer of CREATE and DROP. */
    static final DefinitionResult NOTHING = new DefinitionResult(List.of(), List.of());

    public DefinitionResult {
        columnNames = List.copyOf(columnNames);
        rows = List.copyOf(rows);
    }

    static DefinitionResult names(String columnName, List<String> names) {
        return new DefinitionResult(
                List.of(columnName), names.stream().map(List::of).toList());
    }
}
