package dev.tarn.exec.operator.write;

import dev.tarn.spi.storage.PendingFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** The files that a write has completed so far. Thread-safe. */
public final class WrittenFiles {
    /** Rows that were given to writers so far, of files that are not complete too. */
    public final LongAdder rowsWritten = new LongAdder();
    /** Bytes that writers gave out so far. */
    public final LongAdder bytesWritten = new LongAdder();

    private final List<WrittenFile> files = new ArrayList<>();

    synchronized void add(WrittenFile file) {
        files.add(file);
    }

    /** Returns the files, to be asked when all drivers have ended. */
    public synchronized List<WrittenFile> files() {
        return List.copyOf(files);
    }

    /** Returns what commits or aborts them. */
    public synchronized List<PendingFile> pending() {
        return files.stream().map(WrittenFile::file).toList();
    }

    /** Returns how many rows they have. */
    public synchronized long rowCount() {
        return files.stream().mapToLong(file -> file.statistics().rowCount()).sum();
    }

    /** Returns how many bytes they have. */
    public synchronized long byteCount() {
        return files.stream().mapToLong(file -> file.statistics().byteCount()).sum();
    }
}
