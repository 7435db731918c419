package dev.tarn.format.avro.codec;

import com.github.luben.zstd.ZstdInputStream;
import dev.tarn.format.avro.decode.Input;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;
import org.xerial.snappy.Snappy;

/** Decompresses blocks into an array that is used again. One thread at a time. */
public abstract class BlockCodec implements AutoCloseable {
    /** The most bytes that a block may have once it is decompressed. */
    private static final int MAX_BYTES = 1 << 29;

    private byte[] block = new byte[0];

    BlockCodec() {}

    /**
     * Makes the codec of the name that a header has; an empty one is null.
     *
     * @throws TarnException NOT_SUPPORTED for one that is not known
     */
    public static BlockCodec of(String name) {
        return switch (name) {
            case "", "null" -> new Streamed(bytes -> bytes);
            case "deflate" -> new Deflate();
            case "snappy" -> new SnappyBlocks();
            case "zstandard" -> new Streamed(ZstdInputStream::new);
            case "bzip2" -> new Streamed(BZip2CompressorInputStream::new);
            case "xz" -> new Streamed(bytes -> new XZInputStream(bytes, 1 << 17));
            default -> throw new TarnException(ErrorCode.NOT_SUPPORTED, "the Avro codec " + name);
        };
    }

    /**
     * Decompresses a block and returns its bytes, in {@link #bytes}, until the next call.
     *
     * @throws TarnException HIVE_BAD_DATA if it is corrupt
     */
    public final int decompress(byte[] source, int offset, int length) {
        try {
            return decode(source, offset, length);
        } catch (IOException | RuntimeException e) {
            if (e instanceof TarnException known) {
                throw known;
            }
            throw new TarnException(ErrorCode.HIVE_BAD_DATA, "a compressed block is corrupt: " + e.getMessage(), e);
        }
    }

    abstract int decode(byte[] source, int offset, int length) throws IOException;

    /** Returns the array that the last block is in; not a copy. */
    public final byte[] bytes() {
        return block;
    }

    final byte[] ensure(int used, int needed) {
        if (needed > MAX_BYTES || needed < 0) {
            throw new TarnException(
                    ErrorCode.EXCEEDED_LIMIT, "an Avro block of more than " + MAX_BYTES + " bytes once decompressed");
        }
        if (needed > block.length) {
            block = used == 0
                    ? new byte[needed]
                    : Arrays.copyOf(block, (int) Math.min(MAX_BYTES, Math.max(needed, block.length * 2L)));
        }
        return block;
    }

    final int readAll(InputStream in, int guess) throws IOException {
        ensure(0, Math.max(guess, 1 << 12));
        int length = 0;
        while (true) {
            byte[] target = ensure(length, length + 1);
            int read = in.read(target, length, target.length - length);
            if (read < 0) {
                return length;
            }
            length += read;
        }
    }

    @Override
    public void close() {}

    /** Wraps compressed bytes. */
    private interface Opener {
        InputStream open(InputStream bytes) throws IOException;
    }

    private static final class Streamed extends BlockCodec {
        private final Opener opener;

        Streamed(Opener opener) {
            this.opener = opener;
        }

        @Override
        int decode(byte[] source, int offset, int length) throws IOException {
            try (InputStream in = opener.open(new ByteArrayInputStream(source, offset, length))) {
                return readAll(in, length);
            }
        }
    }

    private static final class Deflate extends BlockCodec {
        private final Inflater inflater = new Inflater(true);

        @Override
        int decode(byte[] source, int offset, int length) throws IOException {
            inflater.reset();
            try (InputStream in =
                    new InflaterInputStream(new ByteArrayInputStream(source, offset, length), inflater, 1 << 13)) {
                return readAll(in, length * 2);
            }
        }

        @Override
        public void close() {
            inflater.end();
        }
    }

    /** Snappy with the checksum of what it decompresses to behind it. */
    private static final class SnappyBlocks extends BlockCodec {
        private static final int CHECKSUM_BYTES = 4;

        @Override
        int decode(byte[] source, int offset, int length) throws IOException {
            if (length < CHECKSUM_BYTES) {
                throw Input.corrupt("a Snappy block of " + length + " bytes");
            }
            int compressed = length - CHECKSUM_BYTES;
            int bytes = Snappy.uncompressedLength(source, offset, compressed);
            // No byte of Snappy stands for more than 64.
            if (bytes < 0 || bytes > 64L * compressed + 64) {
                throw Input.corrupt("a Snappy block of " + compressed + " bytes cannot stand for " + bytes);
            }
            byte[] target = ensure(0, bytes);
            Snappy.uncompress(source, offset, compressed, target, 0);
            CRC32 checksum = new CRC32();
            checksum.update(target, 0, bytes);
            int stored = 0;
            for (int i = 0; i < CHECKSUM_BYTES; i++) {
                stored = stored << 8 | source[offset + compressed + i] & 0xFF;
            }
            if (stored != (int) checksum.getValue()) {
                throw Input.corrupt("the checksum of a Snappy block is wrong");
            }
            return bytes;
        }
    }
}
