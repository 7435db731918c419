package dev.tarn.expr.bind;

import static dev.tarn.expr.bind.NestedBinding.invalid;
import static dev.tarn.expr.bind.NestedBinding.nullable;
import static dev.tarn.expr.bind.NestedBinding.putCell;
import static dev.tarn.expr.bind.NestedBinding.putElement;
import static dev.tarn.expr.bind.NestedBinding.putFlag;
import static dev.tarn.expr.bind.NestedBinding.rows;

import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.kernel.nested.ArrayFunctions;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;

/** Chooses the kernels of functions over the elements of ARRAYs. */
final class NestedArrays {
    private NestedArrays() {}

    static RowFunction bind(Call call) {
        if (call.function() == ScalarFunction.ARRAY_CONCAT) {
            return concat(call);
        }
        Type array = call.operands().get(0).type();
        if (call.function() == ScalarFunction.FLATTEN) {
            return flatten(array);
        }
        ArrayFunctions arrays = new ArrayFunctions(array);
        Layout layout = call.layout();
        return switch (call.function()) {
            case CONTAINS ->
                nullable((f, row) -> putFlag(f, row, arrays.contains(cell(f, 0, row), value(f, row), length(f, row))));
            case ARRAY_POSITION ->
                rows((f, row) -> RawMemory.putLong(
                        f.out + ((long) row << 3), arrays.position(cell(f, 0, row), value(f, row), length(f, row))));
            case ARRAY_REMOVE ->
                making(arrays, (f, row) -> arrays.remove(cell(f, 0, row), value(f, row), length(f, row)));
            case ARRAY_DISTINCT -> making(arrays, (f, row) -> arrays.distinct(cell(f, 0, row)));
            case ARRAY_SORT -> making(arrays, (f, row) -> arrays.sort(cell(f, 0, row)));
            case ARRAY_REVERSE -> making(arrays, (f, row) -> arrays.reverse(cell(f, 0, row)));
            case SLICE -> making(arrays, (f, row) -> slice(arrays, f, row));
            case ARRAY_UNION -> making(arrays, (f, row) -> arrays.union(cell(f, 0, row), cell(f, 1, row)));
            case ARRAY_INTERSECT -> making(arrays, (f, row) -> arrays.keep(cell(f, 0, row), cell(f, 1, row), false));
            case ARRAY_EXCEPT -> making(arrays, (f, row) -> arrays.keep(cell(f, 0, row), cell(f, 1, row), true));
            case ARRAYS_OVERLAP ->
                nullable((f, row) -> putFlag(f, row, arrays.overlap(cell(f, 0, row), cell(f, 1, row))));
            case ARRAY_MIN -> extreme(arrays, true, layout);
            case ARRAY_MAX -> extreme(arrays, false, layout);
            default -> null;
        };
    }

    private static long cell(RowFrame frame, int operand, int row) {
        return frame.texts[operand].address(row);
    }

    private static long value(RowFrame frame, int row) {
        return frame.values[1].address(row);
    }

    private static int length(RowFrame frame, int row) {
        return frame.values[1].length(row);
    }

    private static RowFunction making(ArrayFunctions arrays, NestedBinding.Body body) {
        return rows((f, row) -> {
            body.run(f, row);
            putCell(f, row, arrays.result());
        });
    }

    private static RowFunction extreme(ArrayFunctions arrays, boolean least, Layout layout) {
        return nullable((f, row) -> {
            int place = arrays.extreme(cell(f, 0, row), least);
            if (place < 0) {
                Bitmap.clear(f.validity, row);
            } else {
                putElement(f, row, arrays.elements(cell(f, 0, row)), place, layout);
            }
        });
    }

    private static void slice(ArrayFunctions arrays, RowFrame f, int row) {
        long start = f.columns[1].longAt(row);
        long length = f.columns[2].longAt(row);
        if (start == 0) {
            throw invalid("SQL array indices start at 1");
        }
        if (length < 0) {
            throw invalid("length must be greater than or equal to 0");
        }
        long cell = cell(f, 0, row);
        arrays.slice(cell, start > 0 ? start - 1 : CellBlock.count(cell) + start, length);
    }

    private static RowFunction flatten(Type outer) {
        ArrayFunctions arrays = new ArrayFunctions(outer.fieldType(0));
        CellBlock inner = new CellBlock(outer.fieldType(0));
        return making(arrays, (f, row) -> {
            inner.toElements(cell(f, 0, row));
            for (int i = 0; i < inner.count(); i++) {
                if (!inner.isNull(i)) {
                    arrays.append(inner.address(i));
                }
            }
        });
    }

    /** Arrays and elements end to end: NULL where an array is, while an element may be NULL. */
    private static RowFunction concat(Call call) {
        ArrayFunctions arrays = new ArrayFunctions(call.type());
        int operands = call.operands().size();
        boolean[] whole = new boolean[operands];
        int depth = depth(call.type());
        for (int i = 0; i < operands; i++) {
            whole[i] = depth(call.operands().get(i).type()) == depth;
        }
        return rows(
                (f, row) -> {
                    boolean isNull = false;
                    for (int i = 0; i < operands; i++) {
                        isNull |= whole[i] && f.values[i].isNull(row);
                    }
                    if (isNull) {
                        Bitmap.clear(f.validity, row);
                        return;
                    }
                    for (int i = 0; i < operands; i++) {
                        if (whole[i]) {
                            arrays.append(cell(f, i, row));
                        } else if (f.values[i].isNull(row)) {
                            arrays.appendNull();
                        } else {
                            arrays.append(f.values[i].address(row), f.values[i].length(row));
                        }
                    }
                    putCell(f, row, arrays.result());
                },
                true,
                true);
    }

    private static int depth(Type type) {
        return type.kind() == TypeKind.ARRAY ? 1 + depth(type.fieldType(0)) : 0;
    }
}
