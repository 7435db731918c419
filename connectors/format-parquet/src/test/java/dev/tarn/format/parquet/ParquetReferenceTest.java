package dev.tarn.format.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.FormatSupport;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.MemoryFile;
import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds docs/reference/parquet.md to what is read: a page of each physical type, encoding and codec. */
@ExtendWith(AllocatorExtension.class)
class ParquetReferenceTest {
    private static final int ROWS = 300;
    private static final int FIXED_LENGTH = 4;
    private static final HeapByteBufferAllocator HEAP = HeapByteBufferAllocator.getInstance();
    private static final FormatSupport SUPPORT = new ParquetFormat().support();

    private static List<String[]> rows(String section) throws IOException {
        Path page = Path.of(System.getProperty("tarn.test.root", ".")).resolve("docs/reference/parquet.md");
        String text = Files.readString(page);
        int start = text.indexOf("## " + section + "\n");
        int end = text.indexOf("\n## ", start);
        return text.substring(start, end)
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| In the") && !line.startsWith("|---"))
                .map(line -> line.substring(2).replace("`", "").split(" ?\\| ?", -1))
                .toList();
    }

    @Test
    void documentsTheTypes() throws IOException {
        List<String> documented =
                rows("Types").stream().map(cells -> cells[0] + " | " + cells[1]).toList();
        assertEquals(
                SUPPORT.types().stream()
                        .map(type -> type.stored() + " | " + type.sql())
                        .toList(),
                documented);
    }

    @Test
    void documentsTheCodecs() throws IOException {
        List<String> documented =
                rows("Codecs").stream().skip(1).map(cells -> cells[0]).toList();
        assertEquals(SUPPORT.codecs(), documented);
        assertEquals(
                Arrays.stream(CompressionCodec.values())
                        .map(Enum::name)
                        .filter(name -> !name.equals("LZO"))
                        .toList(),
                documented);
    }

    @ParameterizedTest
    @EnumSource(Type.class)
    void readsEachEncodingAndCodecThatIsDocumented(Type type, BufferAllocator allocator) throws Exception {
        Map<String, List<String>> documented = new LinkedHashMap<>();
        rows("Encodings").stream().skip(1).forEach(cells -> documented.put(cells[0], List.of(cells[1].split(", "))));
        assertEquals(SUPPORT.encodings(), new ArrayList<>(documented.keySet()));
        for (Encoding encoding : Encoding.values()) {
            boolean isRead = documented.getOrDefault(encoding.name(), List.of()).contains(type.name());
            for (String codec : SUPPORT.codecs()) {
                byte[] file = file(type, encoding, CompressionCodec.valueOf(codec), isRead);
                if (isRead) {
                    assertEquals(expected(type), read(file, allocator), encoding + " " + codec);
                } else {
                    TarnException failure =
                            assertThrows(TarnException.class, () -> read(file, allocator), encoding + " " + codec);
                    assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code(), failure.getMessage());
                }
            }
        }
    }

    private static List<String> read(byte[] bytes, BufferAllocator allocator) throws Exception {
        ParquetFormat format = new ParquetFormat();
        FileMetadata metadata = format.readMetadata(new MemoryFile("f", bytes), FormatOptions.NONE, new ScanMetrics());
        List<ScanColumn> columns =
                List.of(ScanColumn.of("c", metadata.columns().get(0).type()));
        ScanContext context = new ScanContext(allocator, Runnable::run, 128, new ScanMetrics());
        List<List<String>> rows = new ArrayList<>();
        try (BatchSource source =
                format.open(new MemoryFile("f", bytes), metadata, 0, new ScanRequest(columns, List.of(), context))) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                ParquetRows.append(batch, rows);
            }
        }
        return rows.stream().map(row -> row.get(0)).toList();
    }

    /** Returns value {@code i} in its PLAIN form, without the length in front of it. */
    private static byte[] plain(Type type, int i) {
        ByteBuffer buffer = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        return switch (type) {
            case BOOLEAN -> new byte[] {(byte) (i % 3 == 0 ? 1 : 0)};
            case INT32 -> Arrays.copyOf(buffer.putInt(i * 31 % 100 - 50).array(), 4);
            case INT64 ->
                Arrays.copyOf(
                        buffer.putLong((i * 31 % 100 - 50) * 10_000_000_000L).array(), 8);
            case INT96 -> buffer.putLong(i % 80 * 1000L).putInt(2_440_588).array();
            case FLOAT -> Arrays.copyOf(buffer.putFloat(i % 70 / 4f).array(), 4);
            case DOUBLE -> Arrays.copyOf(buffer.putDouble(i % 70 / 8.0).array(), 8);
            case BYTE_ARRAY -> ("value " + i % 50).getBytes(StandardCharsets.US_ASCII);
            case FIXED_LEN_BYTE_ARRAY -> Arrays.copyOf(buffer.putInt(i % 90).array(), FIXED_LENGTH);
        };
    }

    private static List<String> expected(Type type) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            byte[] plain = plain(type, i);
            ByteBuffer buffer = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
            expected.add(
                    switch (type) {
                        case BOOLEAN -> Boolean.toString(plain[0] == 1);
                        case INT32 -> Integer.toString(buffer.getInt());
                        case INT64 -> Long.toString(buffer.getLong());
                        case INT96 -> Long.toString(buffer.getLong() / 1000);
                        case FLOAT -> Double.toString(buffer.getFloat());
                        case DOUBLE -> Double.toString(buffer.getDouble());
                        default -> HexFormat.of().withUpperCase().formatHex(plain);
                    });
        }
        return expected;
    }

    private static byte[] body(Type type, Encoding encoding, Map<ByteBuffer, Integer> dictionary) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (encoding) {
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
                out.write(16);
                for (int i = 0; i < ROWS; i++) {
                    int code = dictionary.get(ByteBuffer.wrap(plain(type, i)));
                    out.writeBytes(new byte[] {2, (byte) code, (byte) (code >> 8)});
                }
            }
            case RLE -> {
                out.writeBytes(HandMadeFile.le(2 * ROWS));
                for (int i = 0; i < ROWS; i++) {
                    out.writeBytes(new byte[] {2, plain(type, i)[0]});
                }
            }
            case DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY ->
                out.writeBytes(delta(type, encoding));
            case BYTE_STREAM_SPLIT -> {
                for (int k = 0; k < plain(type, 0).length; k++) {
                    for (int i = 0; i < ROWS; i++) {
                        out.write(plain(type, i)[k]);
                    }
                }
            }
            default -> {
                if (type == Type.BOOLEAN) {
                    BigInteger bits = BigInteger.ZERO;
                    for (int i = 0; i < ROWS; i++) {
                        bits = plain(type, i)[0] == 1 ? bits.setBit(i) : bits;
                    }
                    for (int at = 0; at < (ROWS + 7) / 8; at++) {
                        out.write(bits.shiftRight(8 * at).intValue());
                    }
                } else {
                    for (int i = 0; i < ROWS; i++) {
                        writePlain(type, plain(type, i), out);
                    }
                }
            }
        }
        return out.toByteArray();
    }

    private static void writePlain(Type type, byte[] value, ByteArrayOutputStream out) {
        if (type == Type.BYTE_ARRAY) {
            out.writeBytes(HandMadeFile.le(value.length));
        }
        out.writeBytes(value);
    }

    private static byte[] delta(Type type, Encoding encoding) throws IOException {
        try (ValuesWriter writer =
                switch (encoding) {
                    case DELTA_LENGTH_BYTE_ARRAY -> new DeltaLengthByteArrayValuesWriter(100, 100_000, HEAP);
                    case DELTA_BYTE_ARRAY -> new DeltaByteArrayWriter(100, 100_000, HEAP);
                    default ->
                        type == Type.INT64
                                ? new DeltaBinaryPackingValuesWriterForLong(100, 100_000, HEAP)
                                : new DeltaBinaryPackingValuesWriterForInteger(100, 100_000, HEAP);
                }) {
            for (int i = 0; i < ROWS; i++) {
                byte[] value = plain(type, i);
                if (encoding != Encoding.DELTA_BINARY_PACKED) {
                    writer.writeBytes(Binary.fromConstantByteArray(value));
                } else if (type == Type.INT64) {
                    writer.writeLong(HandMadeFile.number(value));
                } else {
                    writer.writeInteger((int) HandMadeFile.number(value));
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            writer.getBytes().writeAllTo(out);
            return out.toByteArray();
        }
    }

    private static byte[] file(Type type, Encoding encoding, CompressionCodec codec, boolean isRead)
            throws IOException {
        Map<ByteBuffer, Integer> dictionary = new LinkedHashMap<>();
        for (int i = 0; i < ROWS; i++) {
            dictionary.putIfAbsent(ByteBuffer.wrap(plain(type, i)), dictionary.size());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
        boolean hasCodes = encoding == Encoding.PLAIN_DICTIONARY || encoding == Encoding.RLE_DICTIONARY;
        if (hasCodes) {
            ByteArrayOutputStream values = new ByteArrayOutputStream();
            dictionary.keySet().forEach(value -> writePlain(type, value.array(), values));
            byte[] stored = compress(codec, values.toByteArray());
            PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, values.size(), stored.length);
            header.setDictionary_page_header(new DictionaryPageHeader(dictionary.size(), Encoding.PLAIN));
            Util.writePageHeader(header, out);
            out.writeBytes(stored);
        }
        int dataStart = out.size();
        byte[] body = body(type, isRead || hasCodes ? encoding : Encoding.PLAIN, dictionary);
        byte[] stored = compress(codec, body);
        PageHeader header = new PageHeader(PageType.DATA_PAGE, body.length, stored.length);
        header.setData_page_header(new DataPageHeader(ROWS, encoding, Encoding.RLE, Encoding.RLE));
        Util.writePageHeader(header, out);
        out.writeBytes(stored);
        ColumnMetaData meta = new ColumnMetaData(
                type, List.of(encoding), List.of("c"), codec, ROWS, out.size() - 4, out.size() - 4, dataStart);
        if (hasCodes) {
            meta.setDictionary_page_offset(4);
        }
        writeFooter(type, meta, out);
        return out.toByteArray();
    }

    private static void writeFooter(Type type, ColumnMetaData meta, ByteArrayOutputStream out) throws IOException {
        SchemaElement root = new SchemaElement("root");
        root.setNum_children(1);
        SchemaElement column = new SchemaElement("c");
        column.setType(type);
        column.setType_length(FIXED_LENGTH);
        column.setRepetition_type(FieldRepetitionType.REQUIRED);
        ColumnChunk chunk = new ColumnChunk(4);
        chunk.setMeta_data(meta);
        int start = out.size();
        Util.writeFileMetaData(
                new FileMetaData(1, List.of(root, column), ROWS, List.of(new RowGroup(List.of(chunk), 0, ROWS))), out);
        out.writeBytes(HandMadeFile.le(out.size() - start));
        out.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] compress(CompressionCodec codec, byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (codec) {
            case UNCOMPRESSED -> out.writeBytes(bytes);
            case GZIP -> {
                try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                    gzip.write(bytes);
                }
            }
            case BROTLI -> {
                // A stream of one block that is stored as it is, and an empty last one.
                int bits = bytes.length - 1 << 4 | 1 << 20;
                out.writeBytes(new byte[] {(byte) bits, (byte) (bits >> 8), (byte) (bits >> 16)});
                out.writeBytes(bytes);
                out.write(3);
            }
            case LZ4 -> {
                byte[] block = compress(new Lz4Compressor(), bytes);
                out.writeBytes(ByteBuffer.allocate(8)
                        .putInt(bytes.length)
                        .putInt(block.length)
                        .array());
                out.writeBytes(block);
            }
            case SNAPPY -> out.writeBytes(compress(new SnappyCompressor(), bytes));
            case ZSTD -> out.writeBytes(compress(new ZstdCompressor(), bytes));
            default -> out.writeBytes(compress(new Lz4Compressor(), bytes));
        }
        return out.toByteArray();
    }

    private static byte[] compress(Compressor compressor, byte[] bytes) {
        byte[] out = new byte[compressor.maxCompressedLength(bytes.length)];
        return Arrays.copyOf(out, compressor.compress(bytes, 0, bytes.length, out, 0, out.length));
    }
}
