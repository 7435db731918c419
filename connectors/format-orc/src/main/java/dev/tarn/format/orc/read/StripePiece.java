package dev.tarn.format.orc.read;

import dev.tarn.format.orc.metadata.Corrupt;
import dev.tarn.spi.split.RangeRead;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.storage.InputFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A part of a stream that is read, or all of it: bytes that follow each other in the file and in memory.
 *
 * @param start where it begins in the file
 * @param end where it ends there
 * @param range the range that it is read with
 */
record StripePiece(long start, long end, Range range) {
    /** Bytes of the file that are read together. Its reads run once. */
    static final class Range {
        private final long start;
        private final long end;
        private final ScanContext context;
        private RangeRead read;

        Range(long start, long end, ScanContext context) {
            this.start = start;
            this.end = end;
            this.context = context;
        }

        long bytes() {
            return end - start;
        }

        /** Takes memory for it and returns what reads it. */
        RangeRead prepare() {
            if (bytes() < 0 || bytes() > Integer.MAX_VALUE) {
                throw Corrupt.data("a stripe has " + bytes() + " bytes in one place, more than can be read");
            }
            read = new RangeRead(start, (int) (end - start), context);
            return read;
        }

        /** Takes what has read it, and more. */
        void preparedAs(RangeRead larger) {
            read = larger;
        }

        /** Reads it in the calling thread unless it is read already. */
        void require(InputFile file) {
            if (read == null) {
                prepare().run(file, context);
            }
        }

        /** Gives the memory back, now or when the read is done. */
        void close() {
            if (read != null) {
                read.close();
            }
        }
    }

    /** A place in the file, with nothing said of how it is read. */
    record Extent(long start, long end) {
        /** Returns the extent of both. */
        Extent with(Extent other) {
            return new Extent(Math.min(start, other.start), Math.max(end, other.end));
        }
    }

    /** Joins extents that are no further apart than {@code gap} and then no longer than {@code most}. */
    static List<Extent> joined(List<Extent> extents, long gap, long most) {
        List<Extent> ordered = new ArrayList<>(extents);
        ordered.sort(Comparator.comparingLong(Extent::start));
        List<Extent> joined = new ArrayList<>();
        for (Extent next : ordered) {
            Extent last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            Extent both = last == null ? next : last.with(next);
            if (last != null && next.start <= last.end + gap && both.end - both.start <= most) {
                joined.set(joined.size() - 1, both);
            } else {
                joined.add(next);
            }
        }
        return joined;
    }

    /** Returns the address of byte {@code at} of the file, which it has; reads it if that is still to be done. */
    long addressOf(long at, InputFile file) {
        range.require(file);
        return range.read.addressOf(at);
    }

    RangeRead read() {
        return range.read;
    }
}
