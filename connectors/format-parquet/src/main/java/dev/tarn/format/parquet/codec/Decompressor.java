package dev.tarn.format.parquet.codec;

import java.nio.ByteBuffer;

/** Decompresses pages of one codec. One thread at a time. */
public interface Decompressor extends AutoCloseable {
    /**
     * Decompresses bytes {@code offset} to {@code offset + length} of {@code source} to the first {@code targetLength}
     * bytes of {@code target}. Both buffers are direct; their positions neither count nor change.
     *
     * @throws dev.tarn.spi.error.TarnException HIVE_BAD_DATA if the bytes are corrupt or do not give exactly
     *     {@code targetLength} bytes
     */
    void decompress(ByteBuffer source, int offset, int length, ByteBuffer target, int targetLength);

    /**
     * Returns whether {@code length} compressed bytes can become {@code targetLength}, so that no memory is taken for a
     * length that a corrupt header claims.
     */
    boolean isPlausible(ByteBuffer source, int offset, int length, int targetLength);

    @Override
    void close();
}
