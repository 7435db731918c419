package dev.tarn.kernel.nested;

import dev.tarn.spi.memory.ByteCompare;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Rewrites cells so that equal values have equal bytes: one zero and one NaN, the entries of a MAP in the order of their
 * keys' bytes. One thread at a time.
 */
public final class CanonicalCells {
    private final Type type;
    private final CanonicalCells[] parts;
    private final CellBlock[] blocks;

    public CanonicalCells(Type type) {
        this.type = type;
        int count = type.fields().size();
        parts = new CanonicalCells[count];
        blocks = new CellBlock[count];
        for (int i = 0; i < count; i++) {
            parts[i] = new CanonicalCells(type.fieldType(i));
            blocks[i] = new CellBlock(type.kind() == TypeKind.ROW ? type : type.fieldType(i));
        }
    }

    /** Returns whether equal values of a type may have different bytes. */
    public static boolean areNeeded(Type type) {
        return type.kind() == TypeKind.MAP
                || type.kind() == TypeKind.REAL
                || type.kind() == TypeKind.DOUBLE
                || type.fields().stream().anyMatch(field -> areNeeded(field.type()));
    }

    /** Writes the parts of the cell at {@code cell} to {@code writer}, which is to be finished. */
    public void write(long cell, CellWriter writer) {
        switch (type.kind()) {
            case ARRAY -> {
                blocks[0].toElements(cell);
                for (int i = 0; i < blocks[0].count(); i++) {
                    append(0, i, writer);
                }
            }
            case MAP -> writeMap(cell, writer);
            default -> {
                for (int i = 0; i < parts.length; i++) {
                    blocks[i].toFields(cell);
                    append(i, i, writer);
                }
            }
        }
    }

    private void writeMap(long cell, CellWriter writer) {
        CellBlock keys = blocks[0];
        keys.toKeys(cell);
        blocks[1].toValues(cell);
        Integer[] order = new Integer[keys.count()];
        Arrays.setAll(order, i -> i);
        Comparator<Integer> byBytes =
                (i, j) -> ByteCompare.compare(keys.address(i), keys.length(i), keys.address(j), keys.length(j));
        Arrays.sort(order, byBytes);
        for (int i : order) {
            append(0, i, writer);
            append(1, i, writer);
        }
    }

    private void append(int part, int index, CellWriter writer) {
        CellBlock block = blocks[part];
        ValueAppender out = writer.part(part);
        if (block.isNull(index)) {
            out.appendNull();
            return;
        }
        Type of = type.fieldType(part);
        long address = block.address(index);
        switch (of.kind()) {
            case ARRAY, MAP, ROW -> {
                parts[part].write(address, out.cell());
                out.appendCell();
            }
            case REAL -> {
                float value = RawMemory.getFloat(address);
                out.appendFloat(Float.isNaN(value) ? Float.NaN : value + 0.0f);
            }
            case DOUBLE -> {
                double value = RawMemory.getDouble(address);
                out.appendDouble(Double.isNaN(value) ? Double.NaN : value + 0.0);
            }
            default -> out.appendRaw(address, block.length(index));
        }
    }
}
