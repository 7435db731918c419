package dev.tarn.format.parquet.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;

/** Writes what comes after the row groups: column indexes, offset indexes, the footer. */
final class FooterWriter {
    private static final String CREATED_BY = "tarn version 0.1.0";

    private FooterWriter() {}

    /** @param chunks of all row groups, in order; where their indexes are is noted in them */
    static void write(
            FileOutput out,
            List<SchemaElement> schema,
            List<RowGroup> rowGroups,
            List<LeafWriter.Chunk> chunks,
            long rowCount) {
        try {
            writeIndexes(out, chunks);
            List<ColumnOrder> orders = new ArrayList<>();
            for (SchemaElement element : schema) {
                if (element.isSetType()) {
                    orders.add(ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()));
                }
            }
            FileMetaData footer = new FileMetaData(1, schema, rowCount, rowGroups)
                    .setCreated_by(CREATED_BY)
                    .setColumn_orders(orders);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Util.writeFileMetaData(footer, bytes);
            ByteBuffer end = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            end.putInt(bytes.size()).put(ParquetFileWriter.MAGIC).flip();
            out.write(bytes);
            out.write(end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeIndexes(FileOutput out, List<LeafWriter.Chunk> chunks) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (LeafWriter.Chunk chunk : chunks) {
            if (chunk.columnIndex() == null) {
                continue;
            }
            bytes.reset();
            Util.writeColumnIndex(chunk.columnIndex(), bytes);
            chunk.chunk().setColumn_index_offset(out.position()).setColumn_index_length(bytes.size());
            out.write(bytes);
        }
        for (LeafWriter.Chunk chunk : chunks) {
            bytes.reset();
            Util.writeOffsetIndex(chunk.offsetIndex(), bytes);
            chunk.chunk().setOffset_index_offset(out.position()).setOffset_index_length(bytes.size());
            out.write(bytes);
        }
    }
}
