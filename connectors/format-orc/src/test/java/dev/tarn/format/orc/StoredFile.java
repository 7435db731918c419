package dev.tarn.format.orc;

import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.testkit.MemoryFile;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A file in memory, on a storage of some kind.
 *
 * @param file the file
 * @param readsQuickly whether threads that compute read by themselves
 * @param maxGapBytes how many unwanted bytes are read along
 * @param maxJoinedBytes how many bytes are read together
 */
record StoredFile(MemoryFile file, boolean readsQuickly, int maxGapBytes, int maxJoinedBytes) implements InputFile {
    /** A storage. */
    interface Kind {
        InputFile of(byte[] content);
    }

    /** A slow one that is asked for what is wanted, one that reads quickly, a remote one, and one of small reads. */
    static final List<Kind> KINDS = List.of(
            content -> new MemoryFile("f", content),
            content -> new StoredFile(new MemoryFile("f", content), true, 0, 8 << 20),
            content -> new StoredFile(new MemoryFile("f", content), false, 1 << 20, 16 << 20),
            content -> new StoredFile(new MemoryFile("f", content), false, 100, 2000));

    @Override
    public FileEntry entry() {
        return file.entry();
    }

    @Override
    public void read(long position, ByteBuffer target) {
        file.read(position, target);
    }

    @Override
    public void close() {
        file.close();
    }
}
