package dev.tarn.expr.compile;

import dev.tarn.expr.ir.Expr.Cast;
import dev.tarn.kernel.nested.MapEntries;
import dev.tarn.kernel.nested.ValueReader;
import dev.tarn.kernel.nested.ValueRuns;
import dev.tarn.kernel.text.TextWriter;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Evaluates CASTs between nested types of one kind: takes the parts of all cells out as columns, casts those, and makes
 * cells of the results. TRY_CAST gives NULL for a cell a part of which cannot be cast.
 */
final class NestedCastEvaluator implements ColumnEvaluator {
    private final ColumnEvaluator operand;
    private final Type from;
    private final List<ColumnEvaluator> parts;
    private final Cast cast;
    private final List<ValueRuns> runs = new ArrayList<>();
    private final List<CellBlock> blocks = new ArrayList<>();
    private final List<ValueReader> readers = new ArrayList<>();
    private final CellWriter writer;
    private final MapEntries keys;
    private final ColumnBuffer out;
    private final TextWriter textOut = new TextWriter();
    private final ValueReader cells = new ValueReader();
    private int[] ends = new int[0];

    NestedCastEvaluator(
            ColumnEvaluator operand,
            Type from,
            Type to,
            List<ColumnEvaluator> parts,
            Cast cast,
            BufferAllocator allocator) {
        this.operand = operand;
        this.from = from;
        this.parts = parts;
        this.cast = cast;
        for (int i = 0; i < parts.size(); i++) {
            runs.add(new ValueRuns(allocator, from.fieldType(i)));
            blocks.add(new CellBlock(from.kind() == TypeKind.ROW ? from : from.fieldType(i)));
            readers.add(new ValueReader());
        }
        writer = new CellWriter(to);
        keys = to.kind() == TypeKind.MAP ? new MapEntries(to) : null;
        out = new ColumnBuffer(allocator, to, Layout.BYTES);
    }

    @Override
    public Column evaluate(Batch batch) {
        Column column = operand.evaluate(batch);
        cells.reset(column);
        writer.clear();
        int rows = batch.rowCount();
        out.ensureValidity(rows);
        Bitmap.fillNull(out.validityAddress(), rows);
        textOut.begin(out, rows);
        int[] positions = Selections.positions(batch);
        int count = batch.selectedCount();
        if (cast.safe()) {
            for (int k = 0; k < count; k++) {
                castSafely(positions == null ? k : positions[k]);
            }
        } else {
            castAll(positions, 0, count);
        }
        textOut.finish();
        return out.column(rows, true);
    }

    private void castSafely(int row) {
        try {
            castAll(new int[] {row}, 0, 1);
        } catch (TarnException e) {
            writer.clear();
        }
    }

    private void castAll(int[] positions, int begin, int count) {
        runs.forEach(ValueRuns::clear);
        if (ends.length < count) {
            ends = new int[count];
        }
        for (int k = begin; k < count; k++) {
            int row = positions == null ? k : positions[k];
            if (!cells.isNull(row)) {
                takeApart(cells.address(row));
            }
            ends[k] = runs.isEmpty() ? 0 : runs.get(0).count();
        }
        for (int i = 0; i < parts.size(); i++) {
            Column part = runs.get(i).column();
            readers.get(i).reset(parts.get(i).evaluate(Batch.of(part.rowCount(), List.of(part))));
        }
        int start = 0;
        for (int k = begin; k < count; k++) {
            int row = positions == null ? k : positions[k];
            if (!cells.isNull(row)) {
                putTogether(row, start, ends[k]);
            }
            start = ends[k];
        }
    }

    private void takeApart(long cell) {
        for (int i = 0; i < blocks.size(); i++) {
            CellBlock block = blocks.get(i);
            ValueRuns run = runs.get(i);
            switch (from.kind()) {
                case ARRAY -> block.toElements(cell);
                case MAP -> {
                    if (i == 0) {
                        block.toKeys(cell);
                    } else {
                        block.toValues(cell);
                    }
                }
                default -> block.toFields(cell);
            }
            if (from.kind() != TypeKind.ROW) {
                run.append(block, 0, block.count());
            } else if (block.isNull(i)) {
                run.appendNulls(1);
            } else {
                run.append(block.address(i), block.length(i));
            }
        }
    }

    private void putTogether(int row, int start, int end) {
        for (int i = 0; i < readers.size(); i++) {
            ValueReader reader = readers.get(i);
            for (int at = start; at < end; at++) {
                if (reader.isNull(at)) {
                    writer.part(i).appendNull();
                } else {
                    writer.part(i).appendRaw(reader.address(at), reader.length(at));
                }
            }
        }
        if (keys != null) {
            try {
                keys.require(readers.get(0), start, end);
            } catch (TarnException e) {
                throw e.at(cast.position());
            }
        }
        writer.finish();
        textOut.append(row, writer.bytes(), writer.length());
        Bitmap.set(out.validityAddress(), row);
    }

    @Override
    public void close() {
        operand.close();
        Closing.closeAll(parts);
        runs.forEach(ValueRuns::close);
        out.close();
    }
}
