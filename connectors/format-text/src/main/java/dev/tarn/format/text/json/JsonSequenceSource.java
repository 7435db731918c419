package dev.tarn.format.text.json;

import dev.tarn.format.text.record.BadRecords;
import dev.tarn.format.text.record.TextMetadata;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;

/** Reads the records of a whole file, which stand one after the other or in arrays and may span lines. */
final class JsonSequenceSource extends JsonSource {
    private static final int NEWLINE = '\n';

    private final JsonRecords records;

    JsonSequenceSource(
            InputFile file,
            TextMetadata metadata,
            ScanRequest request,
            BadRecords policy,
            JsonRules rules,
            JsonLayout layout) {
        super(file, metadata, 0, request, policy, rules);
        records = new JsonRecords(layout);
    }

    @Override
    protected Step readRecord() {
        hasMoved();
        long limit = window.limit();
        try {
            long at = records.next(window.position(), limit);
            window.moveTo(Math.min(at, limit));
            if (at >= limit) {
                return atLimit();
            }
            return record(at, limit);
        } catch (JsonFault fault) {
            window.moveTo(Math.min(records.reached(), limit));
            if (fault.isIncomplete() && !window.isLast()) {
                return Step.MORE;
            }
            throw badRecord(window.position(), limit, null, fault.getMessage());
        }
    }

    private Step atLimit() {
        if (!window.isLast()) {
            return Step.MORE;
        }
        if (records.isWithin()) {
            throw new TarnException(
                    ErrorCode.HIVE_BAD_DATA,
                    ErrorPosition.InFile.of(file.entry().location().text()),
                    "the file ends before the array of its records does; it may be truncated");
        }
        return Step.END;
    }

    private Step record(long at, long limit) {
        long end = append(at, limit);
        if (end >= 0) {
            window.moveTo(end);
            return Step.ROW;
        }
        JsonFault fault = fault();
        if (fault.isIncomplete() && !window.isLast()) {
            return Step.MORE;
        }
        long behind = badRecords == BadRecords.FAIL ? limit : JsonScanner.skipValue(at, limit, NEWLINE);
        Step step = bad(at, behind, fault);
        window.moveTo(behind);
        return step;
    }
}
