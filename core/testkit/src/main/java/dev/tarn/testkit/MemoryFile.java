package dev.tarn.testkit;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A file in memory that notes what is read of it, and fails when it is told to. Any number of threads may read at once. */
public final class MemoryFile implements InputFile {
    private final FileEntry entry;
    private final byte[] content;
    private final List<ReadRange> reads = new ArrayList<>();
    private boolean failing;
    private boolean closed;

    /** Bytes {@code position} to {@code position + length}. */
    public record ReadRange(long position, int length) {}

    public MemoryFile(String name, byte[] content) {
        this.entry = new FileEntry(new Location("memory://" + name), content.length, 0, "1");
        this.content = content.clone();
    }

    @Override
    public FileEntry entry() {
        return entry;
    }

    @Override
    public synchronized void read(long position, ByteBuffer target) {
        if (closed) {
            throw new IllegalStateException("the file is closed");
        }
        ErrorPosition place = ErrorPosition.InFile.of(entry.location().text());
        if (failing) {
            throw new TarnException(ErrorCode.STORAGE_ERROR, place, "the test wants it so");
        }
        if (position + target.remaining() > content.length) {
            throw new TarnException(ErrorCode.HIVE_CURSOR_ERROR, place, "the file ends too early");
        }
        reads.add(new ReadRange(position, target.remaining()));
        target.put(content, (int) position, target.remaining());
    }

    /** Lets every read from now on fail with STORAGE_ERROR, or no longer. */
    public synchronized void setFailing(boolean failing) {
        this.failing = failing;
    }

    /** Returns the ranges that were read, in the order of the reads. */
    public synchronized List<ReadRange> reads() {
        return List.copyOf(reads);
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
