package dev.tarn.format.parquet;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.spi.type.Layout;

/** Keeps the rows of whose column a domain allows the value. */
record DomainFilter(int columnIndex, Domain domain) implements ScanFilter {
    @Override
    public int[] columnIndexes() {
        return new int[] {columnIndex};
    }

    @Override
    public void select(Batch batch, SelectionVector out) {
        int[] from =
                batch.selection() == null ? null : batch.selection().positions().clone();
        int selected = batch.selectedCount();
        out.ensureCapacity(batch.rowCount());
        int count = 0;
        for (int i = 0; i < selected; i++) {
            int row = from == null ? i : from[i];
            if (domain.contains(value(batch.column(0), row))) {
                out.positions()[count++] = row;
            }
        }
        out.setCount(count);
    }

    private static Object value(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return column.layout() == Layout.BYTES ? new Domain.ByteText(column.bytesAt(row)) : (Object) column.longAt(row);
    }
}
