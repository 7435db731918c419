package dev.tarn.expr.compile;

import dev.tarn.kernel.FixedGather;
import dev.tarn.kernel.ValidityKernels;
import dev.tarn.kernel.text.TextReader;
import dev.tarn.kernel.text.TextWriter;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Puts a column together from rows of several columns; each row is put at most once. */
final class ColumnMerge implements AutoCloseable {
    private final Layout layout;
    private final ColumnBuffer out;
    private final TextWriter writer = new TextWriter();
    private final List<TextReader> readers = new ArrayList<>();
    /** For texts, the number of the source that a row comes from, from 1, or 0. */
    private int[] sourceOfRow = new int[0];

    private int sources;
    private int rows;
    private boolean hasNulls;

    ColumnMerge(BufferAllocator allocator, Type type, Layout layout) {
        this.layout = layout;
        this.out = new ColumnBuffer(allocator, type, layout);
    }

    void begin(int rowCount) {
        rows = rowCount;
        hasNulls = false;
        sources = 0;
        out.ensureRows(rowCount);
        if (layout == Layout.BYTES) {
            if (sourceOfRow.length < rowCount) {
                sourceOfRow = new int[rowCount];
            } else {
                Arrays.fill(sourceOfRow, 0, rowCount, 0);
            }
        }
    }

    /** Takes the rows named, null for all, from {@code source}, which must stay valid until {@link #finish}. */
    void put(Column source, int[] positions, int count) {
        if (source.mayHaveNulls()) {
            if (!hasNulls) {
                hasNulls = true;
                out.ensureValidity(rows);
                Bitmap.fillValid(out.validityAddress(), rows);
            }
            ValidityKernels.gatherAt(source, positions, count, out.validityAddress());
        }
        if (layout == Layout.BYTES) {
            putText(source, positions, count);
            return;
        }
        int width = layout.width();
        long target = out.valuesAddress();
        switch (source.encoding()) {
            case FLAT -> FixedGather.copyAt(width, source.valuesAddress(), positions, count, target);
            case CONSTANT -> FixedGather.fillAt(width, source.dictionary().valuesAddress(), positions, count, target);
            case DICTIONARY -> {
                if (source.dictionary().rowCount() > 0) {
                    FixedGather.lookUpAt(
                            width,
                            source.dictionary().valuesAddress(),
                            source.codesAddress(),
                            positions,
                            count,
                            target);
                }
            }
        }
    }

    private void putText(Column source, int[] positions, int count) {
        if (readers.size() == sources) {
            readers.add(new TextReader());
        }
        readers.get(sources).reset(source);
        sources++;
        for (int k = 0; k < count; k++) {
            sourceOfRow[positions[k]] = sources;
        }
    }

    /** Returns the column. */
    Column finish() {
        if (layout == Layout.BYTES) {
            writer.begin(out, rows);
            for (int row = 0; row < rows; row++) {
                int source = sourceOfRow[row];
                if (source != 0 && (!hasNulls || Bitmap.get(out.validityAddress(), row))) {
                    TextReader reader = readers.get(source - 1);
                    writer.append(row, reader.address(row), reader.length(row));
                }
            }
            writer.finish();
        }
        return out.column(rows, hasNulls);
    }

    @Override
    public void close() {
        out.close();
    }
}
