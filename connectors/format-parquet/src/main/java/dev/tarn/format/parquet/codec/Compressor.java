package dev.tarn.format.parquet.codec;

import java.nio.ByteBuffer;

/** Compresses pages with one codec. One thread at a time. */
public interface Compressor extends AutoCloseable {
    /** Returns the most bytes that {@code length} bytes become. */
    int maxLength(int length);

    /**
     * Compresses the first {@code length} bytes of {@code source} into {@code target} from its begin and returns how many
     * bytes they became. Both are direct; their positions do not count and are not kept.
     */
    int compress(ByteBuffer source, int length, ByteBuffer target);

    @Override
    void close();
}
