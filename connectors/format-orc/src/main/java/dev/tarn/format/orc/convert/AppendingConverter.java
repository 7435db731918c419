package dev.tarn.format.orc.convert;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.nested.ColumnAppender;
import dev.tarn.spi.type.Type;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;

/** Values one by one: cells of nested values, and conversions that are too rare for a loop of their own. */
final class AppendingConverter implements VectorConverter {
    private final ColumnAppender appender;
    private final ValueWriter writer;

    AppendingConverter(Type type, ValueWriter writer, BufferAllocator allocator) {
        this.appender = new ColumnAppender(allocator, type);
        this.writer = writer;
    }

    @Override
    public Column convert(ColumnVector vector, int rows, SelectionVector selected) {
        appender.clear();
        if (selected == null) {
            for (int row = 0; row < rows; row++) {
                writer.write(vector, row, appender);
            }
        } else {
            int row = 0;
            for (int k = 0; k < selected.count(); k++) {
                for (int next = selected.positions()[k]; row < next; row++) {
                    appender.appendNull();
                }
                writer.write(vector, row++, appender);
            }
            for (; row < rows; row++) {
                appender.appendNull();
            }
        }
        return appender.column();
    }

    @Override
    public void close() {
        appender.close();
    }
}
