package dev.tarn.format.parquet.metadata;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.InputFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/** Reads footers: the last 8 bytes of the file, then exactly the footer that they tell the length of. */
public final class FooterReader {
    private static final int TAIL_BYTES = 8;
    private static final int MAGIC = 0x31524150;
    private static final int ENCRYPTED_MAGIC = 0x45524150;

    private FooterReader() {}

    /**
     * Reads a footer.
     *
     * @throws TarnException HIVE_BAD_DATA, NOT_SUPPORTED (encrypted), positioned at the file
     */
    public static ParquetMetadata read(InputFile file, ReadOptions options, ScanMetrics metrics) {
        try {
            FileMetaData footer = parse(footerBytes(file, metrics));
            return convert(footer, options, file.entry().sizeBytes());
        } catch (TarnException e) {
            throw e.at(ErrorPosition.InFile.of(file.entry().location().text()));
        }
    }

    private static byte[] footerBytes(InputFile file, ScanMetrics metrics) {
        long size = file.entry().sizeBytes();
        if (size < 4 + TAIL_BYTES) {
            throw bad("this is not a Parquet file: it has " + size + " bytes");
        }
        ByteBuffer tail = ByteBuffer.allocate(TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        read(file, size - TAIL_BYTES, tail, metrics);
        int magic = tail.getInt(4);
        if (magic == ENCRYPTED_MAGIC) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, "Parquet files with an encrypted footer");
        }
        if (magic != MAGIC) {
            throw bad("this is not a Parquet file, or it is truncated: it does not end with PAR1");
        }
        int length = tail.getInt(0);
        if (length <= 0 || length > size - TAIL_BYTES - 4) {
            throw bad("the footer cannot have " + length + " bytes in a file of " + size);
        }
        byte[] footer = new byte[length];
        read(file, size - TAIL_BYTES - length, ByteBuffer.wrap(footer), metrics);
        return footer;
    }

    private static void read(InputFile file, long position, ByteBuffer target, ScanMetrics metrics) {
        metrics.readRequests.increment();
        metrics.bytesRead.add(target.remaining());
        file.read(position, target);
    }

    private static FileMetaData parse(byte[] bytes) {
        try {
            return Util.readFileMetaData(new ByteArrayInputStream(bytes), bytes.length);
        } catch (IOException | RuntimeException e) {
            throw new TarnException(ErrorCode.HIVE_BAD_DATA, "the footer is corrupt: " + e.getMessage(), e);
        }
    }

    private static ParquetMetadata convert(FileMetaData footer, ReadOptions options, long fileSize) {
        for (SchemaElement element : nonNull(footer.getSchema(), "schema")) {
            if (element == null) {
                throw bad("the footer is corrupt: an element of the schema is missing");
            }
        }
        SchemaReader.Schema schema = SchemaReader.read(footer.getSchema());
        List<RowGroupMetadata> rowGroups = new ArrayList<>();
        int chunks = 0;
        for (RowGroup rowGroup : nonNull(footer.getRow_groups(), "row groups")) {
            RowGroupMetadata converted = rowGroup(rowGroup, rowGroups.size(), schema, fileSize);
            rowGroups.add(converted);
            chunks += converted.chunks().size();
        }
        long rows = rowGroups.stream().mapToLong(RowGroupMetadata::rowCount).sum();
        // Some writers leave the number of the whole file at 0.
        if (footer.getNum_rows() != 0 && rows != footer.getNum_rows()) {
            throw bad("the file has " + footer.getNum_rows() + " rows, and its row groups have " + rows);
        }
        return new ParquetMetadata(
                schema.fields(),
                options,
                rowGroups,
                ColumnOrders.of(footer, schema.leaves().size()),
                chunks * 280L + 1000);
    }

    private static <T> List<T> nonNull(List<T> list, String what) {
        if (list == null) {
            throw bad("the footer has no " + what);
        }
        return list;
    }

    private static RowGroupMetadata rowGroup(RowGroup rowGroup, int index, SchemaReader.Schema schema, long fileSize) {
        List<ColumnChunk> columns = rowGroup.getColumns();
        if (columns == null || columns.size() != schema.leaves().size()) {
            throw bad("row group " + index + " has " + (columns == null ? 0 : columns.size())
                    + " column chunks, and the schema has "
                    + schema.leaves().size() + " columns");
        }
        if (rowGroup.getNum_rows() < 0) {
            throw bad("row group " + index + " has " + rowGroup.getNum_rows() + " rows");
        }
        ChunkMetadata[] chunks = new ChunkMetadata[columns.size()];
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = chunk(columns.get(i), index, fileSize);
        }
        for (ParquetColumn leaf : schema.leaves()) {
            check(leaf, columns.get(leaf.chunkIndex()), chunks[leaf.chunkIndex()], rowGroup, index);
        }
        return new RowGroupMetadata(rowGroup.getNum_rows(), List.of(chunks));
    }

    private static ChunkMetadata chunk(ColumnChunk chunk, int rowGroup, long fileSize) {
        if (chunk.isSetCrypto_metadata()) {
            return ChunkMetadata.unsupported("encrypted columns");
        }
        if (chunk.isSetFile_path()) {
            return ChunkMetadata.unsupported("columns that lie in another file");
        }
        ColumnMetaData meta = chunk.getMeta_data();
        if (meta == null) {
            throw bad("a column chunk of row group " + rowGroup + " has no metadata");
        }
        if (meta.getCodec() == null) {
            throw bad("a column chunk of row group " + rowGroup + " has an unknown codec");
        }
        long offset = meta.getData_page_offset();
        if (meta.isSetDictionary_page_offset()
                && meta.getDictionary_page_offset() > 0
                && meta.getDictionary_page_offset() < offset) {
            offset = meta.getDictionary_page_offset();
        }
        long length = meta.getTotal_compressed_size();
        if (offset < 0 || length < 0 || length > fileSize || offset > fileSize - length) {
            throw bad("a column chunk of row group " + rowGroup + " lies outside of the file: bytes " + offset + " to "
                    + offset + " + " + length + " of " + fileSize);
        }
        return new ChunkMetadata(
                offset,
                length,
                meta.getCodec(),
                meta.getNum_values(),
                meta.getStatistics(),
                hasWholeDictionary(meta),
                mayMixDictionary(meta),
                part(chunk.getColumn_index_offset(), chunk.getColumn_index_length(), 1, fileSize),
                part(chunk.getOffset_index_offset(), chunk.getOffset_index_length(), 1, fileSize),
                part(meta.getBloom_filter_offset(), meta.getBloom_filter_length(), 0, fileSize),
                null);
    }

    /** Returns a part that only helps to read less: one that cannot be is as good as none. */
    private static ChunkMetadata.Part part(long offset, int length, int minLength, long fileSize) {
        boolean valid = offset >= 4 && length >= minLength && offset + length <= fileSize;
        return valid ? new ChunkMetadata.Part(offset, length) : null;
    }

    /** Returns false if there is surely no dictionary, or a page that does not use it. */
    private static boolean hasWholeDictionary(ColumnMetaData meta) {
        if (meta.getEncoding_stats() == null) {
            return meta.getEncodings() != null && meta.getEncodings().stream().anyMatch(FooterReader::isDictionary);
        }
        return dataPages(meta).findAny().isPresent()
                && dataPages(meta).allMatch(pages -> isDictionary(pages.getEncoding()));
    }

    /** Returns false if surely all data pages have codes, or none has. */
    private static boolean mayMixDictionary(ColumnMetaData meta) {
        if (meta.getEncodings() == null) {
            return true;
        }
        boolean dictionary = meta.getEncodings().stream().anyMatch(FooterReader::isDictionary);
        if (meta.getEncoding_stats() == null) {
            boolean other = meta.getEncodings().stream()
                    .anyMatch(encoding ->
                            !isDictionary(encoding) && encoding != Encoding.RLE && encoding != Encoding.BIT_PACKED);
            return dictionary && other;
        }
        long codes = dataPages(meta)
                .filter(pages -> isDictionary(pages.getEncoding()))
                .count();
        return codes > 0 && codes < dataPages(meta).count();
    }

    private static Stream<PageEncodingStats> dataPages(ColumnMetaData meta) {
        return meta.getEncoding_stats().stream()
                .filter(pages -> pages.getCount() > 0)
                .filter(pages ->
                        pages.getPage_type() == PageType.DATA_PAGE || pages.getPage_type() == PageType.DATA_PAGE_V2);
    }

    private static boolean isDictionary(Encoding encoding) {
        return encoding == Encoding.PLAIN_DICTIONARY || encoding == Encoding.RLE_DICTIONARY;
    }

    private static void check(
            ParquetColumn column, ColumnChunk chunk, ChunkMetadata metadata, RowGroup rowGroup, int index) {
        if (metadata.unsupported() != null) {
            return;
        }
        String place = "column \"" + column.name() + "\" of row group " + index;
        if (chunk.getMeta_data().getType() != column.physicalType()) {
            throw bad(place + " is " + chunk.getMeta_data().getType() + ", and in the schema " + column.physicalType());
        }
        if (column.isFlat() && metadata.valueCount() != rowGroup.getNum_rows()) {
            throw bad(place + " has " + metadata.valueCount() + " values in " + rowGroup.getNum_rows() + " rows");
        }
    }

    private static TarnException bad(String detail) {
        return SchemaReader.bad(detail);
    }
}
