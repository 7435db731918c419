package dev.tarn.catalog.file;

import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.InputFile;
import java.nio.ByteBuffer;

/** A file that is another one, but for what a subclass changes. */
abstract class ForwardingFile implements InputFile {
    private final InputFile file;

    ForwardingFile(InputFile file) {
        this.file = file;
    }

    InputFile file() {
        return file;
    }

    @Override
    public FileEntry entry() {
        return file.entry();
    }

    @Override
    public void read(long position, ByteBuffer target) {
        file.read(position, target);
    }

    @Override
    public boolean readsQuickly() {
        return file.readsQuickly();
    }

    @Override
    public int maxGapBytes() {
        return file.maxGapBytes();
    }

    @Override
    public int maxJoinedBytes() {
        return file.maxJoinedBytes();
    }

    @Override
    public void close() {
        file.close();
    }
}
