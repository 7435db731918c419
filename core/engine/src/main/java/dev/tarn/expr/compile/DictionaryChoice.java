package dev.tarn.expr.compile;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import java.util.function.Predicate;

/**
 * Decides whether an expression over a dictionary column is evaluated for the dictionary's entries rather than for the rows:
 * once as many rows have been seen as make up for it. Remembers the dictionary that results are kept for.
 */
final class DictionaryChoice {
    private long preparedId;
    private long failedId;
    private long seenId;
    private long rowsSeen;

    /**
     * Returns whether results for the entries of the column's dictionary are at hand, if need be after making them.
     *
     * @param prepare makes the results; returns false if it cannot
     */
    boolean use(Column column, Batch batch, Predicate<Column> prepare) {
        long id = column.dictionaryId();
        if (id != 0 && id == preparedId) {
            return true;
        }
        Column dictionary = column.dictionary();
        if ((id != 0 && id == failedId) || dictionary.rowCount() == 0) {
            return false;
        }
        if (id != seenId || id == 0) {
            seenId = id;
            rowsSeen = 0;
        }
        rowsSeen += batch.selectedCount();
        if (dictionary.rowCount() > rowsSeen + (id == 0 ? 0 : rowsSeen)) {
            return false;
        }
        preparedId = 0;
        if (prepare.test(dictionary)) {
            preparedId = id;
            return true;
        }
        failedId = id;
        return false;
    }
}
