package dev.tarn.format.text.json;

import dev.tarn.format.text.record.BadRecords;
import dev.tarn.format.text.record.TextMetadata;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;

/** Reads the lines that begin in a part of a file; a line has any number of records. */
final class JsonLineSource extends JsonSource {
    /** A newline is no space here: it ends whatever is not finished. */
    private static final int NO_NEWLINE = ' ';

    /** Where the last whole line ends that is in memory. */
    private long linesEnd;
    /** From where on lines are those of the next part. */
    private long partEndAddress;
    /** Whether the first line of the part was found. */
    private boolean begun;
    /** Whether the window is where a line begins. */
    private boolean atLineStart = true;

    JsonLineSource(
            InputFile file, TextMetadata metadata, int part, ScanRequest request, BadRecords policy, JsonRules rules) {
        super(file, metadata, part, request, policy, rules);
        begun = part == 0;
    }

    @Override
    protected Step readRecord() {
        if (hasMoved()) {
            findLines();
        }
        if (!begun && !begin()) {
            return window.isLast() ? Step.END : Step.MORE;
        }
        long at = window.position();
        while (at < linesEnd) {
            if (atLineStart && at >= partEndAddress) {
                return Step.END;
            }
            byte found = RawMemory.getByte(at);
            if (found != '\n' && found != ' ' && found != '\t' && found != '\r') {
                return record(at);
            }
            atLineStart = found == '\n';
            at++;
        }
        moveTo(at);
        return window.isLast() ? Step.END : Step.MORE;
    }

    /** Finds where the whole lines end that are in memory; the file's last one ends with it. */
    private void findLines() {
        long limit = window.limit();
        if (window.isLast() && limit > window.position() && RawMemory.getByte(limit - 1) != '\n') {
            RawMemory.putByte(limit, (byte) '\n');
            linesEnd = limit + 1;
        } else {
            long end = limit;
            while (end > window.position() && RawMemory.getByte(end - 1) != '\n') {
                end--;
            }
            linesEnd = end;
        }
        partEndAddress = partEnd() == Long.MAX_VALUE ? Long.MAX_VALUE : window.addressOf(partEnd());
    }

    /** Moves behind the line that holds the byte before the part, which is another part's; returns whether that ends here. */
    private boolean begin() {
        long at = window.position();
        while (at < linesEnd && RawMemory.getByte(at) != '\n') {
            at++;
        }
        begun = at < linesEnd;
        moveTo(begun ? at + 1 : window.limit());
        return begun;
    }

    private void moveTo(long address) {
        window.moveTo(Math.min(address, window.limit()));
    }

    private Step record(long at) {
        long end = append(at, linesEnd);
        JsonFault fault = end < 0 ? fault() : null;
        if (end >= 0) {
            long next = JsonScanner.skipSpace(end, NO_NEWLINE);
            byte found = RawMemory.getByte(next);
            if (found == '\n' || found == '{') {
                atLineStart = found == '\n';
                moveTo(atLineStart ? next + 1 : next);
                return Step.ROW;
            }
            fault = JsonFault.bad("the line does not end behind the record");
        }
        long lineEnd = at;
        while (RawMemory.getByte(lineEnd) != '\n') {
            lineEnd++;
        }
        Step step = bad(at, lineEnd, fault);
        atLineStart = true;
        moveTo(lineEnd + 1);
        return step;
    }
}
