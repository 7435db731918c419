package dev.tarn.format.orc.write;

import dev.tarn.spi.type.Layout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.orc.OrcProto;
import org.apache.orc.OrcProto.Stream.Kind;
import org.apache.orc.TypeDescription;
import org.apache.orc.impl.BitFieldWriter;
import org.apache.orc.impl.ColumnStatisticsImpl;
import org.apache.orc.impl.OutStream;
import org.apache.orc.impl.PositionRecorder;
import org.apache.orc.impl.RunLengthByteWriter;
import org.apache.orc.impl.RunLengthIntegerWriterV2;
import org.apache.orc.util.BloomFilterUtf8;

/**
 * Writes the streams, the index and the statistics of one column, and of those within it. One thread at a time. Errors of the
 * encoders are INTERNAL_ERROR where they surface: they write to memory.
 */
abstract class ColumnWriter {
    /** Of an entry of the index. */
    protected final ColumnStatisticsImpl statistics;

    private final Statistics entryStatistics;
    private final Statistics stripeStatistics;
    private final Statistics fileStatistics;
    private final int column;
    private final StripeStreams streams;
    private final OutStream presentStream;
    private final BitFieldWriter present;
    private final EntryFilters filters;
    private final List<Encoder> encoders = new ArrayList<>();
    private final List<ColumnWriter> children = new ArrayList<>();
    private final List<IndexEntry> entries = new ArrayList<>();
    private IndexEntry entry = new IndexEntry();

    /** What writes one of the column's streams. */
    private record Encoder(Positions positions, Flush flush) {}

    /** Adds where a stream is. */
    private interface Positions {
        void addTo(PositionRecorder recorder) throws IOException;
    }

    /** Ends a stream. */
    private interface Flush {
        void run() throws IOException;
    }

    ColumnWriter(TypeDescription type, StripeStreams streams) throws IOException {
        this.column = type.getId();
        this.streams = streams;
        this.entryStatistics = new Statistics(type);
        this.statistics = entryStatistics.counts();
        this.stripeStatistics = new Statistics(type);
        this.fileStatistics = new Statistics(type);
        this.filters = streams.filters(column);
        // Of the root, every row is there.
        this.presentStream = column == 0 ? null : streams.create(Kind.PRESENT, column);
        this.present = column == 0 ? null : new BitFieldWriter(presentStream, 1);
    }

    protected final <T extends ColumnWriter> T child(T child) {
        children.add(child);
        return child;
    }

    /** Adds a stream of integers; streams are in the index and the stripe in the order in which they are added. */
    protected final RunLengthIntegerWriterV2 integers(Kind kind, boolean signed) {
        RunLengthIntegerWriterV2 writer = new RunLengthIntegerWriterV2(streams.create(kind, column), signed, true);
        encoders.add(new Encoder(writer::getPosition, writer::flush));
        return writer;
    }

    /** Adds a stream of bytes as they are. */
    protected final OutStream bytes(Kind kind) {
        OutStream stream = streams.create(kind, column);
        encoders.add(new Encoder(stream::getPosition, stream::flush));
        return stream;
    }

    /** Adds a stream of bytes in runs. */
    protected final RunLengthByteWriter byteRuns(Kind kind) {
        RunLengthByteWriter writer = new RunLengthByteWriter(streams.create(kind, column));
        encoders.add(new Encoder(writer::getPosition, writer::flush));
        return writer;
    }

    /** Adds a stream of bits. */
    protected final BitFieldWriter bits(Kind kind) throws IOException {
        BitFieldWriter writer = new BitFieldWriter(streams.create(kind, column), 1);
        encoders.add(new Encoder(writer::getPosition, writer::flush));
        return writer;
    }

    /** Returns the Bloom filter of the entry's values; null if none is asked for. It is the same for all entries. */
    protected final BloomFilterUtf8 filter() {
        return filters == null ? null : filters.current();
    }

    /** Takes a text for the statistics. */
    protected final void addText(byte[] bytes, int length) {
        entryStatistics.addText(bytes, length);
    }

    final void appendNull() throws IOException {
        present.write(0);
        statistics.setNull();
    }

    /** Appends the value of {@code length} bytes at an address, which lies there as {@code layout} says. */
    final void append(Layout layout, long address, int length) throws IOException {
        if (present != null) {
            present.write(1);
        }
        statistics.increment();
        write(layout, address, length);
    }

    protected abstract void write(Layout layout, long address, int length) throws IOException;

    /** Adds where each stream of values is, in the order of the specification; at once, or before {@link #flush} ends. */
    protected void addPositions(PositionRecorder recorder) throws IOException {
        for (Encoder encoder : encoders) {
            encoder.positions.addTo(recorder);
        }
    }

    /** Ends the streams of values. */
    protected void flush() throws IOException {
        for (Encoder encoder : encoders) {
            encoder.flush.run();
        }
    }

    /** Returns how the stripe's values are encoded; valid after {@link #flush}. */
    protected abstract OrcProto.ColumnEncoding encoding();

    protected static OrcProto.ColumnEncoding encoding(OrcProto.ColumnEncoding.Kind kind) {
        return OrcProto.ColumnEncoding.newBuilder().setKind(kind).build();
    }

    /** Begins a stripe, or another entry of the index. */
    final void beginEntry() throws IOException {
        if (present != null) {
            present.getPosition(entry::addPresence);
        }
        addPositions(entry::addValues);
        for (ColumnWriter child : children) {
            child.beginEntry();
        }
    }

    /** Begins the first entry of another stripe. */
    final void restart() throws IOException {
        discardEntry();
        beginEntry();
    }

    /** Forgets the positions that the last entry's end noted for one that never came. */
    private void discardEntry() {
        entry = new IndexEntry();
        children.forEach(ColumnWriter::discardEntry);
    }

    /** Ends an entry of the index, of this column and those within. */
    void endEntry() throws IOException {
        entry.end(entryStatistics.build());
        entries.add(entry);
        entry = new IndexEntry();
        if (filters != null) {
            filters.endEntry();
        }
        stripeStatistics.merge(entryStatistics);
        entryStatistics.reset();
        for (ColumnWriter child : children) {
            child.endEntry();
        }
    }

    /** Ends the stripe: flushes the streams, adds what the stripe's footer and the file's metadata have of each column. */
    final void endStripe(
            List<StripeStreams.Index> indexes,
            OrcProto.StripeFooter.Builder footer,
            OrcProto.StripeStatistics.Builder stripe)
            throws IOException {
        boolean hasPresence = present != null && stripeStatistics.counts().hasNull();
        if (present != null) {
            present.flush();
            if (!hasPresence) {
                presentStream.suppress();
            }
        }
        flush();
        OrcProto.RowIndex.Builder index = OrcProto.RowIndex.newBuilder();
        entries.forEach(ended -> index.addEntry(ended.build(hasPresence)));
        entries.clear();
        indexes.add(new StripeStreams.Index(Kind.ROW_INDEX, column, index.build()));
        if (filters != null) {
            indexes.add(new StripeStreams.Index(Kind.BLOOM_FILTER_UTF8, column, filters.endStripe()));
        }
        footer.addColumns(encoding());
        stripe.addColStats(stripeStatistics.build());
        fileStatistics.merge(stripeStatistics);
        stripeStatistics.reset();
        for (ColumnWriter child : children) {
            child.endStripe(indexes, footer, stripe);
        }
    }

    /** Adds the statistics of the file, column by column. */
    final void addStatistics(OrcProto.Footer.Builder footer) {
        footer.addStatistics(fileStatistics.build());
        for (ColumnWriter child : children) {
            child.addStatistics(footer);
        }
    }

    /** Returns how many values of all ended stripes are not NULL. */
    final long valueCount() {
        return fileStatistics.counts().getNumberOfValues();
    }
}
