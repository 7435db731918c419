package dev.tarn.format.text.record;

import dev.tarn.format.text.io.ContentReader;
import dev.tarn.format.text.io.TextLayout;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.storage.InputFile;

/** Counts lines for messages: sources do not, since it costs time and a part does not know those before it. */
final class LineCount {
    /** Content past which the count would take too long for a message. */
    private static final long MAX_BYTES = 1L << 30;

    private LineCount() {}

    /** Returns the line, from 1, of the byte at {@code offset} of the content, or -1 if it cannot be found out. Blocks. */
    static long lineAt(InputFile file, TextLayout layout, long offset, ScanContext context) {
        if (offset > MAX_BYTES) {
            return -1;
        }
        try (ContentReader reader = new ContentReader(file, layout, context.metrics())) {
            return 1 + reader.countLineFeeds(offset);
        } catch (TarnException e) {
            // The record's own error is the one to report.
            return -1;
        }
    }
}
