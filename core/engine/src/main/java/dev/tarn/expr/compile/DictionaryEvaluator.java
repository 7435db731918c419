package dev.tarn.expr.compile;

import dev.tarn.kernel.GatherKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Evaluates an expression that reads one column over the column's dictionary, or its constant, where it has one: the result
 * has the column's codes and a dictionary of results.
 */
final class DictionaryEvaluator implements ColumnEvaluator {
    private final int columnIndex;
    private final ColumnEvaluator direct;
    /** The expression over a batch that has only the dictionary. */
    private final ColumnEvaluator overDictionary;

    private final boolean nullOnNull;
    private final ColumnBuffer results;
    private final DictionaryChoice choice = new DictionaryChoice();
    private Column dictionaryOfResults;
    private long resultsId;

    DictionaryEvaluator(
            int columnIndex,
            ColumnEvaluator direct,
            ColumnEvaluator overDictionary,
            boolean nullOnNull,
            Type type,
            Layout layout,
            BufferAllocator allocator) {
        this.columnIndex = columnIndex;
        this.direct = direct;
        this.overDictionary = overDictionary;
        this.nullOnNull = nullOnNull;
        this.results = new ColumnBuffer(allocator, type, layout);
    }

    @Override
    public Column evaluate(Batch batch) {
        Column column = batch.column(columnIndex);
        boolean ownNulls = column.validityAddress() != 0;
        if (column.encoding() != Encoding.DICTIONARY
                || (ownNulls && !nullOnNull)
                || !choice.use(column, batch, this::prepare)) {
            return direct.evaluate(batch);
        }
        return Column.dictionary(
                column.rowCount(), column.validityAddress(), column.codesAddress(), dictionaryOfResults, resultsId);
    }

    /** Evaluates for the entries; returns false if one of them, perhaps one that no row has, fails. */
    private boolean prepare(Column dictionary) {
        try {
            Column evaluated = overDictionary.evaluate(Batch.of(dictionary.rowCount(), List.of(dictionary)));
            // A copy, because the result may be a view of the dictionary, which lives as long as the batch only.
            dictionaryOfResults = GatherKernels.flatten(evaluated, results);
            resultsId = Column.nextDictionaryId();
            return true;
        } catch (TarnException e) {
            return false;
        }
    }

    @Override
    public void close() {
        direct.close();
        overDictionary.close();
        results.close();
    }
}
