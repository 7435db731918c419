package dev.tarn.spi.storage.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads the body of an answer into a buffer. */
public final class ResponseBody {
    private static final int PIECE_BYTES = 64 << 10;

    private ResponseBody() {}

    /**
     * Fills {@code target} from {@code body}, as far as it goes, and closes it.
     *
     * @param abort ends the answer and its connection, from any thread
     */
    public static void read(InputStream body, Runnable abort, ByteBuffer target, OpenReads reads) throws IOException {
        reads.begin(abort);
        boolean complete = false;
        try {
            fill(body, target);
            complete = !target.hasRemaining();
        } finally {
            reads.end(abort);
            if (!complete) {
                abort.run();
            }
        }
        body.close();
    }

    private static void fill(InputStream body, ByteBuffer target) throws IOException {
        byte[] piece = target.hasArray() ? null : new byte[Math.min(PIECE_BYTES, target.remaining())];
        while (target.hasRemaining()) {
            int count;
            if (piece == null) {
                count = body.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
                if (count > 0) {
                    target.position(target.position() + count);
                }
            } else {
                count = body.read(piece, 0, Math.min(piece.length, target.remaining()));
                if (count > 0) {
                    target.put(piece, 0, count);
                }
            }
            if (count < 0) {
                return;
            }
        }
    }
}
