package dev.tarn.format.orc.write;

import java.util.ArrayList;
import java.util.List;
import org.apache.orc.OrcProto;

/** An entry of a column's row index, until its stripe ends and it is known which of the column's streams there are. */
final class IndexEntry {
    private final List<Long> presence = new ArrayList<>();
    private final List<Long> values = new ArrayList<>();
    private OrcProto.ColumnStatistics statistics;

    void addPresence(long position) {
        presence.add(position);
    }

    void addValues(long position) {
        values.add(position);
    }

    void end(OrcProto.ColumnStatistics known) {
        statistics = known;
    }

    /** @param hasPresence whether the stripe has the stream that tells NULLs */
    OrcProto.RowIndexEntry build(boolean hasPresence) {
        OrcProto.RowIndexEntry.Builder builder = OrcProto.RowIndexEntry.newBuilder();
        if (hasPresence) {
            builder.addAllPositions(presence);
        }
        return builder.addAllPositions(values).setStatistics(statistics).build();
    }
}
