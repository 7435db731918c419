package dev.tarn.format.orc.write;

import dev.tarn.format.orc.codec.ChunkCompressor;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileStatistics;
import dev.tarn.spi.format.FileWriter;
import dev.tarn.spi.format.FormatSupport.WriteSupport;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.storage.ByteSink;
import dev.tarn.spi.type.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.apache.orc.OrcProto;
import org.apache.orc.OrcUtils;
import org.apache.orc.TypeDescription;

/** Writes one file: rows into the streams of a stripe, which are kept until it is full. */
public final class OrcFileWriter implements FileWriter {
    /** What the format writes. */
    public static final WriteSupport SUPPORT = OrcOptions.SUPPORT;

    private static final String MAGIC = "ORC";
    /** About what a stream takes besides its bytes, while a chunk is compressed. */
    private static final int STREAM_BUFFERS = 3;

    private final OrcOptions options;
    private final TypeDescription schema;
    private final ChunkCompressor codec;
    private final FileOutput out;
    private final StripeStreams streams;
    private final NestedWriters.Row root;
    private final List<OrcProto.StripeInformation> stripes = new ArrayList<>();
    private final OrcProto.Metadata.Builder metadata = OrcProto.Metadata.newBuilder();
    private final int columnCount;
    private long rowCount;
    private long stripeRows;
    private int entryRows;

    /**
     * Checks that such a file can be written.
     *
     * @throws TarnException NOT_SUPPORTED for a column's type, INVALID_PROPERTY
     */
    public static void check(List<ColumnSchema> columns, WriteOptions options) {
        OrcOptions.of(options).filtered(OrcSchema.of(columns));
    }

    public OrcFileWriter(ByteSink sink, List<ColumnSchema> columns, WriteOptions writeOptions) {
        options = OrcOptions.of(writeOptions);
        schema = OrcSchema.of(columns);
        columnCount = columns.size();
        codec = ChunkCompressor.of(options.codec(), options.level());
        out = new FileOutput(sink);
        streams = new StripeStreams(options, options.filtered(schema), codec, writeOptions.checkpoint());
        try {
            root = new NestedWriters.Row(OrcSchema.row(columns), schema, streams);
            root.beginEntry();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static TarnException failed(IOException e) {
        return new TarnException(ErrorCode.INTERNAL_ERROR, "encoding ORC failed: " + e.getMessage(), e);
    }

    @Override
    public void append(Batch batch) {
        int count = batch.selectedCount();
        int[] positions = batch.selection() == null ? null : batch.selection().positions();
        try {
            int done = 0;
            while (done < count) {
                int step = Math.min(count - done, options.stride() - entryRows);
                for (int i = 0; i < columnCount; i++) {
                    appendColumn(root.field(i), batch.column(i), positions, done, step);
                }
                done += step;
                countRows(step);
            }
            if (streams.bytes() >= options.stripeBytes()) {
                writeStripe();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void countRows(int rows) throws IOException {
        root.countRows(rows);
        rowCount += rows;
        stripeRows += rows;
        entryRows += rows;
        if (entryRows == options.stride()) {
            root.endEntry();
            root.beginEntry();
            entryRows = 0;
        }
    }

    private static void appendColumn(ColumnWriter writer, Column column, int[] positions, int from, int count)
            throws IOException {
        Column flat = column.encoding() == Encoding.FLAT ? column : column.dictionary();
        Layout layout = flat.layout();
        boolean fixed = layout.isFixedWidth();
        for (int i = from; i < from + count; i++) {
            int row = positions == null ? i : positions[i];
            if (column.isNull(row)) {
                writer.appendNull();
                continue;
            }
            int index = column.valueIndex(row);
            if (fixed) {
                writer.append(layout, flat.valuesAddress() + (long) index * layout.width(), layout.width());
            } else {
                long at = flat.offsetsAddress() + ((long) index << 2);
                int start = RawMemory.getInt(at);
                writer.append(layout, flat.valuesAddress() + start, RawMemory.getInt(at + 4) - start);
            }
        }
    }

    @Override
    public void endPart() {
        try {
            writeStripe();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void start() {
        if (out.position() == 0) {
            out.write(ByteBuffer.wrap(MAGIC.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private void writeStripe() throws IOException {
        if (stripeRows == 0) {
            return;
        }
        start();
        if (entryRows > 0) {
            root.endEntry();
        }
        List<StripeStreams.Index> indexes = new ArrayList<>();
        OrcProto.StripeFooter.Builder footer =
                OrcProto.StripeFooter.newBuilder().setWriterTimezone("UTC");
        OrcProto.StripeStatistics.Builder statistics = OrcProto.StripeStatistics.newBuilder();
        root.endStripe(indexes, footer, statistics);
        long begin = out.position();
        long indexBytes = streams.write(indexes, footer, out);
        long dataBytes = out.position() - begin - indexBytes;
        long footerBytes = streams.write(footer.build(), out);
        stripes.add(OrcProto.StripeInformation.newBuilder()
                .setOffset(begin)
                .setIndexLength(indexBytes)
                .setDataLength(dataBytes)
                .setFooterLength(footerBytes)
                .setNumberOfRows(stripeRows)
                .build());
        metadata.addStripeStats(statistics);
        stripeRows = 0;
        entryRows = 0;
        root.restart();
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
        return streams.bytes();
    }

    @Override
    public long memoryBytes() {
        return streams.bytes() + (long) STREAM_BUFFERS * schema.getMaximumId() * options.chunkBytes();
    }

    @Override
    public FileStatistics finish() {
        try {
            start();
            writeStripe();
            long content = out.position();
            long metadataBytes = streams.write(metadata.build(), out);
            long footerBytes = streams.write(footer(content), out);
            writePostScript(metadataBytes, footerBytes);
        } catch (IOException e) {
            throw failed(e);
        }
        List<ColumnStatistics> columns = new ArrayList<>();
        for (int i = 0; i < columnCount; i++) {
            long nulls = rowCount - root.field(i).valueCount();
            columns.add(new ColumnStatistics(null, null, false, nulls, -1));
        }
        return new FileStatistics(rowCount, out.position(), columns);
    }

    private OrcProto.Footer footer(long content) {
        OrcProto.Footer.Builder footer = OrcProto.Footer.newBuilder()
                .setHeaderLength(MAGIC.length())
                .setContentLength(content)
                .addAllStripes(stripes)
                .addAllTypes(OrcUtils.getOrcTypes(schema))
                .setNumberOfRows(rowCount)
                .setRowIndexStride(options.stride())
                .setWriter(OrcFile.WriterImplementation.ORC_JAVA.getId())
                .setCalendar(OrcProto.CalendarKind.PROLEPTIC_GREGORIAN)
                .setSoftwareVersion("tarn 0.1.0");
        root.addStatistics(footer);
        return footer.build();
    }

    private void writePostScript(long metadataBytes, long footerBytes) {
        OrcProto.PostScript.Builder script = OrcProto.PostScript.newBuilder()
                .setMagic(MAGIC)
                .addVersion(OrcFile.Version.V_0_12.getMajor())
                .addVersion(OrcFile.Version.V_0_12.getMinor())
                .setWriterVersion(OrcFile.CURRENT_WRITER.getId())
                .setFooterLength(footerBytes)
                .setMetadataLength(metadataBytes)
                .setCompression(OrcProto.CompressionKind.valueOf(options.codec().name()));
        if (options.codec() != CompressionKind.NONE) {
            script.setCompressionBlockSize(options.chunkBytes());
        }
        byte[] bytes = script.build().toByteArray();
        out.write(ByteBuffer.wrap(bytes));
        out.write(ByteBuffer.wrap(new byte[] {(byte) bytes.length}));
    }

    @Override
    public void close() {
        if (codec != null) {
            codec.destroy();
        }
    }
}
