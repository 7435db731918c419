package dev.tarn.exec.operator.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.nested.ColumnAppender;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.Test;

class NestedVectorsTest {
    private static final Type ITEM =
            Type.row(new TypeField("a", Type.INTEGER), new TypeField("b", Type.VARCHAR), new TypeField("a", Type.DATE));

    private static void appendItem(CellWriter items, Integer a, String b) {
        CellWriter item = items.part(0).cell();
        if (a == null) {
            item.part(0).appendNull();
        } else {
            item.part(0).appendInt(a);
        }
        byte[] bytes = b.getBytes(StandardCharsets.UTF_8);
        item.part(1).appendBytes(bytes, 0, bytes.length);
        item.part(2).appendNull();
        items.part(0).appendCell();
    }

    @Test
    void arraysOfRowsBecomeListsOfStructs() {
        Type type = Type.array(ITEM);
        try (RootAllocator allocator = new RootAllocator();
                ColumnAppender column = new ColumnAppender(allocator, type)) {
            appendItem(column.cell(), 1, "x");
            appendItem(column.cell(), null, "long enough to move");
            column.cell().part(0).appendNull();
            column.appendCell();
            column.appendNull();
            column.appendCell();
            appendItem(column.cell(), 3, "");
            column.appendCell();
            try (FieldVector vector = ArrowVectors.copy(column.column(), 4, type, "c", allocator)) {
                assertEquals(
                        "[{\"a\":1,\"b\":\"x\"},{\"b\":\"long enough to move\"},null]",
                        vector.getObject(0).toString());
                assertNull(vector.getObject(1));
                assertEquals("[]", vector.getObject(2).toString());
                assertEquals("[{\"a\":3,\"b\":\"\"}]", vector.getObject(3).toString());
                assertEquals(
                        "c: List<$data$: Struct<a: Int(32, true), b: Utf8, a_2: Date(DAY)>>",
                        vector.getField().toString());
            }
        }
    }

    @Test
    void mapsBecomeMapVectors() {
        Type type = Type.map(Type.VARCHAR, Type.array(Type.decimal(5, 2)));
        try (RootAllocator allocator = new RootAllocator();
                ColumnAppender column = new ColumnAppender(allocator, type)) {
            CellWriter cell = column.cell();
            cell.part(0).appendBytes(new byte[] {'k'}, 0, 1);
            cell.part(1).cell().part(0).appendLong(125);
            cell.part(1).cell().part(0).appendNull();
            cell.part(1).appendCell();
            cell.part(0).appendBytes(new byte[] {'l'}, 0, 1);
            cell.part(1).appendNull();
            column.appendCell();
            try (FieldVector vector = ArrowVectors.copy(column.column(), 1, type, "m", allocator)) {
                assertEquals(
                        "[{\"key\":\"k\",\"value\":[1.25,null]},{\"key\":\"l\"}]",
                        vector.getObject(0).toString());
            }
        }
    }
}
