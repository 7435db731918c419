package dev.tarn.format.parquet.write;

import dev.tarn.format.parquet.write.encode.BooleanEncoder;
import dev.tarn.format.parquet.write.encode.BytesEncoder;
import dev.tarn.format.parquet.write.encode.EncodeOptions;
import dev.tarn.format.parquet.write.encode.FixedEncoder;
import dev.tarn.format.parquet.write.encode.Scratch;
import dev.tarn.format.parquet.write.encode.ValueEncoder;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.format.FileStatistics;
import dev.tarn.spi.format.FileWriter;
import dev.tarn.spi.format.FormatSupport.WriteSupport;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.storage.ByteSink;
import dev.tarn.spi.type.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SortingColumn;

/**
 * Writes one file. Pages are encoded and compressed as rows come and kept until their row group is full, since a row group's
 * columns lie one after the other.
 */
public final class ParquetFileWriter implements FileWriter {
    /** What the format writes. */
    public static final WriteSupport SUPPORT = ParquetOptions.SUPPORT;

    static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final ParquetOptions options;
    private final SchemaBuilder schema;
    private final List<SortingColumn> sortingColumns = new ArrayList<>();
    private final FileOutput out;
    private final Scratch scratch;
    private final PageCodec codec;
    private final List<LeafWriter> leaves = new ArrayList<>();
    private final List<ColumnStriper> stripers = new ArrayList<>();
    private final List<RowGroup> rowGroups = new ArrayList<>();
    private final List<LeafWriter.Chunk> chunks = new ArrayList<>();
    private final ColumnSummary[] summaries;
    private long rowCount;
    private int groupRows;

    /**
     * Checks that such a file can be written.
     *
     * @throws dev.tarn.spi.error.TarnException NOT_SUPPORTED for a column's type, INVALID_PROPERTY
     */
    public static void check(List<ColumnSchema> columns, WriteOptions options) {
        ParquetOptions.of(options, columns);
        SchemaBuilder.of(columns);
    }

    public ParquetFileWriter(ByteSink sink, List<ColumnSchema> columns, WriteOptions writeOptions) {
        BufferAllocator allocator = writeOptions.allocator();
        options = ParquetOptions.of(writeOptions, columns);
        schema = SchemaBuilder.of(columns);
        out = new FileOutput(sink);
        scratch = new Scratch(allocator);
        codec = new PageCodec(options, allocator, writeOptions.checkpoint());
        for (LeafSchema leaf : schema.leaves()) {
            leaves.add(new LeafWriter(leaf, options, encoder(leaf), codec, new ChunkPages(codec, allocator)));
        }
        summaries = new ColumnSummary[columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            SchemaBuilder.Node node = schema.nodes().get(i);
            stripers.add(
                    node.type().isNested()
                            ? new NestedStriper(node, leaves, allocator)
                            : new FlatStriper(leaves.get(node.leafIndex()), scratch, options.pageBytes()));
            summaries[i] = new ColumnSummary();
        }
        sortBy(writeOptions.sortOrder());
    }

    /** Records the order as far as its columns are leaves. */
    private void sortBy(List<WriteOptions.SortedColumn> order) {
        for (WriteOptions.SortedColumn column : order) {
            SchemaBuilder.Node node = schema.nodes().get(column.columnIndex());
            if (node.type().isNested()) {
                return;
            }
            sortingColumns.add(new SortingColumn(node.leafIndex(), column.descending(), column.nullsFirst()));
        }
    }

    private ValueEncoder encoder(LeafSchema leaf) {
        boolean bloom = options.bloomColumns().contains(leaf.path().get(0).toLowerCase(Locale.ROOT));
        EncodeOptions encode = new EncodeOptions(
                options.dictionary(), options.dictionaryBytes(), bloom, options.bloomFalsePositives());
        return switch (leaf.physical()) {
            case BOOLEAN -> new BooleanEncoder(scratch);
            case BYTE_ARRAY -> BytesEncoder.ofBytes(leaf.type().kind() != TypeKind.VARBINARY, scratch, encode);
            case FIXED_LEN_BYTE_ARRAY -> BytesEncoder.ofDecimals(leaf.length(), scratch, encode);
            default -> FixedEncoder.of(leaf.physical(), leaf.conversion(), scratch, encode);
        };
    }

    @Override
    public void append(Batch batch) {
        int total = batch.selectedCount();
        int[] selection = batch.selection() == null ? null : batch.selection().positions();
        int from = 0;
        while (from < total) {
            int step = Math.min(total - from, options.rowGroupRows() - groupRows);
            for (int i = 0; i < stripers.size(); i++) {
                stripers.get(i).append(batch.column(i), selection, from, step);
            }
            from += step;
            groupRows += step;
            rowCount += step;
            if (groupRows == options.rowGroupRows() || bufferedBytes() >= options.rowGroupBytes()) {
                writeRowGroup();
            }
        }
    }

    @Override
    public void endPart() {
        if (groupRows > 0) {
            writeRowGroup();
        }
    }

    private void writeRowGroup() {
        start();
        long begin = out.position();
        long uncompressed = 0;
        List<ColumnChunk> columns = new ArrayList<>();
        List<LeafWriter.Chunk> written = new ArrayList<>();
        for (LeafWriter leaf : leaves) {
            LeafWriter.Chunk chunk = leaf.writeChunk(out);
            written.add(chunk);
            columns.add(chunk.chunk());
            uncompressed += chunk.chunk().getMeta_data().getTotal_uncompressed_size();
        }
        RowGroup group = new RowGroup(columns, uncompressed, groupRows)
                .setFile_offset(begin)
                .setTotal_compressed_size(out.position() - begin)
                .setOrdinal((short) rowGroups.size());
        if (rowGroups.size() > Short.MAX_VALUE) {
            group.unsetOrdinal();
        }
        if (!sortingColumns.isEmpty()) {
            group.setSorting_columns(sortingColumns);
        }
        for (int i = 0; i < leaves.size(); i++) {
            leaves.get(i).writeBloomFilter(out, written.get(i));
            leaves.get(i).beginChunk();
        }
        for (int i = 0; i < summaries.length; i++) {
            SchemaBuilder.Node node = schema.nodes().get(i);
            if (!node.type().isNested()) {
                summaries[i].add(written.get(node.leafIndex()));
            }
        }
        rowGroups.add(group);
        chunks.addAll(written);
        groupRows = 0;
    }

    private void start() {
        if (out.position() == 0) {
            out.write(MAGIC);
        }
    }

    @Override
    public long rowCount() {
        return rowCount;
    }

    @Override
    public long bytesWritten() {
        return out.position();
    }

    @Override
    public long bufferedBytes() {
        long bytes = 0;
        for (LeafWriter leaf : leaves) {
            bytes += leaf.chunkBytes();
        }
        return bytes;
    }

    @Override
    public long memoryBytes() {
        long bytes = scratch.memoryBytes() + codec.memoryBytes();
        for (LeafWriter leaf : leaves) {
            bytes += leaf.memoryBytes();
        }
        for (ColumnStriper striper : stripers) {
            bytes += striper instanceof NestedStriper nested ? nested.memoryBytes() : 0;
        }
        return bytes;
    }

    @Override
    public boolean countsBounds() {
        return true;
    }

    @Override
    public FileStatistics finish() {
        start();
        endPart();
        FooterWriter.write(out, schema.elements(), rowGroups, chunks, rowCount);
        List<ColumnStatistics> columns = new ArrayList<>();
        for (int i = 0; i < summaries.length; i++) {
            boolean nested = schema.nodes().get(i).type().isNested();
            columns.add(nested ? ColumnStatistics.UNKNOWN : summaries[i].statistics());
        }
        return new FileStatistics(rowCount, out.position(), columns);
    }

    @Override
    public void close() {
        for (LeafWriter leaf : leaves) {
            leaf.close();
        }
        for (ColumnStriper striper : stripers) {
            if (striper instanceof NestedStriper nested) {
                nested.close();
            }
        }
        scratch.close();
        codec.close();
    }
}
