package dev.tarn.expr.bind;

import static dev.tarn.expr.bind.NestedBinding.invalid;
import static dev.tarn.expr.bind.NestedBinding.putCell;
import static dev.tarn.expr.bind.NestedBinding.rows;

import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.kernel.nested.TextArrays;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;

/** Chooses the kernels of functions that make arrays of what is none, or texts of arrays. */
final class NestedMakers {
    /** As in Trino. */
    private static final int MOST_ENTRIES = 10_000;

    private NestedMakers() {}

    static RowFunction bind(Call call) {
        int operands = call.operands().size();
        return switch (call.function()) {
            case SPLIT -> {
                CellWriter writer = new CellWriter(call.type());
                yield rows((f, row) -> {
                    long limit = operands > 2 ? f.columns[2].longAt(row) : Long.MAX_VALUE;
                    if (limit <= 0) {
                        throw invalid("Limit must be positive");
                    }
                    if (f.texts[1].length(row) == 0) {
                        throw invalid("The delimiter may not be the empty string");
                    }
                    TextArrays.split(
                            f.texts[0].address(row),
                            f.texts[0].length(row),
                            f.texts[1].address(row),
                            f.texts[1].length(row),
                            limit,
                            writer.part(0));
                    writer.finish();
                    putCell(f, row, writer);
                });
            }
            case ARRAY_JOIN -> {
                TextArrays texts = new TextArrays(call.operands().get(0).type());
                yield rows((f, row) -> texts.join(
                        f.texts[0].address(row),
                        f.texts[1].address(row),
                        f.texts[1].length(row),
                        operands > 2 ? f.texts[2].address(row) : 0,
                        operands > 2 ? f.texts[2].length(row) : -1,
                        f.textOut,
                        row));
            }
            case SEQUENCE -> sequence(call);
            case REPEAT -> repeat(call.type());
            default -> null;
        };
    }

    private static RowFunction sequence(Call call) {
        CellWriter writer = new CellWriter(call.type());
        boolean isInt = call.type().fieldType(0).defaultLayout() == Layout.INT;
        int operands = call.operands().size();
        return rows((f, row) -> {
            long start = f.columns[0].longAt(row);
            long stop = f.columns[1].longAt(row);
            long step = operands > 2 ? f.columns[2].longAt(row) : start <= stop ? 1 : -1;
            appendSequence(start, stop, step, isInt, writer.part(0));
            writer.finish();
            putCell(f, row, writer);
        });
    }

    private static void appendSequence(long start, long stop, long step, boolean isInt, ValueAppender out) {
        if (step == 0) {
            throw invalid("step must not be zero");
        }
        if (step > 0 ? stop < start : stop > start) {
            throw invalid("sequence stop value should be greater than or equal to start value if step is greater than "
                    + "zero otherwise stop should be less than or equal to start");
        }
        long entries;
        try {
            entries = Math.subtractExact(stop, start) / step + 1;
        } catch (ArithmeticException e) {
            entries = Long.MAX_VALUE;
        }
        if (entries > MOST_ENTRIES) {
            throw invalid("result of sequence function must not have more than " + MOST_ENTRIES + " entries");
        }
        for (long i = 0; i < entries; i++) {
            if (isInt) {
                out.appendInt((int) (start + i * step));
            } else {
                out.appendLong(start + i * step);
            }
        }
    }

    private static RowFunction repeat(Type array) {
        CellWriter writer = new CellWriter(array);
        return rows(
                (f, row) -> {
                    if (f.values[1].isNull(row)) {
                        Bitmap.clear(f.validity, row);
                        return;
                    }
                    long count = f.columns[1].longAt(row);
                    if (count < 0 || count > MOST_ENTRIES) {
                        throw invalid(
                                count < 0
                                        ? "count argument of repeat function must be greater than or equal to 0"
                                        : "count argument of repeat function must be less than or equal to 10000");
                    }
                    boolean isNull = f.values[0].isNull(row);
                    for (long i = 0; i < count; i++) {
                        if (isNull) {
                            writer.part(0).appendNull();
                        } else {
                            writer.part(0).appendRaw(f.values[0].address(row), f.values[0].length(row));
                        }
                    }
                    writer.finish();
                    putCell(f, row, writer);
                },
                true,
                true);
    }
}
