package dev.tarn.sql.define;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * What a definition answers: rows of text, of SHOW and DESCRIBE, or nothing.
 *
 * @param columnNames the names of the columns, all VARCHAR; empty if the statement gives no rows
 * @param rows the rows, each with a text or null for each column; they may be fetched while they are taken, once
 */
public record DefinitionResult(List<String> columnNames, Iterator<List<String>> rows) {
    public DefinitionResult {
        columnNames = List.copyOf(columnNames);
    }

    static DefinitionResult of(List<String> columnNames, List<List<String>> rows) {
        return new DefinitionResult(columnNames, rows.iterator());
    }

    /** Returns the answer of CREATE and DROP. */
    public static DefinitionResult nothing() {
        return new DefinitionResult(List.of(), Collections.emptyIterator());
    }

    static DefinitionResult names(String columnName, List<String> names) {
        return of(List.of(columnName), names.stream().map(List::of).toList());
    }
}
