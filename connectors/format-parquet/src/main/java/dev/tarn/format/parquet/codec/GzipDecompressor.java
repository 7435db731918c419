package dev.tarn.format.parquet.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** GZIP (RFC 1952), of one member or several, one after the other. Checksums are verified. */
final class GzipDecompressor implements Decompressor {
    private static final String NAME = "GZIP";
    private static final int TRAILER_BYTES = 8;
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final Inflater inflater = new Inflater(true);

    @Override
    public void decompress(ByteBuffer source, int offset, int length, ByteBuffer target, int targetLength) {
        ByteBuffer input = source.duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .limit(offset + length)
                .position(offset);
        ByteBuffer output = target.duplicate().limit(targetLength).position(0);
        try {
            do {
                member(input, output);
            } while (input.hasRemaining());
        } catch (DataFormatException | RuntimeException e) {
            if (e instanceof dev.tarn.spi.error.TarnException known) {
                throw known;
            }
            throw Codecs.corrupt(NAME, e.getMessage() == null ? "it ends too early" : e.getMessage(), e);
        }
        if (output.hasRemaining()) {
            throw Codecs.wrongSize(NAME, output.position(), targetLength);
        }
    }

    private void member(ByteBuffer input, ByteBuffer output) throws DataFormatException {
        skipHeader(input);
        int start = output.position();
        inflater.reset();
        inflater.setInput(input);
        while (!inflater.finished()) {
            int count = inflater.inflate(output);
            if (count == 0 && !inflater.finished()) {
                requireEnd(output);
            }
        }
        if (input.remaining() < TRAILER_BYTES) {
            throw Codecs.corrupt(NAME, "its trailer is missing", null);
        }
        CRC32 crc = new CRC32();
        crc.update(output.duplicate().limit(output.position()).position(start));
        if ((int) crc.getValue() != input.getInt() || output.position() - start != input.getInt()) {
            throw Codecs.corrupt(NAME, "its checksum does not match", null);
        }
    }

    /** The end of the stream may still have to be read when the page is full; nothing else may come. */
    private void requireEnd(ByteBuffer output) throws DataFormatException {
        if (output.hasRemaining()) {
            throw Codecs.corrupt(NAME, "it ends too early", null);
        }
        if (inflater.inflate(new byte[1]) > 0 || !inflater.finished()) {
            throw Codecs.corrupt(NAME, "it has more bytes than the page", null);
        }
    }

    private static void skipHeader(ByteBuffer input) {
        if (input.getShort() != (short) 0x8B1F || input.get() != 8) {
            throw Codecs.corrupt(NAME, "it does not begin with a GZIP header", null);
        }
        int flags = input.get();
        input.position(input.position() + 6);
        if ((flags & FLAG_EXTRA) != 0) {
            int extra = input.getShort() & 0xFFFF;
            input.position(input.position() + extra);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText(input);
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText(input);
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            input.getShort();
        }
    }

    private static void skipText(ByteBuffer input) {
        while (input.get() != 0) {
            // The text ends with a zero.
        }
    }

    @Override
    public boolean isPlausible(ByteBuffer source, int offset, int length, int targetLength) {
        return targetLength <= (length + 16L) * 1040;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
