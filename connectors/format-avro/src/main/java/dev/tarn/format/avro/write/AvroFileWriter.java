package dev.tarn.format.avro.write;

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
import dev.tarn.spi.type.Type;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;

/** Writes one file. Rows are encoded here; Avro's library puts them into blocks. */
public final class AvroFileWriter implements FileWriter {
    private static final List<String> CODECS = List.of("DEFLATE", "SNAPPY", "ZSTD", "BZIP2", "NONE");
    /** The bytes of rows in a block. */
    private static final int BLOCK_BYTES = 256 << 10;

    private static final int DEFLATE_LEVEL = 6;
    private static final int ZSTD_LEVEL = 3;

    /** What the format writes. */
    public static final WriteSupport SUPPORT =
            new WriteSupport(CODECS, List.of(WriteOptions.COMPRESSION, WriteOptions.COMPRESSION_LEVEL));

    private final List<ColumnSchema> columns;
    private final SinkStream stream;
    private final DataFileWriter<Object> writer;
    private final RowEncoder row = new RowEncoder();
    private final long[] nullCounts;
    private long rowCount;
    private long bytesInBlock;

    /**
     * Checks that such a file can be written.
     *
     * @throws TarnException NOT_SUPPORTED for a column's type or name, INVALID_PROPERTY
     */
    public static void check(List<ColumnSchema> columns, WriteOptions options) {
        codec(options);
        AvroSchemas.of(columns);
    }

    @SuppressWarnings("resource") // The stream is a view of the sink.
    public AvroFileWriter(ByteSink sink, List<ColumnSchema> columns, WriteOptions options) {
        this.columns = List.copyOf(columns);
        this.nullCounts = new long[columns.size()];
        this.stream = new SinkStream(sink);
        this.writer = new DataFileWriter<>(new GenericDatumWriter<>());
        this.writer.setCodec(codec(options));
        this.writer.setSyncInterval(BLOCK_BYTES);
        this.writer.setFlushOnEveryBlock(false);
        try {
            this.writer.create(AvroSchemas.of(columns), stream);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static CodecFactory codec(WriteOptions options) {
        String codec = options.codec(CODECS, "DEFLATE");
        String level = options.property(WriteOptions.COMPRESSION_LEVEL).orElse(null);
        if (level != null && !codec.equals("ZSTD")) {
            throw WriteOptions.invalid(WriteOptions.COMPRESSION_LEVEL, level, "only ZSTD has levels");
        }
        return switch (codec) {
            case "SNAPPY" -> CodecFactory.snappyCodec();
            case "ZSTD" ->
                CodecFactory.zstandardCodec((int) options.number(WriteOptions.COMPRESSION_LEVEL, ZSTD_LEVEL, 1, 22));
            case "BZIP2" -> CodecFactory.bzip2Codec();
            case "NONE" -> CodecFactory.nullCodec();
            default -> CodecFactory.deflateCodec(DEFLATE_LEVEL);
        };
    }

    /** Hands bytes to the sink. */
    private static final class SinkStream extends OutputStream {
        private final ByteSink sink;
        private long bytes;

        SinkStream(ByteSink sink) {
            this.sink = sink;
        }

        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            bytes += length;
            sink.write(ByteBuffer.wrap(source, offset, length));
        }
    }

    private static TarnException failed(IOException e) {
        return new TarnException(ErrorCode.INTERNAL_ERROR, "encoding Avro failed: " + e.getMessage(), e);
    }

    @Override
    public void append(Batch batch) {
        int count = batch.selectedCount();
        int[] positions = batch.selection() == null ? null : batch.selection().positions();
        for (int i = 0; i < count; i++) {
            appendRow(batch, positions == null ? i : positions[i]);
        }
    }

    private void appendRow(Batch batch, int position) {
        row.clear();
        for (int i = 0; i < nullCounts.length; i++) {
            Column column = batch.column(i);
            if (column.isNull(position)) {
                nullCounts[i]++;
                row.appendNull();
                continue;
            }
            Type type = columns.get(i).type();
            Column flat = column.encoding() == Encoding.FLAT ? column : column.dictionary();
            int index = column.valueIndex(position);
            if (flat.layout().isFixedWidth()) {
                int width = flat.layout().width();
                row.append(type, flat.layout(), flat.valuesAddress() + (long) index * width, width);
            } else {
                long at = flat.offsetsAddress() + ((long) index << 2);
                int start = RawMemory.getInt(at);
                row.append(type, Layout.BYTES, flat.valuesAddress() + start, RawMemory.getInt(at + 4) - start);
            }
        }
        try {
            writer.appendEncoded(ByteBuffer.wrap(row.bytes(), 0, row.length()));
        } catch (IOException e) {
            throw failed(e);
        }
        bytesInBlock = (bytesInBlock + row.length()) % BLOCK_BYTES;
        rowCount++;
    }

    @Override
    public long rowCount() {
        return rowCount;
    }

    @Override
    public long bytesWritten() {
        return stream.bytes;
    }

    @Override
    public long bufferedBytes() {
        return bytesInBlock;
    }

    @Override
    public long memoryBytes() {
        return row.bytes().length + 3L * BLOCK_BYTES;
    }

    @Override
    public FileStatistics finish() {
        try {
            writer.close();
        } catch (IOException e) {
            throw failed(e);
        }
        List<ColumnStatistics> statistics = new ArrayList<>();
        for (long nulls : nullCounts) {
            statistics.add(new ColumnStatistics(null, null, false, nulls, -1));
        }
        return new FileStatistics(rowCount, stream.bytes, statistics);
    }

    @Override
    public void close() {
        row.clear();
    }
}
