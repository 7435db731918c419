package dev.tarn.format.text.io;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What the first bytes of a file say once they are decompressed. */
public final class HeadContent {
    private static final int CONTENT_BYTES = 4096;

    private HeadContent() {}

    /** Returns the first bytes of content that {@code head} holds, as many as are whole; empty if it is broken. */
    public static byte[] of(byte[] head) {
        Compression compression = Compression.detect("", head, head.length);
        if (compression == Compression.NONE) {
            return head;
        }
        ByteBuffer content = ByteBuffer.allocate(CONTENT_BYTES);
        try (ByteFeed feed = compression.open(new Bytes(head), head.length, new ScanMetrics())) {
            feed.read(content);
        } catch (TarnException e) {
            // The head ends within the compressed stream: what came before that is all there is to judge by.
            return Arrays.copyOf(content.array(), content.position());
        }
        return Arrays.copyOf(content.array(), content.position());
    }

    /** Bytes as a file. */
    private record Bytes(byte[] bytes) implements InputFile {
        @Override
        public FileEntry entry() {
            return new FileEntry(new Location("head"), bytes.length, 0, "");
        }

        @Override
        public void read(long position, ByteBuffer target) {
            if (position + target.remaining() > bytes.length) {
                throw new TarnException(ErrorCode.HIVE_CURSOR_ERROR, "the first bytes end here");
            }
            target.put(bytes, (int) position, target.remaining());
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
