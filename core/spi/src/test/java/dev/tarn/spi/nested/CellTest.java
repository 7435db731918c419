package dev.tarn.spi.nested;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is appended to nested values is what is read of them. */
class CellTest {
    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void allMemoryReturns() {
        allocator.close();
    }

    private static void text(ValueAppender appender, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        appender.appendBytes(bytes, 0, bytes.length);
    }

    private static String text(CellBlock block, int index) {
        byte[] bytes = new byte[block.length(index)];
        RawMemory.copyToArray(block.address(index), bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static long cell(Column column, int row) {
        return column.valuesAddress() + RawMemory.getInt(column.offsetsAddress() + 4L * row);
    }

    @Test
    void arraysOfNumbersKeepNullsAndOrder() {
        try (ColumnAppender column = new ColumnAppender(allocator, Type.array(Type.BIGINT))) {
            for (int row = 0; row < 5000; row++) {
                if (row % 7 == 0) {
                    column.appendNull();
                    continue;
                }
                for (int i = 0; i < row % 20; i++) {
                    if (i % 3 == 2) {
                        column.cell().part(0).appendNull();
                    } else {
                        column.cell().part(0).appendLong(row * 100L + i);
                    }
                }
                column.appendCell();
            }
            Column values = column.column();
            CellBlock block = new CellBlock(Type.BIGINT);
            for (int row = 0; row < 5000; row++) {
                assertEquals(row % 7 == 0, values.isNull(row));
                if (row % 7 != 0) {
                    block.toElements(cell(values, row));
                    assertEquals(row % 20, block.count());
                    assertEquals(row % 20, CellBlock.count(cell(values, row)));
                    for (int i = 0; i < row % 20; i++) {
                        assertEquals(i % 3 == 2, block.isNull(i));
                        assertEquals(i % 3 == 2 ? 0 : row * 100L + i, RawMemory.getLong(block.address(i)));
                        assertEquals(block.isNull(i), block.column().isNull(i));
                    }
                }
            }
        }
    }

    @Test
    void rowsOfMapsOfRowsAreReadPartByPart() {
        Type inner = Type.row(new TypeField("x", Type.DOUBLE), new TypeField("y", Type.VARCHAR));
        Type type = Type.row(new TypeField("m", Type.map(Type.VARCHAR, inner)), new TypeField("b", Type.BOOLEAN));
        try (ColumnAppender column = new ColumnAppender(allocator, type)) {
            CellWriter map = column.cell().part(0).cell();
            text(map.part(0), "one");
            map.part(1).cell().part(0).appendDouble(1.5);
            text(map.part(1).cell().part(1), "uno");
            map.part(1).appendCell();
            text(map.part(0), "two");
            map.part(1).appendNull();
            column.cell().part(0).appendCell();
            column.cell().part(1).appendNull();
            column.appendCell();

            CellBlock fields = new CellBlock(type);
            fields.toFields(cell(column.column(), 0));
            assertFalse(fields.isNull(0));
            assertTrue(fields.isNull(1));
            CellBlock keys = new CellBlock(Type.VARCHAR);
            keys.toKeys(fields.address(0));
            assertEquals("one", text(keys, 0));
            assertEquals("two", text(keys, 1));
            CellBlock values = new CellBlock(inner);
            values.toValues(fields.address(0));
            assertTrue(values.isNull(1));
            CellBlock innerFields = new CellBlock(inner);
            innerFields.toFields(values.address(0));
            assertEquals(1.5, RawMemory.getDouble(innerFields.address(0)));
            assertEquals(8, RawMemory.getInt(values.address(0) + 5));
            assertEquals("uno", text(innerFields, 1));
        }
    }

    @Test
    void equalValuesHaveEqualBytesWhateverWasWrittenBefore() {
        CellWriter writer = new CellWriter(Type.array(Type.INTEGER));
        for (int i = 0; i < 20; i++) {
            writer.part(0).appendInt(-1);
        }
        writer.finish();
        writer.part(0).appendNull();
        writer.part(0).appendInt(7);
        writer.finish();
        byte[] second = Arrays.copyOf(writer.bytes(), writer.length());
        CellWriter fresh = new CellWriter(Type.array(Type.INTEGER));
        fresh.part(0).appendNull();
        fresh.part(0).appendInt(7);
        fresh.finish();
        assertArrayEquals(Arrays.copyOf(fresh.bytes(), fresh.length()), second);
    }

    @Test
    void aHalfWrittenRecordCanBeForgotten() {
        try (ColumnAppender column = new ColumnAppender(allocator, Type.VARCHAR)) {
            text(column, "kept");
            text(column, "dropped");
            column.truncate(1);
            text(column, "next");
            assertEquals("kept", new String(column.column().bytesAt(0), StandardCharsets.UTF_8));
            assertEquals("next", new String(column.column().bytesAt(1), StandardCharsets.UTF_8));
            assertEquals(2, column.count());
        }
    }

    @Test
    void aRowThatIsNotWholeIsRefused() {
        CellWriter row = new CellWriter(Type.row(new TypeField("a", Type.BIGINT)));
        assertThrows(IllegalStateException.class, row::finish);
        assertThrows(IllegalStateException.class, () -> new CellWriter(Type.BIGINT));
    }
}
