package dev.tarn.format.orc.write;

import com.google.protobuf.Message;
import dev.tarn.format.orc.codec.ChunkCompressor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.orc.OrcProto;
import org.apache.orc.PhysicalWriter;
import org.apache.orc.impl.OutStream;
import org.apache.orc.impl.writer.StreamOptions;

/** The streams of a stripe, kept until it is written; they are used again for the next one. A suppressed one is left out. */
final class StripeStreams {
    private final StreamOptions options;
    private final OrcOptions wanted;
    private final boolean[] filtered;
    private final Runnable checkpoint;
    private final List<Kept> data = new ArrayList<>();
    private final List<TextWriter> texts = new ArrayList<>();

    /** A stream of a column's index. */
    record Index(OrcProto.Stream.Kind kind, int column, Message content) {}

    /**
     * Makes the streams of a file.
     *
     * @param filtered by column id whether it has Bloom filters
     * @param checkpoint is called after each chunk
     */
    StripeStreams(OrcOptions options, boolean[] filtered, ChunkCompressor codec, Runnable checkpoint) {
        this.checkpoint = checkpoint;
        this.options = new StreamOptions(options.chunkBytes());
        this.wanted = options;
        this.filtered = filtered;
        if (codec != null) {
            this.options.withCodec(codec, codec.getDefaultOptions());
        }
    }

    /** Keeps what a stream puts out. */
    private final class Kept implements PhysicalWriter.OutputReceiver {
        private final OrcProto.Stream.Kind kind;
        private final int column;
        private final List<ByteBuffer> buffers = new ArrayList<>();
        private OutStream stream;
        private long length;
        private boolean isLeftOut;

        Kept(OrcProto.Stream.Kind kind, int column) {
            this.kind = kind;
            this.column = column;
        }

        @Override
        public void output(ByteBuffer buffer) {
            checkpoint.run();
            length += buffer.remaining();
            buffers.add(buffer);
        }

        @Override
        public void suppress() {
            buffers.clear();
            length = 0;
            isLeftOut = true;
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
            isLeftOut = false;
        }
    }

    /** Makes a data stream; streams come in the stripe in the order in which they are made. */
    OutStream create(OrcProto.Stream.Kind kind, int column) {
        Kept kept = new Kept(kind, column);
        kept.stream = new OutStream(kind + " of column " + column, options, kept);
        data.add(kept);
        return kept.stream;
    }

    OrcOptions options() {
        return wanted;
    }

    /** Makes the Bloom filters of a column; null if it has none. */
    EntryFilters filters(int column) {
        return filtered[column] ? new EntryFilters(wanted.stride(), wanted.falsePositives()) : null;
    }

    /** Counts what a column keeps before it comes to its streams. */
    void count(TextWriter text) {
        texts.add(text);
    }

    /** Returns about how many bytes the stripe has so far. */
    long bytes() {
        long bytes = 0;
        for (TextWriter text : texts) {
            bytes += text.keptBytes();
        }
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
    long write(List<Index> indexes, OrcProto.StripeFooter.Builder footer, FileOutput out) throws IOException {
        long indexBytes = 0;
        for (Index index : indexes) {
            long length = write(index.content, out);
            footer.addStreams(OrcProto.Stream.newBuilder()
                    .setKind(index.kind)
                    .setColumn(index.column)
                    .setLength(length));
            indexBytes += length;
        }
        for (Kept kept : data) {
            if (!kept.isLeftOut) {
                footer.addStreams(kept.describe());
            }
            kept.drain(out);
        }
        return indexBytes;
    }
}
