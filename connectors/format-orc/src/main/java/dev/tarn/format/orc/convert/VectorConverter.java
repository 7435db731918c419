package dev.tarn.format.orc.convert;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;

/** Turns vectors into columns of one type and layout. Its memory is reused from batch to batch. One thread at a time. */
public interface VectorConverter extends AutoCloseable {
    /**
     * Returns the column of a vector, valid until the next call.
     *
     * @param vector what was read, of the kind that the converter was made for
     * @param rows how many rows it has
     * @param selected the rows that count, or null if all do
     * @throws dev.tarn.spi.error.TarnException HIVE_BAD_DATA for a value that does not fit
     */
    Column convert(ColumnVector vector, int rows, SelectionVector selected);

    @Override
    void close();
}
