package dev.tarn.format.orc.write;

import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.orc.OrcProto;
import org.apache.orc.PhysicalWriter;
import org.apache.orc.impl.OutStream;
import org.apache.orc.impl.writer.StreamOptions;

/** The streams of a stripe, kept until it is written; they are used again for the next one. */
final class StripeStreams {
    private final StreamOptions options;
    private final List<Kept> data = new ArrayList<>();

    StripeStreams(OrcOptions options, ChunkCompressor codec) {
        this.options = new StreamOptions(options.chunkBytes());
        if (codec != null) {
            this.options.withCodec(codec, codec.getDefaultOptions());
        }
    }

    /** Keeps what a stream puts out. */
    private static final class Kept implements PhysicalWriter.OutputReceiver {
        private final OrcProto.Stream.Kind kind;
        private final int column;
        private final List<ByteBuffer> buffers = new ArrayList<>();
        private OutStream stream;
        private long length;

        Kept(OrcProto.Stream.Kind kind, int column) {
            this.kind = kind;
            this.column = column;
        }

        @Override
        public void output(ByteBuffer buffer) {
            length += buffer.remaining();
            buffers.add(buffer);
        }

        @Override
        public void suppress() {
            throw new UnsupportedOperationException("every stream is written");
        }

        OrcProto.Stream describe() {
            return OrcProto.Stream.newBuilder()
                    .setKind(kind)
                    .setColumn(column)
                    .setLength(length)
                    .build();
        }

        void drain(FileOutput out) {
            buffers.forEach(out::write);
            buffers.clear();
            length = 0;
        }
    }

    /** Makes a data stream; streams come in the stripe in the order in which they are made. */
    OutStream create(OrcProto.Stream.Kind kind, int column) {
        Kept kept = new Kept(kind, column);
        kept.stream = new OutStream(kind + " of column " + column, options, kept);
        data.add(kept);
        return kept.stream;
    }

    /** Returns about how many bytes the stripe has so far. */
    long bytes() {
        long bytes = 0;
        for (Kept kept : data) {
            bytes += kept.length + kept.stream.getBufferSize();
        }
        return bytes;
    }

    /** Writes a message as streams are, and returns how many bytes that took. */
    long write(Message message, FileOutput out) throws IOException {
        Kept kept = new Kept(OrcProto.Stream.Kind.DATA, 0);
        try (OutStream stream = new OutStream("a message", options, kept)) {
            message.writeTo(stream);
            stream.flush();
        }
        long length = kept.length;
        kept.drain(out);
        return length;
    }

    /**
     * Writes the flushed streams: first the columns' indexes, then the data.
     *
     * @param footer where the streams are named
     * @return the bytes of the indexes
     */
    long write(List<OrcProto.RowIndex> indexes, OrcProto.StripeFooter.Builder footer, FileOutput out)
            throws IOException {
        long indexBytes = 0;
        for (int column = 0; column < indexes.size(); column++) {
            long length = write(indexes.get(column), out);
            footer.addStreams(OrcProto.Stream.newBuilder()
                    .setKind(OrcProto.Stream.Kind.ROW_INDEX)
                    .setColumn(column)
                    .setLength(length));
            indexBytes += length;
        }
        for (Kept kept : data) {
            footer.addStreams(kept.describe());
            kept.drain(out);
        }
        return indexBytes;
    }
}
