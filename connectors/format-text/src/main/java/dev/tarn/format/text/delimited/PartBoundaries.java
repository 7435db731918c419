package dev.tarn.format.text.delimited;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import java.util.Arrays;

/**
 * Where the readers of a file's parts began and ended. Whether a byte lies within quotes depends on all bytes before it, so
 * a reader that begins in the midst of a file concludes it from what is near; here it is checked that it began where the
 * reader before it ended. Thread-safe.
 */
final class PartBoundaries {
    private static final long UNKNOWN = -1;

    private final long[] begun;
    private final long[] ended;

    PartBoundaries(int parts) {
        begun = new long[parts];
        ended = new long[parts];
        Arrays.fill(begun, UNKNOWN);
        Arrays.fill(ended, UNKNOWN);
    }

    /** Notes the offset of the first record of a part. */
    synchronized void begins(int part, long offset, String path) {
        begun[part] = offset;
        if (part > 0) {
            check(part, path);
        }
    }

    /** Notes the offset of the first record after a part. */
    synchronized void ends(int part, long offset, String path) {
        ended[part] = offset;
        if (part + 1 < begun.length) {
            check(part + 1, path);
        }
    }

    private void check(int part, String path) {
        long end = ended[part - 1];
        long begin = begun[part];
        if (end != UNKNOWN && begin != UNKNOWN && end != begin) {
            throw new TarnException(
                    ErrorCode.HIVE_BAD_DATA,
                    ErrorPosition.InFile.of(path),
                    "quotes are written so that the records of the file cannot be told in parts: one ends at byte "
                            + end
                            + ", where byte " + begin
                            + " was taken for the begin of the next; set the table's property "
                            + DelimitedOptions.READ_IN_PARTS + " to false");
        }
    }
}
