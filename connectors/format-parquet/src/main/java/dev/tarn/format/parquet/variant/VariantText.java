package dev.tarn.format.parquet.variant;

import dev.tarn.format.parquet.convert.TextLimit;
import dev.tarn.format.parquet.encoding.Corrupt;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Makes JSON text of VARIANT values that come as ROWs of their group's columns. A NULL is NULL; VARIANT's own null is the
 * text {@code null}. Its memory is reused from batch to batch. One thread at a time.
 */
public final class VariantText implements AutoCloseable {
    private final CellBlock group;
    private final int metadata;
    private final Shredded shredded;
    private final ColumnBuffer target;
    private final TextLimit limit;
    private final VariantBytes bytes = new VariantBytes();
    private final JsonText json = new JsonText();

    /**
     * Sets up for one column.
     *
     * @param group the ROW type of the VARIANT's group
     * @param wanted VARCHAR or CHAR
     */
    public VariantText(Type group, Type wanted, BufferAllocator allocator) {
        this.group = new CellBlock(group);
        this.metadata = group.fieldIndex("metadata");
        this.shredded = new Shredded(group);
        this.target = new ColumnBuffer(allocator, wanted, Layout.BYTES);
        this.limit = TextLimit.of(wanted);
    }

    /** Returns the texts of a FLAT column of ROWs, valid until the next call. */
    public Column convert(Column rows) {
        int count = rows.rowCount();
        target.ensureRows(count);
        long offsets = target.offsetsAddress();
        RawMemory.putInt(offsets, 0);
        int length = 0;
        for (int i = 0; i < count; i++) {
            if (!rows.isNull(i)) {
                byte[] text = text(rows.valuesAddress() + RawMemory.getInt(rows.offsetsAddress() + ((long) i << 2)));
                target.ensureBytes((long) length + text.length);
                RawMemory.copyFromArray(text, 0, target.valuesAddress() + length, text.length);
                length += text.length;
            }
            RawMemory.putInt(offsets + ((i + 1L) << 2), length);
        }
        target.ensureBytes(length);
        if (limit != null) {
            limit.apply(offsets, count, target.valuesAddress());
        }
        return Column.flatBytes(target.type(), count, rows.validityAddress(), offsets, target.valuesAddress());
    }

    private byte[] text(long cell) {
        group.toFields(cell);
        if (group.isNull(metadata)) {
            throw Corrupt.data("a VARIANT without metadata");
        }
        bytes.setMetadata(Shredded.copy(group, metadata));
        json.clear();
        if (!shredded.write(cell, bytes, json)) {
            json.raw("null");
        }
        return json.bytes();
    }

    @Override
    public void close() {
        target.close();
    }
}
