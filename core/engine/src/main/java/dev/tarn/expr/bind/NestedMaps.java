package dev.tarn.expr.bind;

import static dev.tarn.expr.bind.NestedBinding.putCell;
import static dev.tarn.expr.bind.NestedBinding.rows;

import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.kernel.nested.MapFunctions;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.nested.CellWriter;

/** Chooses the kernels of functions that make MAPs or arrays of their parts. */
final class NestedMaps {
    private NestedMaps() {}

    static RowFunction bind(Call call) {
        int operands = call.operands().size();
        if (call.function() == ScalarFunction.MAP) {
            MapFunctions maps = new MapFunctions(call.type());
            return rows((f, row) -> {
                if (operands > 0) {
                    maps.make(f.texts[0].address(row), f.texts[1].address(row));
                }
                putCell(f, row, maps.result());
            });
        }
        MapFunctions maps = new MapFunctions(call.operands().get(0).type());
        if (call.function() == ScalarFunction.MAP_CONCAT) {
            long[] cells = new long[operands];
            return rows((f, row) -> {
                for (int i = 0; i < operands; i++) {
                    cells[i] = f.texts[i].address(row);
                }
                maps.concat(cells);
                putCell(f, row, maps.result());
            });
        }
        CellWriter array = new CellWriter(call.type());
        return switch (call.function()) {
            case MAP_KEYS ->
                rows((f, row) -> {
                    maps.look(f.texts[0].address(row));
                    putArray(f, row, maps.keys(), array);
                });
            case MAP_VALUES ->
                rows((f, row) -> {
                    maps.look(f.texts[0].address(row));
                    putArray(f, row, maps.values(), array);
                });
            default ->
                rows((f, row) -> {
                    maps.entries(f.texts[0].address(row), array.part(0));
                    array.finish();
                    putCell(f, row, array);
                });
        };
    }

    private static void putArray(RowFrame frame, int row, CellBlock block, CellWriter array) {
        for (int i = 0; i < block.count(); i++) {
            if (block.isNull(i)) {
                array.part(0).appendNull();
            } else {
                array.part(0).appendRaw(block.address(i), block.length(i));
            }
        }
        array.finish();
        putCell(frame, row, array);
    }
}
