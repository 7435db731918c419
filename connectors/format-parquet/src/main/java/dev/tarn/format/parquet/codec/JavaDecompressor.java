package dev.tarn.format.parquet.codec;

import io.airlift.compress.Decompressor;
import java.nio.ByteBuffer;

/** A codec in pure Java. */
final class JavaDecompressor implements dev.tarn.format.parquet.codec.Decompressor {
    static final int ANY_RATIO = Integer.MAX_VALUE;

    private final String name;
    private final Decompressor decompressor;
    private final int maxRatio;

    JavaDecompressor(String name, Decompressor decompressor, int maxRatio) {
        this.name = name;
        this.decompressor = decompressor;
        this.maxRatio = maxRatio;
    }

    @Override
    public void decompress(ByteBuffer source, int offset, int length, ByteBuffer target, int targetLength) {
        ByteBuffer input = source.duplicate().limit(offset + length).position(offset);
        ByteBuffer output = target.duplicate().limit(targetLength).position(0);
        try {
            decompressor.decompress(input, output);
        } catch (RuntimeException e) {
            throw Codecs.corrupt(name, e.getMessage(), e);
        }
        if (output.position() != targetLength) {
            throw Codecs.wrongSize(name, output.position(), targetLength);
        }
    }

    @Override
    public boolean isPlausible(ByteBuffer source, int offset, int length, int targetLength) {
        return targetLength <= (length + 16L) * maxRatio;
    }

    @Override
    public void close() {}
}
