package dev.tarn.format.orc.convert;

import dev.tarn.spi.nested.ValueAppender;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;

/** Appends single values of vectors, NULLs included. Made for one type of vector and one type of value. */
@FunctionalInterface
interface ValueWriter {
    void write(ColumnVector vector, int row, ValueAppender out);

    /** Appends a value that is not NULL. */
    @FunctionalInterface
    interface Present {
        void write(ColumnVector vector, int index, ValueAppender out);
    }

    /** Makes the writer that looks for NULLs, and for the one value that stands for all, first. */
    static ValueWriter of(Present present) {
        return (vector, row, out) -> {
            int index = vector.isRepeating ? 0 : row;
            if (!vector.noNulls && vector.isNull[index]) {
                out.appendNull();
            } else {
                present.write(vector, index, out);
            }
        };
    }
}
