package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.metadata.ChunkMetadata;
import dev.tarn.format.parquet.metadata.ParquetColumn;
import dev.tarn.format.parquet.metadata.ParquetMetadata;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.InputFile;
import java.nio.ByteBuffer;

/** Looks at the header of a dictionary page, and at nothing else of its column. */
public final class DictionaryProbe {
    private static final int HEADER_BYTES = 64;

    private DictionaryProbe() {}

    /** Returns how many values the dictionary has, or -1 if there is none or not all values are in it. */
    public static long size(
            InputFile file, ParquetMetadata metadata, int rowGroup, String columnName, ScanMetrics metrics) {
        ParquetColumn column = metadata.flatLeaf(columnName);
        if (column == null) {
            return -1;
        }
        ChunkMetadata chunk = metadata.rowGroup(rowGroup).chunks().get(column.chunkIndex());
        if (!chunk.wholeDictionary() || chunk.length() < HEADER_BYTES) {
            return -1;
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect(HEADER_BYTES);
        metrics.readRequests.increment();
        metrics.bytesRead.add(HEADER_BYTES);
        file.read(chunk.offset(), buffer);
        PageHeader header = new PageHeader();
        try {
            long address = RawMemory.addressOf(buffer);
            header.read(address, address + HEADER_BYTES, chunk.length());
        } catch (TarnException e) {
            throw e.at(new ErrorPosition.InFile(file.entry().location().text(), rowGroup, -1, column.name()));
        } finally {
            // The bytes are read by address: the buffer has to live until then.
            java.lang.ref.Reference.reachabilityFence(buffer);
        }
        return header.type == PageHeader.DICTIONARY_PAGE ? header.valueCount : -1;
    }
}
