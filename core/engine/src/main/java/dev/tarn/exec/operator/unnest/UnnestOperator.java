package dev.tarn.exec.operator.unnest;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.kernel.ColumnGatherer;
import dev.tarn.kernel.nested.ValueReader;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.List;

/** Takes the rows of one driver's batches apart, an output batch of the usual size at a time. */
final class UnnestOperator implements Operator {
    private final int[] replicated;
    private final int[] collections;
    private final boolean outer;
    private final int batchSize;
    private final int[] positions;
    private final ColumnGatherer[] gatherers;
    private final ElementColumn[] columns;
    private final ValueReader[] cells;
    private final ColumnBuffer ordinality;
    private boolean ordinalityHasNulls;
    private Batch batch;
    private int nextSelected;
    /** How many elements of the row that is being taken apart have been given. */
    private int given;

    private boolean finishing;

    UnnestOperator(
            DriverContext context,
            List<ColumnShape> input,
            List<Integer> replicated,
            List<Integer> collections,
            List<UnnestElement> elements,
            boolean outer) {
        this.replicated = replicated.stream().mapToInt(Integer::intValue).toArray();
        this.collections = collections.stream().mapToInt(Integer::intValue).toArray();
        this.outer = outer;
        this.batchSize = context.batchSize();
        this.positions = new int[batchSize];
        this.gatherers = new ColumnGatherer[replicated.size()];
        for (int i = 0; i < gatherers.length; i++) {
            ColumnShape shape = input.get(replicated.get(i));
            gatherers[i] = new ColumnGatherer(context.allocator(), shape.type(), shape.layout());
        }
        this.cells = new ValueReader[collections.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new ValueReader();
        }
        this.columns = new ElementColumn[elements.size()];
        for (int i = 0; i < columns.length; i++) {
            UnnestElement element = elements.get(i);
            if (element.part() != UnnestElement.Part.ORDINALITY) {
                Type collection =
                        input.get(collections.get(element.collection())).type();
                columns[i] = new ElementColumn(context.allocator(), element, collection);
            }
        }
        this.ordinality = new ColumnBuffer(context.allocator(), Type.BIGINT, Layout.LONG);
    }

    @Override
    public boolean needsInput() {
        return !finishing && batch == null;
    }

    @Override
    public void addInput(Batch input) {
        batch = input;
        nextSelected = 0;
        given = 0;
        for (int i = 0; i < cells.length; i++) {
            cells[i].reset(input.column(collections[i]));
        }
    }

    @Override
    public Batch output() {
        if (batch == null) {
            return null;
        }
        int count = fill();
        if (count == 0) {
            batch = null;
            return null;
        }
        List<Column> output = new ArrayList<>(gatherers.length + columns.length);
        for (int i = 0; i < gatherers.length; i++) {
            output.add(gatherers[i].gather(batch.column(replicated[i]), positions, count));
        }
        for (ElementColumn column : columns) {
            output.add(column == null ? ordinality.column(count, ordinalityHasNulls) : column.column());
        }
        return Batch.of(count, output);
    }

    /** Collects the rows of the next output batch and returns how many there are. */
    private int fill() {
        for (ElementColumn column : columns) {
            if (column != null) {
                column.clear();
            }
        }
        ordinality.ensureRows(batchSize);
        ordinality.ensureValidity(batchSize);
        Bitmap.fillValid(ordinality.validityAddress(), batchSize);
        ordinalityHasNulls = false;
        int filled = 0;
        while (filled < batchSize && nextSelected < batch.selectedCount()) {
            int row =
                    batch.selection() == null ? nextSelected : batch.selection().positions()[nextSelected];
            int most = mostElements(row);
            if (most == 0 && outer) {
                addEmpty(row, filled++);
                nextSelected++;
                continue;
            }
            int now = Math.min(most - given, batchSize - filled);
            add(row, now, filled);
            filled += now;
            given += now;
            if (given == most) {
                nextSelected++;
                given = 0;
            }
        }
        return filled;
    }

    private int mostElements(int row) {
        int most = 0;
        for (ValueReader cell : cells) {
            most = Math.max(most, cell.isNull(row) ? 0 : CellBlock.count(cell.address(row)));
        }
        return most;
    }

    private void addEmpty(int row, int at) {
        positions[at] = row;
        Bitmap.clear(ordinality.validityAddress(), at);
        ordinalityHasNulls = true;
        for (ElementColumn column : columns) {
            if (column != null) {
                column.appendNulls(1);
            }
        }
    }

    private void add(int row, int count, int at) {
        for (int k = 0; k < count; k++) {
            positions[at + k] = row;
            RawMemory.putLong(ordinality.valuesAddress() + ((long) (at + k) << 3), given + k + 1L);
        }
        for (ElementColumn column : columns) {
            if (column == null) {
                continue;
            }
            ValueReader cell = cells[column.collection()];
            int has = cell.isNull(row) ? 0 : CellBlock.count(cell.address(row));
            int taken = Math.max(0, Math.min(count, has - given));
            if (taken > 0) {
                column.append(cell.address(row), given, taken);
            }
            column.appendNulls(count - taken);
        }
    }

    @Override
    public void finish() {
        finishing = true;
    }

    @Override
    public boolean isFinished() {
        return finishing && batch == null;
    }

    @Override
    public void close() {
        batch = null;
        for (ColumnGatherer gatherer : gatherers) {
            gatherer.close();
        }
        for (ElementColumn column : columns) {
            if (column != null) {
                column.close();
            }
        }
        ordinality.close();
    }
}
