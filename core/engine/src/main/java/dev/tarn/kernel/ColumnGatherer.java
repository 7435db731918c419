package dev.tarn.kernel;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Gathers rows of one column into memory of its own, reused from batch to batch, and keeps encodings: of a DICTIONARY
 * column the codes are gathered and the dictionary stays where it is, a CONSTANT costs nothing.
 *
 * <p>A result is valid until the next call, and as long as the source's dictionary is. One thread.
 */
public final class ColumnGatherer implements AutoCloseable {
    private final ColumnBuffer flat;
    private final ColumnBuffer codes;

    public ColumnGatherer(BufferAllocator allocator, Type type, Layout layout) {
        this.flat = new ColumnBuffer(allocator, type, layout);
        this.codes = new ColumnBuffer(allocator, Type.INTEGER, Layout.INT);
    }

    /** Returns the rows {@code positions[0]} to {@code positions[count - 1]} of {@code source}, encoded as it is. */
    public Column gather(Column source, int[] positions, int count) {
        return switch (source.encoding()) {
            case FLAT -> GatherKernels.gather(source, positions, count, flat);
            case CONSTANT -> Column.constant(count, source.dictionary());
            case DICTIONARY -> gatherCodes(source, positions, count);
        };
    }

    /** Returns the rows as a FLAT column, whatever the encoding of {@code source}. */
    public Column gatherFlat(Column source, int[] positions, int count) {
        return GatherKernels.gather(source, positions, count, flat);
    }

    /** Returns the rows, NULL where a position is negative, as a FLAT column. */
    public Column gatherNullable(Column source, int[] positions, int count) {
        return GatherKernels.gatherNullable(source, positions, count, flat);
    }

    /** Returns all rows of {@code source} as a FLAT column: itself if it is one. */
    public Column flatten(Column source) {
        return source.encoding() == Encoding.FLAT ? source : GatherKernels.flatten(source, flat);
    }

    private Column gatherCodes(Column source, int[] positions, int count) {
        codes.ensureRows(count);
        FixedGather.gather(Layout.INT.width(), source.codesAddress(), positions, count, codes.valuesAddress());
        long validity = 0;
        if (source.validityAddress() != 0) {
            codes.ensureValidity(count);
            validity = codes.validityAddress();
            long own = source.validityAddress();
            Bitmap.fillNull(validity, count);
            for (int k = 0; k < count; k++) {
                Bitmap.put(validity, k, Bitmap.bit(own, positions == null ? k : positions[k]));
            }
        }
        return Column.dictionary(count, validity, codes.valuesAddress(), source.dictionary(), source.dictionaryId());
    }

    /** Returns the bytes of memory it holds now. */
    public long sizeBytes() {
        return flat.sizeBytes() + codes.sizeBytes();
    }

    @Override
    public void close() {
        flat.close();
        codes.close();
    }
}
