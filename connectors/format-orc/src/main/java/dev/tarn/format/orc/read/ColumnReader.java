package dev.tarn.format.orc.read;

import dev.tarn.format.orc.convert.VectorConverter;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import java.io.IOException;

/** Delivers a column of the scan, batch by batch; a batch that no one asks for is passed over. */
interface ColumnReader extends AutoCloseable {
    /**
     * Reads rows that begin at {@code row}, which is behind those that were read before. The column is valid until the next
     * call.
     *
     * @param selected the rows that count, or null if all do
     */
    Column read(long row, int rows, SelectionVector selected, RowGroups groups) throws IOException;

    @Override
    void close();

    /** A column that is a conversion of a vector, which several may share; of none if {@code source} is null. */
    record Converted(TreeColumn source, VectorConverter converter) implements ColumnReader {
        @Override
        public Column read(long row, int rows, SelectionVector selected, RowGroups groups) throws IOException {
            return converter.convert(source == null ? null : source.read(row, rows, groups), rows, selected);
        }

        @Override
        public void close() {
            converter.close();
        }
    }
}
