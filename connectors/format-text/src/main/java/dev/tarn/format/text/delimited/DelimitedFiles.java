package dev.tarn.format.text.delimited;

import dev.tarn.format.text.io.Compression;
import dev.tarn.format.text.io.TextHead;
import dev.tarn.format.text.record.BadRecords;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.InputFile;

/** Reads what can be known of delimited files before their records are read. Immutable. */
final class DelimitedFiles {
    private static final int DECLARED_SAMPLE = 64 << 10;
    private static final int INFERRED_SAMPLE = 1 << 20;
    private static final int LARGEST_SAMPLE = 16 << 20;
    private static final long SMALLEST_PART = 8L << 20;
    private static final long LARGEST_PART = 32L << 20;
    private static final int PARTS_WANTED = 32;
    private static final int CHECKED_ROWS = 10_000;

    private final long fixedPartBytes;

    /** Makes one; parts are of {@code fixedPartBytes} bytes, or of a size that suits the file if that is 0. */
    DelimitedFiles(long fixedPartBytes) {
        this.fixedPartBytes = fixedPartBytes;
    }

    /** Reads a file whose columns are declared. */
    DelimitedMetadata declared(
            InputFile file, FormatOptions options, Dialect dialect, BadRecords otherwise, ScanMetrics metrics) {
        DelimitedOptions settings = DelimitedOptions.of(options, otherwise);
        TextHead head = TextHead.read(file, options, DECLARED_SAMPLE, metrics);
        Sample sample = new Sample(head);
        long header = sample.afterLines(settings.headerLines(), dialect.lineEnd());
        if (header < 0) {
            head = TextHead.read(file, options, LARGEST_SAMPLE, metrics);
            sample = new Sample(head);
            header = sample.afterLines(settings.headerLines(), dialect.lineEnd());
            if (header < 0) {
                throw new TarnException(
                        ErrorCode.INVALID_PROPERTY,
                        place(file),
                        DelimitedOptions.HEADER_LINES + " is " + settings.headerLines() + ", more lines than the first "
                                + (LARGEST_SAMPLE >> 20) + " MiB have");
            }
        }
        boolean irregular = dialect.hasQuote()
                && sample.index(dialect, header, sample.length(), CHECKED_ROWS).mayBeIrregular();
        long rows = head.estimateRows(
                sample.lineCount(header, dialect.lineEnd()) + (head.isWhole() && sample.length() > header ? 1 : 0),
                sample.length() - header);
        long partBytes = partBytes(file, settings, irregular);
        return new DelimitedMetadata(
                head.layout(header, partBytes), options, settings, dialect, options.columns(), null, rows);
    }

    /** Reads a file that nobody declared. */
    DelimitedMetadata inferred(InputFile file, FormatOptions options, ScanMetrics metrics) {
        DelimitedOptions settings = DelimitedOptions.of(options, BadRecords.FAIL);
        TextHead head = TextHead.read(file, options, INFERRED_SAMPLE, metrics);
        Sample sample = new Sample(head);
        if (sample.length() == 0) {
            throw new TarnException(
                    ErrorCode.HIVE_BAD_DATA, place(file), "the file is empty, so it shows no columns; declare a table");
        }
        if (sample.has(0)) {
            throw new TarnException(
                    ErrorCode.HIVE_BAD_DATA,
                    place(file),
                    "the file is no text: its begin has bytes that are zero; its encoding may be one that a table has to"
                            + " declare by the property " + TextHead.ENCODING);
        }
        Sniffer.Finding found = Sniffer.find(
                sample, Compression.plainName(file.entry().location().name()));
        if (found.records() == 0 && !sample.isWhole() && found.headerBytes() == 0) {
            throw new TarnException(
                    ErrorCode.HIVE_BAD_DATA,
                    place(file),
                    "no record ends within the first " + sample.length() + " bytes; a quote may not be closed");
        }
        long rows = head.estimateRows(found.records(), found.recordBytes());
        long partBytes = partBytes(file, settings, found.irregular());
        return new DelimitedMetadata(
                head.layout(found.headerBytes(), partBytes),
                options,
                settings,
                found.dialect(),
                found.columns(),
                found.inference(),
                rows);
    }

    private long partBytes(InputFile file, DelimitedOptions settings, boolean irregular) {
        if (irregular || !settings.readInParts() || settings.footerLines() > 0) {
            return 0;
        }
        long size = file.entry().sizeBytes();
        return fixedPartBytes > 0
                ? fixedPartBytes
                : Math.max(SMALLEST_PART, Math.min(LARGEST_PART, size / PARTS_WANTED));
    }

    private static ErrorPosition place(InputFile file) {
        return ErrorPosition.InFile.of(file.entry().location().text());
    }
}
