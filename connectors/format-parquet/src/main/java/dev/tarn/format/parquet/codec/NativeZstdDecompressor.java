package dev.tarn.format.parquet.codec;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/** Zstandard by its native library; the context is kept from page to page. */
final class NativeZstdDecompressor implements Decompressor {
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();

    @Override
    public void decompress(ByteBuffer source, int offset, int length, ByteBuffer target, int targetLength) {
        int written;
        try {
            written = context.decompressDirectByteBuffer(target, 0, targetLength, source, offset, length);
        } catch (ZstdException e) {
            throw Codecs.corrupt("ZSTD", e.getMessage(), e);
        }
        if (written != targetLength) {
            throw Codecs.wrongSize("ZSTD", written, targetLength);
        }
    }

    @Override
    public boolean isPlausible(ByteBuffer source, int offset, int length, int targetLength) {
        // A block of 3 bytes can repeat one byte 128 KB long.
        return targetLength <= (length + 16L) << 16;
    }

    @Override
    public void close() {
        context.close();
    }
}
