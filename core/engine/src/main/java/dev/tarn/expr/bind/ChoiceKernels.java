package dev.tarn.expr.bind;

import dev.tarn.expr.bind.RowFunction.RowKernel;
import dev.tarn.kernel.Int128;
import dev.tarn.kernel.RangeKernels;
import dev.tarn.kernel.text.TextReader;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.ByteCompare;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;

/** GREATEST, LEAST and the sign of decimals, for operands of any layout. */
public final class ChoiceKernels {
    private ChoiceKernels() {}

    public static RowKernel choose(boolean greatest) {
        return frame -> {
            for (int k = 0; k < frame.count; k++) {
                int row = frame.positions == null ? k : frame.positions[k];
                int best = 0;
                for (int i = 1; i < frame.columns.length; i++) {
                    int order = compare(frame, i, best, row, greatest);
                    if (greatest ? order > 0 : order < 0) {
                        best = i;
                    }
                }
                put(frame, best, row);
            }
        };
    }

    /** Compares two operands; NaN is the smallest or the largest, so that it is chosen only where there is nothing else. */
    private static int compare(RowFrame frame, int left, int right, int row, boolean nanIsSmallest) {
        Column a = frame.columns[left];
        Column b = frame.columns[right];
        return switch (a.layout()) {
            case BYTE, INT, LONG -> Long.compare(a.longAt(row), b.longAt(row));
            case INT128 -> Int128.compare(a.highAt(row), a.lowAt(row), b.highAt(row), b.lowAt(row));
            case FLOAT, DOUBLE ->
                Double.isNaN(a.doubleAt(row)) || Double.isNaN(b.doubleAt(row))
                        ? Boolean.compare(
                                Double.isNaN(a.doubleAt(row)) ^ nanIsSmallest,
                                Double.isNaN(b.doubleAt(row)) ^ nanIsSmallest)
                        : Long.compare(RangeKernels.key(a.doubleAt(row)), RangeKernels.key(b.doubleAt(row)));
            case BYTES ->
                ByteCompare.compare(
                        frame.texts[left].address(row),
                        frame.texts[left].length(row),
                        frame.texts[right].address(row),
                        frame.texts[right].length(row));
        };
    }

    private static void put(RowFrame frame, int operand, int row) {
        Column column = frame.columns[operand];
        switch (column.layout()) {
            case BYTE -> RawMemory.putByte(frame.out + row, (byte) column.longAt(row));
            case INT -> RawMemory.putInt(frame.out + ((long) row << 2), (int) column.longAt(row));
            case LONG -> RawMemory.putLong(frame.out + ((long) row << 3), column.longAt(row));
            case INT128 -> Int128.put(frame.out + ((long) row << 4), column.highAt(row), column.lowAt(row));
            case FLOAT -> RawMemory.putFloat(frame.out + ((long) row << 2), (float) column.doubleAt(row));
            case DOUBLE -> RawMemory.putDouble(frame.out + ((long) row << 3), column.doubleAt(row));
            case BYTES -> {
                TextReader text = frame.texts[operand];
                frame.textOut.append(row, text.address(row), text.length(row));
            }
        }
    }

    /** Takes the sign of a DECIMAL as a DECIMAL(1, 0) of LONG layout. */
    public static void signOfDecimal(RowFrame frame) {
        Column column = frame.columns[0];
        for (int k = 0; k < frame.count; k++) {
            int row = frame.positions == null ? k : frame.positions[k];
            long sign = column.layout() == Layout.INT128
                    ? (column.highAt(row) | column.lowAt(row)) == 0 ? 0 : column.highAt(row) >> 63 | 1
                    : Long.signum(column.longAt(row));
            RawMemory.putLong(frame.out + ((long) row << 3), sign);
        }
    }
}
