package dev.tarn.exec.operator.result;

import dev.tarn.kernel.nested.ValueRuns;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Makes Arrow's list, map and struct vectors of FLAT columns of cells. */
final class NestedVectors {
    private NestedVectors() {}

    /** Returns the children of a nested type's field. */
    static List<Field> children(Type type) {
        List<Field> children = new ArrayList<>();
        switch (type.kind()) {
            case ARRAY -> children.add(ArrowVectors.field(ListVector.DATA_VECTOR_NAME, type.fieldType(0), true));
            case MAP -> {
                List<Field> entry = List.of(
                        ArrowVectors.field(MapVector.KEY_NAME, type.fieldType(0), false),
                        ArrowVectors.field(MapVector.VALUE_NAME, type.fieldType(1), true));
                children.add(new Field(
                        MapVector.DATA_VECTOR_NAME, new FieldType(false, ArrowType.Struct.INSTANCE, null), entry));
            }
            default -> {
                List<String> names = fieldNames(type);
                for (int i = 0; i < names.size(); i++) {
                    children.add(ArrowVectors.field(names.get(i), type.fieldType(i), true));
                }
            }
        }
        return children;
    }

    /** Returns distinct names, because a struct vector finds its children by name. */
    private static List<String> fieldNames(Type type) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (TypeField field : type.fields()) {
            String name = field.name() == null ? "field" + names.size() : field.name();
            String distinct = name;
            for (int number = 2; !taken.add(distinct.toLowerCase(Locale.ROOT)); number++) {
                distinct = name + "_" + number;
            }
            names.add(distinct);
        }
        return names;
    }

    /** Fills a vector, and those within it, with the {@code count} rows of a column of cells. */
    static void fill(FieldVector vector, Column column, int count, Type type, BufferAllocator allocator) {
        switch (type.kind()) {
            case ARRAY -> fillLists(vector, column, count, type, allocator);
            case MAP -> fillLists(vector, column, count, type, allocator);
            default -> fillStruct(vector, column, count, type, allocator);
        }
    }

    private static void fillLists(FieldVector vector, Column column, int count, Type type, BufferAllocator allocator) {
        boolean isMap = type.kind() == TypeKind.MAP;
        CellBlock block = new CellBlock(type.fieldType(0));
        CellBlock second = isMap ? new CellBlock(type.fieldType(1)) : null;
        try (ValueRuns values = new ValueRuns(allocator, type.fieldType(0));
                ValueRuns seconds = isMap ? new ValueRuns(allocator, type.fieldType(1)) : null) {
            load(vector, column, count, allocator, buffers -> {
                ArrowBuf offsets = ArrowVectors.buffer(allocator, buffers, (count + 1L) << 2);
                offsets.setInt(0, 0);
                for (int row = 0; row < count; row++) {
                    if (isValid(column, row)) {
                        long cell = address(column, row);
                        if (isMap) {
                            block.toKeys(cell);
                            second.toValues(cell);
                            seconds.append(second, 0, second.count());
                        } else {
                            block.toElements(cell);
                        }
                        values.append(block, 0, block.count());
                    }
                    offsets.setInt((row + 1L) << 2, values.count());
                }
            });
            FieldVector child = vector.getChildrenFromFields().get(0);
            int total = values.count();
            if (!isMap) {
                ArrowVectors.fill(child, values.column(), total, type.fieldType(0), allocator);
                return;
            }
            List<ArrowBuf> buffers = new ArrayList<>();
            try {
                ArrowBuf validity = ArrowVectors.buffer(allocator, buffers, Bitmap.bytesFor(total));
                Bitmap.fillValid(validity.memoryAddress(), total);
                child.loadFieldBuffers(new ArrowFieldNode(total, 0), buffers);
            } finally {
                buffers.forEach(ArrowBuf::close);
            }
            List<FieldVector> entry = child.getChildrenFromFields();
            ArrowVectors.fill(entry.get(0), values.column(), total, type.fieldType(0), allocator);
            ArrowVectors.fill(entry.get(1), seconds.column(), total, type.fieldType(1), allocator);
        }
    }

    private static void fillStruct(FieldVector vector, Column column, int count, Type type, BufferAllocator allocator) {
        load(vector, column, count, allocator, buffers -> {});
        CellBlock fields = new CellBlock(type);
        for (int i = 0; i < type.fields().size(); i++) {
            try (ValueRuns values = new ValueRuns(allocator, type.fieldType(i))) {
                for (int row = 0; row < count; row++) {
                    boolean valid = isValid(column, row);
                    if (valid) {
                        fields.toFields(address(column, row));
                    }
                    if (!valid || fields.isNull(i)) {
                        values.appendNulls(1);
                    } else {
                        values.append(fields.address(i), fields.length(i));
                    }
                }
                FieldVector child = vector.getChildrenFromFields().get(i);
                ArrowVectors.fill(child, values.column(), count, type.fieldType(i), allocator);
            }
        }
    }

    private interface More {
        void add(List<ArrowBuf> buffers);
    }

    /** Loads the vector's own buffers: the validity bits and those that {@code more} makes. */
    private static void load(FieldVector vector, Column column, int count, BufferAllocator allocator, More more) {
        List<ArrowBuf> buffers = new ArrayList<>(2);
        try {
            int nullCount = ArrowVectors.copyValidity(column, count, allocator, buffers);
            more.add(buffers);
            vector.loadFieldBuffers(new ArrowFieldNode(count, nullCount), buffers);
        } finally {
            buffers.forEach(ArrowBuf::close);
        }
    }

    private static boolean isValid(Column column, int row) {
        return column.validityAddress() == 0 || Bitmap.get(column.validityAddress(), row);
    }

    private static long address(Column column, int row) {
        return column.valuesAddress() + RawMemory.getInt(column.offsetsAddress() + ((long) row << 2));
    }
}
