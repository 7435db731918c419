package dev.tarn.format.text.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.Zstd;
import dev.tarn.format.text.Reading;
import dev.tarn.format.text.delimited.CsvFormat;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.testkit.AllocatorExtension;
import io.airlift.compress.lz4.Lz4HadoopStreams;
import io.airlift.compress.snappy.SnappyHadoopStreams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.xerial.snappy.SnappyFramedOutputStream;
import org.xerial.snappy.SnappyOutputStream;

@ExtendWith(AllocatorExtension.class)
class CompressionTest {
    private interface Codec {
        OutputStream open(OutputStream out) throws IOException;
    }

    private static final int ROWS = 10_000;

    private static byte[] text(int from, int to) {
        StringBuilder text = new StringBuilder(from == 0 ? "id,name\n" : "");
        for (int i = from; i < to; i++) {
            text.append(i).append(",name ").append(i * 7919L % 10007).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] compress(Codec codec, byte[]... members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] member : members) {
            try (OutputStream out = codec.open(bytes)) {
                out.write(member);
            }
        }
        return bytes.toByteArray();
    }

    private static OutputStream lz4(OutputStream out) throws IOException {
        return new FramedLZ4CompressorOutputStream(
                out,
                new FramedLZ4CompressorOutputStream.Parameters(
                        FramedLZ4CompressorOutputStream.BlockSize.K64,
                        BlockLZ4CompressorOutputStream.createParameterBuilder()
                                .tunedForSpeed()
                                .build()));
    }

    private static Map<String, byte[]> files;

    @BeforeAll
    static void compressAll() throws IOException {
        files = makeFiles();
    }

    private static Map<String, byte[]> makeFiles() throws IOException {
        byte[] whole = text(0, ROWS);
        byte[] first = text(0, ROWS / 2);
        byte[] second = text(ROWS / 2, ROWS);
        Map<String, byte[]> made = new LinkedHashMap<>();
        made.put("plain.csv", whole);
        made.put("one.csv.gz", compress(GZIPOutputStream::new, whole));
        made.put("several.csv.gz", compress(GZIPOutputStream::new, first, new byte[0], second));
        made.put("padded.csv.gz", Arrays.copyOf(made.get("one.csv.gz"), made.get("one.csv.gz").length + 512));
        made.put("no-ending.csv", compress(GZIPOutputStream::new, whole));
        made.put("x.csv.bz2", compress(BZip2CompressorOutputStream::new, first, second));
        made.put("x.csv.zst", Zstd.compress(whole));
        made.put("x.csv.lz4", compress(CompressionTest::lz4, whole));
        made.put("hadoop.csv.lz4", compress(out -> new Lz4HadoopStreams().createOutputStream(out), whole));
        made.put("x.csv.sz", compress(SnappyFramedOutputStream::new, whole));
        made.put("java.csv.snappy", compress(SnappyOutputStream::new, whole));
        made.put("hadoop.csv.snappy", compress(out -> new SnappyHadoopStreams().createOutputStream(out), whole));
        made.put("x.csv.zlib", compress(DeflaterOutputStream::new, whole));
        made.put(
                "x.csv.deflate",
                compress(
                        out -> new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true)), whole));
        return made;
    }

    @Test
    void readsEveryCompression(BufferAllocator allocator) throws IOException {
        List<List<Object>> expected =
                new Reading(allocator, new CsvFormat()).rows("plain.csv", text(0, ROWS), FormatOptions.NONE);
        assertEquals(ROWS, expected.size());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            List<List<Object>> rows =
                    new Reading(allocator, new CsvFormat()).rows(file.getKey(), file.getValue(), FormatOptions.NONE);
            assertEquals(expected, rows, file.getKey());
        }
    }

    @Test
    void refusesTruncatedFiles(BufferAllocator allocator) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] bytes = file.getValue();
            if (file.getKey().equals("plain.csv") || file.getKey().equals("padded.csv.gz")) {
                continue;
            }
            byte[] cut = Arrays.copyOf(bytes, bytes.length - 7);
            TarnException failure = assertThrows(
                    TarnException.class,
                    () -> new Reading(allocator, new CsvFormat()).rows(file.getKey(), cut, FormatOptions.NONE),
                    file.getKey());
            assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code(), file.getKey());
        }
    }
}
