package dev.tarn.format.parquet;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.testkit.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps rows by the hash of what some columns have: of {@code outOf} rows about {@code kept}.
 *
 * @param columnIndexes the columns
 * @param salt makes filters differ
 */
record HashFilter(int[] columnIndexes, int salt, int kept, int outOf) implements ScanFilter {
    /** Makes one that keeps all, half, few, or no rows, or those of long runs. */
    static HashFilter random(Randomness random, int columnCount) {
        int[] indexes = IntStream.range(0, columnCount)
                .filter(i -> random.nextInt(columnCount) < 2)
                .toArray();
        int outOf = List.of(1, 2, 100, 1000).get(random.nextInt(4));
        return new HashFilter(indexes, random.nextInt(), random.nextInt(8) == 0 ? 0 : 1, outOf);
    }

    @Override
    public void select(Batch batch, SelectionVector out) {
        out.ensureCapacity(batch.rowCount());
        int count = 0;
        int[] from =
                batch.selection() == null ? null : batch.selection().positions().clone();
        int selected = batch.selectedCount();
        for (int i = 0; i < selected; i++) {
            int row = from == null ? i : from[i];
            List<String> values = new ArrayList<>();
            batch.columns().forEach(column -> values.add(ParquetRows.text(column, row)));
            if (keepsValues(values)) {
                out.positions()[count++] = row;
            }
        }
        out.setCount(count);
    }

    boolean keeps(List<String> row) {
        return keepsValues(IntStream.of(columnIndexes).mapToObj(row::get).toList());
    }

    private boolean keepsValues(List<String> values) {
        return Math.floorMod((values.hashCode() ^ salt) * 0x9E3779B1 >>> 7, outOf) < kept;
    }
}
