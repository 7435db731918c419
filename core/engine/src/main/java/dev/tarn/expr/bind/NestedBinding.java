package dev.tarn.expr.bind;

import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.kernel.nested.CanonicalCells;
import dev.tarn.kernel.nested.FieldKernels;
import dev.tarn.kernel.nested.MapFunctions;
import dev.tarn.kernel.nested.OrderKeys;
import dev.tarn.kernel.nested.ValueComparator;
import dev.tarn.kernel.nested.ValueReader;
import dev.tarn.kernel.text.TextCasts;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.util.function.IntPredicate;

/** Chooses the kernels of functions and comparisons of nested values. */
final class NestedBinding {
    private NestedBinding() {}

    /** What is done for one row. */
    @FunctionalInterface
    interface Body {
        void run(RowFrame frame, int row);
    }

    /** Returns the function of a call, or null if there is none for its operands. */
    static RowFunction bind(Call call) {
        if (!call.function().isNested()) {
            return comparison(call);
        }
        return switch (call.function()) {
            case ARRAY, ROW -> maker(call);
            case FIELD -> field(call);
            case CARDINALITY ->
                new RowFunction(f -> FieldKernels.cardinality(f.texts[0], f.positions, f.count, f.out), false);
            case SUBSCRIPT, ELEMENT_AT ->
                call.operands().get(0).type().kind() == TypeKind.MAP ? ofKey(call) : atIndex(call);
            case CANONICAL -> canonical(call.operands().get(0).type());
            case ORDER_KEY -> orderKey(call.operands().get(0).type(), false);
            case ORDER_KEY_UNKNOWNS_FIRST -> orderKey(call.operands().get(0).type(), true);
            case MAP, MAP_KEYS, MAP_VALUES, MAP_ENTRIES, MAP_CONCAT -> NestedMaps.bind(call);
            case SPLIT, SEQUENCE, REPEAT, ARRAY_JOIN -> NestedMakers.bind(call);
            default -> NestedArrays.bind(call);
        };
    }

    /** Makes a function of what is done for each row. */
    static RowFunction rows(Body body, boolean mayGiveNull, boolean seesNulls) {
        return new RowFunction(
                frame -> {
                    for (int k = 0; k < frame.count; k++) {
                        body.run(frame, frame.positions == null ? k : frame.positions[k]);
                    }
                },
                mayGiveNull,
                seesNulls);
    }

    static RowFunction rows(Body body) {
        return rows(body, false, false);
    }

    static RowFunction nullable(Body body) {
        return rows(body, true, false);
    }

    /** Makes row {@code row} of the result NULL, or else a flag. */
    static void putFlag(RowFrame frame, int row, int flag) {
        if (flag < 0) {
            Bitmap.clear(frame.validity, row);
        } else {
            RawMemory.putByte(frame.out + row, (byte) flag);
        }
    }

    /** Makes the value at {@code index} of a block row {@code row} of the result. */
    static void putElement(RowFrame frame, int row, CellBlock block, int index, Layout layout) {
        if (block.isNull(index)) {
            Bitmap.clear(frame.validity, row);
        } else if (layout == Layout.BYTES) {
            frame.textOut.append(row, block.address(index), block.length(index));
        } else {
            RawMemory.copy(block.address(index), frame.out + (long) row * layout.width(), layout.width());
        }
    }

    /** Makes a cell row {@code row} of the result. */
    static void putCell(RowFrame frame, int row, CellWriter cell) {
        frame.textOut.append(row, cell.bytes(), cell.length());
    }

    static TarnException invalid(String detail) {
        return new TarnException(ErrorCode.INVALID_FUNCTION_ARGUMENT, detail);
    }

    private static RowFunction maker(Call call) {
        CellWriter writer = new CellWriter(call.type());
        boolean isRow = call.function() == ScalarFunction.ROW;
        int operands = call.operands().size();
        return rows(
                (f, row) -> {
                    for (int i = 0; i < operands; i++) {
                        ValueReader value = f.values[i];
                        if (value.isNull(row)) {
                            writer.part(isRow ? i : 0).appendNull();
                        } else {
                            writer.part(isRow ? i : 0).appendRaw(value.address(row), value.length(row));
                        }
                    }
                    writer.finish();
                    putCell(f, row, writer);
                },
                false,
                true);
    }

    private static RowFunction canonical(Type type) {
        CanonicalCells cells = new CanonicalCells(type);
        CellWriter writer = new CellWriter(type);
        return rows((f, row) -> {
            cells.write(f.texts[0].address(row), writer);
            writer.finish();
            putCell(f, row, writer);
        });
    }

    private static RowFunction orderKey(Type type, boolean unknownsFirst) {
        OrderKeys keys = new OrderKeys(type, unknownsFirst);
        return rows((f, row) -> {
            keys.write(f.texts[0].address(row));
            f.textOut.append(row, keys.bytes(), keys.length());
        });
    }

    private static RowFunction field(Call call) {
        int fields = call.operands().get(0).type().fields().size();
        int index = ((Long) ((Literal) call.operands().get(1)).value()).intValue();
        Layout layout = call.layout();
        if (layout == Layout.BYTES) {
            return new RowFunction(
                    f -> FieldKernels.bytes(f.texts[0], fields, index, f.positions, f.count, f.textOut, f.validity),
                    true);
        }
        int width = layout.width();
        return new RowFunction(
                f -> FieldKernels.fixed(f.texts[0], fields, index, width, f.positions, f.count, f.out, f.validity),
                true);
    }

    private static RowFunction atIndex(Call call) {
        CellBlock block = new CellBlock(call.operands().get(0).type().fieldType(0));
        boolean strict = call.function() == ScalarFunction.SUBSCRIPT;
        Layout layout = call.layout();
        return nullable((f, row) -> {
            block.toElements(f.texts[0].address(row));
            long index = f.columns[1].longAt(row);
            long place = strict ? subscript(index, block.count()) : elementAt(index, block.count());
            if (place < 0) {
                Bitmap.clear(f.validity, row);
            } else {
                putElement(f, row, block, (int) place, layout);
            }
        });
    }

    /** Returns the index from 0 of what {@code array[index]} means. */
    private static long subscript(long index, int count) {
        if (index == 0) {
            throw invalid("SQL array indices start at 1");
        }
        if (index < 0) {
            throw invalid("Array subscript is negative: " + index);
        }
        if (index > count) {
            throw invalid("Array subscript must be less than or equal to array length: " + index + " > " + count);
        }
        return index - 1;
    }

    /** Returns the index from 0 of what {@code element_at(array, index)} means, or -1. */
    private static long elementAt(long index, int count) {
        if (index == 0) {
            throw invalid("SQL array indices start at 1");
        }
        long place = index > 0 ? index - 1 : count + index;
        return place < count ? Math.max(-1, place) : -1;
    }

    private static RowFunction ofKey(Call call) {
        Type map = call.operands().get(0).type();
        MapFunctions maps = new MapFunctions(map);
        boolean strict = call.function() == ScalarFunction.SUBSCRIPT;
        Layout layout = call.layout();
        return nullable((f, row) -> {
            int place = maps.find(f.texts[0].address(row), f.values[1].address(row), f.values[1].length(row));
            if (place >= 0) {
                putElement(f, row, maps.values(), place, layout);
            } else if (strict) {
                throw invalid("Key not present in map" + keyText(map.fieldType(0), f.columns[1], row));
            } else {
                Bitmap.clear(f.validity, row);
            }
        });
    }

    private static String keyText(Type type, Column keys, int row) {
        return type.isNested() ? "" : ": " + TextCasts.text(keys, row);
    }

    private static RowFunction comparison(Call call) {
        Type type = call.operands().get(0).type();
        ValueComparator comparator = new ValueComparator(type);
        return switch (call.function()) {
            case IS_DISTINCT_FROM -> rows((f, row) -> putFlag(f, row, distinct(comparator, f, row)), false, true);
            case EQUAL -> nullable((f, row) -> putFlag(f, row, equal(comparator, f, row)));
            case NOT_EQUAL ->
                nullable((f, row) -> {
                    int equal = equal(comparator, f, row);
                    putFlag(f, row, equal < 0 ? equal : 1 - equal);
                });
            case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL, GREATEST, LEAST -> {
                requireOrder(type, call);
                yield ordering(call.function(), comparator);
            }
            default -> null;
        };
    }

    private static RowFunction ordering(ScalarFunction function, ValueComparator comparator) {
        return switch (function) {
            case LESS_THAN -> ordering(comparator, order -> order < 0);
            case LESS_THAN_OR_EQUAL -> ordering(comparator, order -> order <= 0);
            case GREATER_THAN -> ordering(comparator, order -> order > 0);
            case GREATER_THAN_OR_EQUAL -> ordering(comparator, order -> order >= 0);
            default -> choice(comparator, function == ScalarFunction.GREATEST);
        };
    }

    private static RowFunction ordering(ValueComparator comparator, IntPredicate holds) {
        return nullable((f, row) -> {
            int order = comparator.order(
                    f.values[0].address(row),
                    f.values[0].length(row),
                    f.values[1].address(row),
                    f.values[1].length(row));
            putFlag(f, row, order == ValueComparator.NO_ORDER ? ValueComparator.UNKNOWN : holds.test(order) ? 1 : 0);
        });
    }

    private static RowFunction choice(ValueComparator comparator, boolean greatest) {
        return rows((f, row) -> {
            ValueReader best = f.values[0];
            for (int i = 1; i < f.values.length; i++) {
                ValueReader other = f.values[i];
                int order = comparator.compare(
                        other.address(row), other.length(row), best.address(row), best.length(row), greatest);
                if (greatest ? order > 0 : order < 0) {
                    best = other;
                }
            }
            f.textOut.append(row, best.address(row), best.length(row));
        });
    }

    private static void requireOrder(Type type, Call call) {
        if (!OrderKeys.isOrderable(type)) {
            throw new TarnException(
                    ErrorCode.TYPE_MISMATCH, call.position(), "values of type " + type.sqlName() + " have no order");
        }
    }

    private static int equal(ValueComparator comparator, RowFrame f, int row) {
        return comparator.equal(
                f.values[0].address(row), f.values[0].length(row), f.values[1].address(row), f.values[1].length(row));
    }

    private static int distinct(ValueComparator comparator, RowFrame f, int row) {
        boolean leftNull = f.values[0].isNull(row);
        boolean rightNull = f.values[1].isNull(row);
        if (leftNull || rightNull) {
            return leftNull == rightNull ? 0 : 1;
        }
        boolean same = comparator.same(
                f.values[0].address(row), f.values[0].length(row), f.values[1].address(row), f.values[1].length(row));
        return same ? 0 : 1;
    }
}
