package dev.tarn.expr.compile;

import dev.tarn.kernel.RangeKernels;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import java.util.List;

/**
 * A filter that reads one column, applied to the entries of the column's dictionary where there is one: each entry is tested
 * once, the rows are then a matter of looking up their codes.
 */
final class DictionaryPredicate implements PredicateEvaluator {
    private final int columnIndex;
    /** The filter over the column itself. */
    private final PredicateEvaluator direct;
    /** The filter over a batch that has only the dictionary. */
    private final PredicateEvaluator overDictionary;
    /** Whether a NULL passes; null if that is an error, and nothing can be kept then. */
    private final Boolean nullPasses;

    private final SelectionVector entries = new SelectionVector(0);
    private final DictionaryChoice choice = new DictionaryChoice();
    /** One byte an entry, then the one for NULL. */
    private byte[] table = new byte[0];

    DictionaryPredicate(
            int columnIndex, PredicateEvaluator direct, PredicateEvaluator overDictionary, Boolean nullPasses) {
        this.columnIndex = columnIndex;
        this.direct = direct;
        this.overDictionary = overDictionary;
        this.nullPasses = nullPasses;
    }

    @Override
    public void select(Batch batch, SelectionVector out) {
        Column column = batch.column(columnIndex);
        if (nullPasses == null || column.encoding() != Encoding.DICTIONARY || !choice.use(column, batch, this::test)) {
            direct.select(batch, out);
            return;
        }
        int[] positions = Selections.positions(batch);
        int count = batch.selectedCount();
        Selections.begin(batch, out);
        if (column.validityAddress() == 0) {
            int kept = RangeKernels.selectCodes(column.codesAddress(), table, positions, count, out.positions());
            out.setCount(kept);
        } else {
            out.setCount(selectNullable(column, positions, count, out.positions()));
        }
    }

    private int selectNullable(Column column, int[] positions, int count, int[] out) {
        long codes = column.codesAddress();
        long validity = column.validityAddress();
        int nullCode = column.dictionary().rowCount();
        int k = 0;
        for (int j = 0; j < count; j++) {
            int row = positions == null ? j : positions[j];
            out[k] = row;
            int valid = -Bitmap.bit(validity, row);
            int code = (RawMemory.getInt(codes + ((long) row << 2)) & valid) | (nullCode & ~valid);
            k += table[code];
        }
        return k;
    }

    /** Tests the entries; returns false if one of them, perhaps one that no row has, fails. */
    private boolean test(Column dictionary) {
        int size = dictionary.rowCount();
        if (table.length <= size) {
            table = new byte[size + 1];
        }
        try {
            overDictionary.select(Batch.of(size, List.of(dictionary)), entries);
        } catch (TarnException e) {
            return false;
        }
        java.util.Arrays.fill(table, 0, size, (byte) 0);
        int[] passing = entries.positions();
        for (int k = 0; k < entries.count(); k++) {
            table[passing[k]] = 1;
        }
        table[size] = (byte) (nullPasses ? 1 : 0);
        return true;
    }

    @Override
    public void close() {
        direct.close();
        overDictionary.close();
    }
}
