package dev.tarn.format.text.io;

import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.InputFile;
import java.nio.ByteBuffer;

/** A file whose first bytes are here already, so that they are not read again. */
final class HeadFile implements InputFile {
    private final InputFile file;
    private final byte[] head;

    HeadFile(InputFile file, byte[] head) {
        this.file = file;
        this.head = head;
    }

    @Override
    public FileEntry entry() {
        return file.entry();
    }

    @Override
    public void read(long position, ByteBuffer target) {
        if (position + target.remaining() <= head.length) {
            target.put(head, (int) position, target.remaining());
        } else {
            file.read(position, target);
        }
    }

    @Override
    public void close() {
        // The file is its owner's to close.
    }
}
