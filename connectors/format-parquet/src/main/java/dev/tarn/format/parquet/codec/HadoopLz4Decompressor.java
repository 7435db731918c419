package dev.tarn.format.parquet.codec;

import io.airlift.compress.lz4.Lz4Decompressor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What writers put under the name LZ4: the frames of Hadoop's block compressor (the length of what it becomes and then, as
 * often as that takes, the length of a block and the block, lengths of 32 bits, the most significant byte first), or one
 * block without any frame.
 */
final class HadoopLz4Decompressor implements Decompressor {
    private static final String NAME = "LZ4";
    private static final int PREFIX_BYTES = 8;

    private final Lz4Decompressor blocks = new Lz4Decompressor();

    @Override
    public void decompress(ByteBuffer source, int offset, int length, ByteBuffer target, int targetLength) {
        if (isFramed(source, offset, length, targetLength) && frames(source, offset, length, target, targetLength)) {
            return;
        }
        ByteBuffer output = target.duplicate().limit(targetLength).position(0);
        try {
            block(source, offset, length, output);
        } catch (RuntimeException e) {
            throw Codecs.corrupt(NAME, e.getMessage(), e);
        }
        if (output.position() != targetLength) {
            throw Codecs.wrongSize(NAME, output.position(), targetLength);
        }
    }

    /** Returns whether the first frame's lengths may be some: a block without a frame hardly ever looks so. */
    private static boolean isFramed(ByteBuffer source, int offset, int length, int targetLength) {
        if (length < PREFIX_BYTES) {
            return false;
        }
        ByteBuffer lengths = source.duplicate().order(ByteOrder.BIG_ENDIAN);
        long becomes = lengths.getInt(offset) & 0xFFFFFFFFL;
        long block = lengths.getInt(offset + 4) & 0xFFFFFFFFL;
        return becomes <= targetLength && block <= length - PREFIX_BYTES;
    }

    /** Decompresses frames; returns false if they turn out not to be any. */
    private boolean frames(ByteBuffer source, int offset, int length, ByteBuffer target, int targetLength) {
        ByteBuffer input = source.duplicate()
                .order(ByteOrder.BIG_ENDIAN)
                .limit(offset + length)
                .position(offset);
        ByteBuffer output = target.duplicate().limit(targetLength).position(0);
        try {
            while (input.hasRemaining()) {
                int end = Math.addExact(output.position(), input.getInt());
                while (output.position() < end) {
                    int block = input.getInt();
                    if (block < 0 || block > input.remaining()) {
                        return false;
                    }
                    block(source, input.position(), block, output);
                    input.position(input.position() + block);
                }
                if (output.position() != end) {
                    return false;
                }
            }
        } catch (RuntimeException e) {
            // No frames; if it is no block either, that is what is told.
            return false;
        }
        return !output.hasRemaining();
    }

    private void block(ByteBuffer source, int offset, int length, ByteBuffer output) {
        blocks.decompress(source.duplicate().limit(offset + length).position(offset), output);
    }

    @Override
    public boolean isPlausible(ByteBuffer source, int offset, int length, int targetLength) {
        return targetLength <= (length + 16L) * 256;
    }

    @Override
    public void close() {}
}
