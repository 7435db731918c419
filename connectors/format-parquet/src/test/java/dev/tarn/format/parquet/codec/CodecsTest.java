package dev.tarn.format.parquet.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.testkit.Randomness;
import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.CompressionCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every codec, native and in pure Java, gives back what was compressed and refuses anything else. */
class CodecsTest {
    static Stream<Arguments> codecs() {
        return Stream.of(
                        CompressionCodec.SNAPPY,
                        CompressionCodec.ZSTD,
                        CompressionCodec.GZIP,
                        CompressionCodec.LZ4,
                        CompressionCodec.LZ4_RAW)
                .flatMap(codec -> Stream.of(Arguments.of(codec, true), Arguments.of(codec, false)));
    }

    private static byte[] compress(CompressionCodec codec, byte[] bytes) throws IOException {
        if (codec == CompressionCodec.GZIP) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int half = bytes.length / 2;
            for (byte[] part :
                    new byte[][] {Arrays.copyOf(bytes, half), Arrays.copyOfRange(bytes, half, bytes.length)}) {
                try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                    gzip.write(part);
                }
            }
            return out.toByteArray();
        }
        if (codec == CompressionCodec.LZ4 && bytes.length % 3 > 0) {
            return hadoopFrames(bytes);
        }
        Compressor compressor =
                switch (codec) {
                    case SNAPPY -> new SnappyCompressor();
                    case ZSTD -> new ZstdCompressor();
                    default -> new Lz4Compressor();
                };
        byte[] out = new byte[compressor.maxCompressedLength(bytes.length)];
        return Arrays.copyOf(out, compressor.compress(bytes, 0, bytes.length, out, 0, out.length));
    }

    /** Two frames, the second one of two blocks. */
    private static byte[] hadoopFrames(byte[] bytes) throws IOException {
        int third = bytes.length / 3;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream lengths = new DataOutputStream(out);
        int[] ends = {third, 2 * third, bytes.length};
        for (int i = 0, start = 0; i < 3; start = ends[i++]) {
            if (i < 2) {
                lengths.writeInt(i == 0 ? third : bytes.length - third);
            }
            byte[] block = compress(CompressionCodec.LZ4_RAW, Arrays.copyOfRange(bytes, start, ends[i]));
            lengths.writeInt(block.length);
            lengths.write(block);
        }
        return out.toByteArray();
    }

    private static byte[] content(Randomness random) {
        byte[] content = new byte[random.between(1, 30_000)];
        int alphabet = random.between(1, 256);
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) random.nextInt(alphabet);
        }
        return content;
    }

    private static ByteBuffer direct(byte[] bytes, int offset) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(offset + bytes.length + 16);
        buffer.put(offset, bytes);
        return buffer;
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void decompresses(CompressionCodec codec, boolean allowNative) throws IOException {
        Randomness random = Randomness.create();
        try (Decompressor decompressor = Codecs.create(codec, allowNative)) {
            for (int round = 0; round < 20; round++) {
                byte[] content = content(random);
                byte[] compressed = compress(codec, content);
                int offset = random.nextInt(50);
                ByteBuffer source = direct(compressed, offset);
                ByteBuffer target = ByteBuffer.allocateDirect(content.length + 100);
                assertTrue(decompressor.isPlausible(source, offset, compressed.length, content.length));
                decompressor.decompress(source, offset, compressed.length, target, content.length);
                byte[] read = new byte[content.length];
                target.get(0, read);
                assertArrayEquals(content, read, "seed " + random.seed());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void refusesOtherSizes(CompressionCodec codec, boolean allowNative) throws IOException {
        byte[] content = content(Randomness.create());
        byte[] compressed = compress(codec, content);
        ByteBuffer source = direct(compressed, 0);
        try (Decompressor decompressor = Codecs.create(codec, allowNative)) {
            for (int wrong : new int[] {content.length - 1, content.length + 1, content.length * 2}) {
                ByteBuffer target = ByteBuffer.allocateDirect(wrong + 100);
                TarnException failure = assertThrows(
                        TarnException.class,
                        () -> decompressor.decompress(source, 0, compressed.length, target, wrong),
                        "size " + wrong + " of " + content.length);
                assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void survivesBrokenBytes(CompressionCodec codec, boolean allowNative) throws IOException {
        Randomness random = Randomness.create();
        try (Decompressor decompressor = Codecs.create(codec, allowNative)) {
            for (int round = 0; round < 100; round++) {
                byte[] content = content(random);
                byte[] compressed = compress(codec, content);
                int length = random.nextBoolean() ? compressed.length : random.nextInt(compressed.length + 1);
                for (int i = 0; i < 3; i++) {
                    compressed[random.nextInt(compressed.length)] = (byte) random.nextInt();
                }
                ByteBuffer target = ByteBuffer.allocateDirect(content.length);
                try {
                    decompressor.decompress(direct(compressed, 0), 0, length, target, content.length);
                } catch (TarnException e) {
                    assertEquals(ErrorCode.HIVE_BAD_DATA, e.code());
                }
            }
        }
    }

    @Test
    void needsNoDecompressorForWhatIsNotCompressed() {
        assertNull(Codecs.create(CompressionCodec.UNCOMPRESSED));
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodec.class,
            names = {"LZO"})
    void namesWhatIsNotSupported(CompressionCodec codec) {
        TarnException failure = assertThrows(TarnException.class, () -> Codecs.create(codec));
        assertEquals(ErrorCode.NOT_SUPPORTED, failure.code());
        assertTrue(failure.detail().contains(codec.name()));
    }
}
