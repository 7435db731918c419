package dev.tarn.format.text.json;

import dev.tarn.format.text.record.BadRecords;
import dev.tarn.format.text.record.RowSource;
import dev.tarn.format.text.record.TextMetadata;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.ColumnAppender;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;

/** Reads records of JSON, however they follow one another. */
abstract class JsonSource extends RowSource {
    /** How many zeros follow the bytes in memory, so that scans of eight bytes at a time end there. */
    private static final int SENTINEL_BYTES = 16;

    final JsonReader reader;
    private long knownOffset = -1;
    private boolean knownLast;
    private JsonFault lastFault;

    /** As {@link RowSource}; it starts to read. */
    JsonSource(
            InputFile file, TextMetadata metadata, int part, ScanRequest request, BadRecords policy, JsonRules rules) {
        super(file, metadata, part, request, policy);
        try {
            reader = new JsonReader(request.columns(), appenders, rules);
            start();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Returns whether the window is another one than the last time; its end is marked then. */
    final boolean hasMoved() {
        long offset = window.offsetOf(window.limit());
        if (offset == knownOffset && window.isLast() == knownLast) {
            return false;
        }
        knownOffset = offset;
        knownLast = window.isLast();
        RawMemory.fill(window.limit(), SENTINEL_BYTES, (byte) 0);
        return true;
    }

    /** Appends the record at {@code at} and returns the address behind it, or -1 and appends nothing if it is at fault. */
    final long append(long at, long limit) {
        int rows = appenders.length == 0 ? 0 : appenders[0].count();
        try {
            return reader.read(at, limit, rows);
        } catch (JsonFault fault) {
            lastFault = fault;
            for (ColumnAppender appender : appenders) {
                appender.truncate(rows);
            }
            return -1;
        }
    }

    /** Returns what the record was at fault by for which {@link #append} returned -1. */
    final JsonFault fault() {
        return lastFault;
    }

    /** Does with a bad record as the table's policy asks. */
    final Step bad(long address, long end, JsonFault fault) {
        if (badRecords == BadRecords.FAIL) {
            String cure = fault.column() == null ? "" : "; declare the column with a wider type, or as varchar";
            throw badRecord(address, end, fault.column(), fault.getMessage() + cure);
        }
        return unreadable(address, end, fault.getMessage());
    }
}
