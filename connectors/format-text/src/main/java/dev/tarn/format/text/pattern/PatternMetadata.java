package dev.tarn.format.text.pattern;

import dev.tarn.format.text.io.TextHead;
import dev.tarn.format.text.io.TextLayout;
import dev.tarn.format.text.record.BadRecords;
import dev.tarn.format.text.record.TextMetadata;
import dev.tarn.format.text.value.TimestampFormats;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.InputFile;

/** What is known of a file whose lines an expression takes apart. */
final class PatternMetadata extends TextMetadata {
    private static final int SAMPLE_BYTES = 64 << 10;
    private static final long PART_BYTES = 8L << 20;
    private static final String HEADER_LINES = "skip.header.line.count";
    private static final String FOOTER_LINES = "skip.footer.line.count";

    private final LinePattern pattern;
    private final int footerLines;
    private final TimestampFormats timestamps;
    private final BadRecords badRecords;

    private PatternMetadata(
            TextLayout layout, FormatOptions options, LinePattern pattern, int footerLines, long rowCount) {
        super(layout, options, options.columns(), null, rowCount);
        this.pattern = pattern;
        this.footerLines = footerLines;
        this.timestamps = TimestampFormats.of(options);
        this.badRecords = BadRecords.of(options, BadRecords.NULL);
    }

    static PatternMetadata read(
            InputFile file, FormatOptions options, LinePattern pattern, long partBytes, ScanMetrics metrics) {
        int footer = lines(options, FOOTER_LINES);
        TextHead head = TextHead.read(file, options, SAMPLE_BYTES, metrics);
        int header = headerBytes(file, options, head);
        long lines = 0;
        for (int i = header; i < head.bytes().length; i++) {
            lines += head.bytes()[i] == '\n' ? 1 : 0;
        }
        boolean open = head.isWhole() && head.bytes().length > header && head.bytes()[head.bytes().length - 1] != '\n';
        long rows = head.estimateRows(lines + (open ? 1 : 0), head.bytes().length - header);
        // Which lines are the last ones only a reader of the whole file can tell.
        long part = footer > 0 ? 0 : partBytes > 0 ? partBytes : PART_BYTES;
        return new PatternMetadata(head.layout(header, part), options, pattern, footer, Math.max(0, rows - footer));
    }

    private static int headerBytes(InputFile file, FormatOptions options, TextHead head) {
        int at = 0;
        for (int lines = lines(options, HEADER_LINES); lines > 0 && at < head.bytes().length; at++) {
            lines -= head.bytes()[at] == '\n' ? 1 : 0;
            if (at == head.bytes().length - 1 && lines > 0 && !head.isWhole()) {
                throw new TarnException(
                        ErrorCode.INVALID_PROPERTY,
                        ErrorPosition.InFile.of(file.entry().location().text()),
                        HEADER_LINES + " asks for more lines than the first " + SAMPLE_BYTES + " bytes have");
            }
        }
        return at;
    }

    private static int lines(FormatOptions options, String property) {
        String text = options.property(property).orElse("0").trim();
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY, property + " is '" + text + "', and has to be a number", e);
        }
    }

    LinePattern pattern() {
        return pattern;
    }

    /** Returns how many lines at the end of the file are no records. */
    int footerLines() {
        return footerLines;
    }

    TimestampFormats timestamps() {
        return timestamps;
    }

    BadRecords badRecords() {
        return badRecords;
    }
}
