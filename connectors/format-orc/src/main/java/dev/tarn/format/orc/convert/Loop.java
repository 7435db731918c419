package dev.tarn.format.orc.convert;

import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;

/** Converts the first {@code count} values of a vector to memory at {@code target}; those of NULLs become anything. */
@FunctionalInterface
interface Loop {
    void convert(ColumnVector vector, int count, long target);
}
