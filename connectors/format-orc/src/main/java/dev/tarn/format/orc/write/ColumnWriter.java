package dev.tarn.format.orc.write;

import dev.tarn.spi.type.Layout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.orc.OrcProto;
import org.apache.orc.TypeDescription;
import org.apache.orc.impl.BitFieldWriter;
import org.apache.orc.impl.ColumnStatisticsImpl;
import org.apache.orc.impl.PositionRecorder;

/**
 * Writes the streams, the index and the statistics of one column, and of those within it. One thread at a time. Errors of the
 * encoders are INTERNAL_ERROR where they surface: they write to memory.
 */
abstract class ColumnWriter {
    /** Of an entry of the index. */
    protected final ColumnStatisticsImpl statistics;

    private final Statistics entryStatistics;
    private final int column;
    private final BitFieldWriter present;
    private final Statistics stripeStatistics;
    private final Statistics fileStatistics;
    private final List<ColumnWriter> children = new ArrayList<>();
    private OrcProto.RowIndex.Builder index = OrcProto.RowIndex.newBuilder();
    private OrcProto.RowIndexEntry.Builder entry = OrcProto.RowIndexEntry.newBuilder();

    ColumnWriter(TypeDescription type, StripeStreams streams) throws IOException {
        this.column = type.getId();
        this.entryStatistics = new Statistics(type);
        this.statistics = entryStatistics.counts();
        this.stripeStatistics = new Statistics(type);
        this.fileStatistics = new Statistics(type);
        // Of the root, every row is there.
        this.present = column == 0 ? null : new BitFieldWriter(streams.create(OrcProto.Stream.Kind.PRESENT, column), 1);
    }

    protected final <T extends ColumnWriter> T child(T child) {
        children.add(child);
        return child;
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

    /** Adds where each stream is, in the order of the specification. */
    protected abstract void addPositions(PositionRecorder recorder) throws IOException;

    protected abstract void flush() throws IOException;

    protected abstract OrcProto.ColumnEncoding.Kind encoding();

    /** Begins a stripe, or another entry of the index. */
    final void beginEntry() throws IOException {
        PositionRecorder recorder = entry::addPositions;
        if (present != null) {
            present.getPosition(recorder);
        }
        addPositions(recorder);
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
        entry = OrcProto.RowIndexEntry.newBuilder();
        children.forEach(ColumnWriter::discardEntry);
    }

    final void endEntry() {
        index.addEntry(entry.setStatistics(entryStatistics.build()));
        entry = OrcProto.RowIndexEntry.newBuilder();
        stripeStatistics.merge(entryStatistics);
        entryStatistics.reset();
        children.forEach(ColumnWriter::endEntry);
    }

    /** Ends the stripe: flushes the streams, adds what the stripe's footer and the file's metadata have of each column. */
    final void endStripe(
            List<OrcProto.RowIndex> indexes,
            OrcProto.StripeFooter.Builder footer,
            OrcProto.StripeStatistics.Builder stripe)
            throws IOException {
        if (present != null) {
            present.flush();
        }
        flush();
        indexes.add(index.build());
        index = OrcProto.RowIndex.newBuilder();
        footer.addColumns(OrcProto.ColumnEncoding.newBuilder().setKind(encoding()));
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
