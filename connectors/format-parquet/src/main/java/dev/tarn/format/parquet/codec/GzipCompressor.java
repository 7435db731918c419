package dev.tarn.format.parquet.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** GZIP (RFC 1952): one member a page. */
final class GzipCompressor implements Compressor {
    private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};
    private static final int TRAILER_BYTES = 8;
    /** A stored block of up to 64 KB has 5 bytes of its own; zlib makes smaller ones at times. */
    private static final int BLOCK_BYTES = 8 << 10;

    /** From the usual 6 down to 5 takes 0.6 of the time, and makes pages about 2 % larger. */
    private static final int LEVEL = 5;

    private final Deflater deflater = new Deflater(LEVEL, true);

    @Override
    public int maxLength(int length) {
        return length + (length / BLOCK_BYTES + 2) * 5 + 64;
    }

    @Override
    public int compress(ByteBuffer source, int length, ByteBuffer target) {
        ByteBuffer input = source.duplicate().position(0).limit(length);
        ByteBuffer output = target.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
        CRC32 crc = new CRC32();
        crc.update(input.duplicate());
        output.put(HEADER);
        deflater.reset();
        deflater.setInput(input);
        deflater.finish();
        while (!deflater.finished()) {
            if (deflater.deflate(output) == 0 && output.remaining() <= TRAILER_BYTES) {
                throw new IllegalStateException(length + " bytes became more than " + maxLength(length));
            }
        }
        output.putInt((int) crc.getValue()).putInt(length);
        return output.position();
    }

    @Override
    public void close() {
        deflater.end();
    }
}
