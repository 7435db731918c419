package dev.tarn.format.parquet.codec;

import dev.tarn.spi.error.TarnException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.brotli.dec.BrotliInputStream;

/** Brotli, in pure Java. */
final class BrotliDecompressor implements Decompressor {
    private static final String NAME = "Brotli";
    private static final int CHUNK_BYTES = 64 << 10;

    @Override
    public void decompress(ByteBuffer source, int offset, int length, ByteBuffer target, int targetLength) {
        byte[] input = new byte[length];
        source.get(offset, input);
        byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, targetLength + 1L)];
        int written = 0;
        try (BrotliInputStream stream = new BrotliInputStream(new ByteArrayInputStream(input))) {
            for (int count = stream.read(chunk); count > 0; count = stream.read(chunk)) {
                if (count > targetLength - written) {
                    throw Codecs.wrongSize(NAME, (long) written + count, targetLength);
                }
                target.put(written, chunk, 0, count);
                written += count;
            }
        } catch (TarnException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw Codecs.corrupt(NAME, e.getMessage(), e);
        }
        if (written != targetLength) {
            throw Codecs.wrongSize(NAME, written, targetLength);
        }
    }

    @Override
    public boolean isPlausible(ByteBuffer source, int offset, int length, int targetLength) {
        // Copies of what was already written may be of any length.
        return length > 0;
    }

    @Override
    public void close() {}
}
