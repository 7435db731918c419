package dev.tarn.format.orc.read;

import dev.tarn.format.orc.metadata.Corrupt;
import java.io.IOException;
import org.apache.orc.OrcProto;
import org.apache.orc.impl.BitFieldReader;
import org.apache.orc.impl.InStream;
import org.apache.orc.impl.IntegerReader;
import org.apache.orc.impl.RunLengthIntegerReader;
import org.apache.orc.impl.StreamName;
import org.apache.orc.impl.reader.StripePlanner;

/** The streams of one column that is not nested, and which of its rows are NULL. */
final class Streams {
    private final StripePlanner planner;
    private final int columnId;
    private final OrcProto.ColumnEncoding.Kind encoding;
    private final BitFieldReader present;
    private boolean[] isNull = new boolean[0];

    Streams(StripePlanner planner, int columnId) throws IOException {
        this.planner = planner;
        this.columnId = columnId;
        this.encoding = planner.getEncoding(columnId).getKind();
        InStream bits = bytes(OrcProto.Stream.Kind.PRESENT);
        this.present = bits == null ? null : new BitFieldReader(bits);
    }

    OrcProto.ColumnEncoding.Kind encoding() {
        return encoding;
    }

    /** Returns a stream, or null if the stripe has none, as where all that would be in it is nothing. */
    MemoryStream bytes(OrcProto.Stream.Kind kind) throws IOException {
        return (MemoryStream) planner.getStream(new StreamName(columnId, kind));
    }

    /** Returns the integers of a stream, or null if the stripe has none. */
    IntegerReader integers(OrcProto.Stream.Kind kind, boolean signed) throws IOException {
        InStream in = bytes(kind);
        if (in == null) {
            return null;
        }
        return switch (encoding) {
            case DIRECT, DICTIONARY -> new RunLengthIntegerReader(in, signed);
            case DIRECT_V2, DICTIONARY_V2 -> new IntegerRuns(in, signed);
        };
    }

    /** Returns whether rows may be NULL. */
    boolean hasNulls() {
        return present != null;
    }

    /** Reads which of the next rows are NULL, into {@link #isNull}, and returns how many are not. */
    int readNulls(int rows) throws IOException {
        if (isNull.length < rows) {
            isNull = new boolean[rows];
        }
        if (present == null) {
            return rows;
        }
        int values = 0;
        for (int i = 0; i < rows; i++) {
            int bit = present.next();
            isNull[i] = bit == 0;
            values += bit;
        }
        return values;
    }

    /** Returns which of the rows last read are NULL; all false if there is no stream of NULLs. */
    boolean[] isNull() {
        return isNull;
    }

    /** Passes over rows and returns how many of them are not NULL. */
    long skipNulls(long rows) throws IOException {
        if (present == null) {
            return rows;
        }
        long values = 0;
        for (long i = 0; i < rows; i++) {
            values += present.next();
        }
        return values;
    }

    void seek(RowGroups.IndexPositions positions) throws IOException {
        if (present != null) {
            present.seek(positions);
        }
    }

    /** Returns a stream or reader that must be there, since there are values. */
    static <T> T required(T stream, String name) {
        if (stream == null) {
            throw Corrupt.data("the column has values, but no stream of " + name);
        }
        return stream;
    }
}
