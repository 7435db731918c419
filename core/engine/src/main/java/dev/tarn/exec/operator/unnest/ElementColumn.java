package dev.tarn.exec.operator.unnest;

import dev.tarn.kernel.nested.ValueRuns;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.type.Type;
import org.apache.arrow.memory.BufferAllocator;

/** Collects one column of elements from cell after cell. One thread. */
final class ElementColumn implements AutoCloseable {
    private final UnnestElement element;
    private final CellBlock block;
    private final CellBlock fields;
    private final ValueRuns values;

    /** @param collection the type of the ARRAY or MAP */
    ElementColumn(BufferAllocator allocator, UnnestElement element, Type collection) {
        this.element = element;
        boolean isField = element.part() == UnnestElement.Part.FIELD;
        this.block = new CellBlock(isField ? collection.fieldType(0) : element.type());
        this.fields = isField ? new CellBlock(collection.fieldType(0)) : null;
        this.values = new ValueRuns(allocator, element.type());
    }

    int collection() {
        return element.collection();
    }

    void clear() {
        values.clear();
    }

    void appendNulls(int count) {
        values.appendNulls(count);
    }

    /** Appends the {@code count} elements of a cell from index {@code from} on. */
    void append(long cell, int from, int count) {
        switch (element.part()) {
            case KEY -> block.toKeys(cell);
            case VALUE -> block.toValues(cell);
            default -> block.toElements(cell);
        }
        if (fields == null) {
            values.append(block, from, count);
            return;
        }
        int index = element.field();
        for (int i = from; i < from + count; i++) {
            boolean isNull = block.isNull(i);
            if (!isNull) {
                fields.toFields(block.address(i));
                isNull = fields.isNull(index);
            }
            if (isNull) {
                values.appendNulls(1);
            } else {
                values.append(fields.address(index), fields.length(index));
            }
        }
    }

    Column column() {
        return values.column();
    }

    @Override
    public void close() {
        values.close();
    }
}
