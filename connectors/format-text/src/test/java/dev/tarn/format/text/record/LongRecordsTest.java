package dev.tarn.format.text.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.format.text.delimited.CsvFormat;
import dev.tarn.format.text.delimited.DelimitedTextFormat;
import dev.tarn.format.text.ion.IonFormat;
import dev.tarn.format.text.json.JsonFormat;
import dev.tarn.format.text.pattern.RegexFormat;
import dev.tarn.format.text.xml.XmlFormat;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record of two GiB is refused without being read as a whole. */
@ExtendWith(AllocatorExtension.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LongRecordsTest {
    private static final long SIZE = 2L << 30;
    private static final long MOST_TO_READ = 200L << 20;

    /** A file that begins as it is told and goes on with the letter x to its end. */
    private record EndlessFile(byte[] begin) implements InputFile {
        @Override
        public FileEntry entry() {
            return new FileEntry(new Location("memory://endless"), SIZE, 0, "1");
        }

        @Override
        public void read(long position, ByteBuffer target) {
            for (long at = position; target.hasRemaining(); at++) {
                target.put(at < begin.length ? begin[(int) at] : (byte) 'x');
            }
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static FileFormat format(String name) {
        return switch (name) {
            case "csv" -> new CsvFormat();
            case "text" -> new DelimitedTextFormat();
            case "json", "sequence" -> new JsonFormat();
            case "ion" -> new IonFormat();
            case "regex" -> new RegexFormat();
            default -> new XmlFormat();
        };
    }

    private static String begin(String name) {
        return switch (name) {
            case "csv" -> "a\n1\n\"";
            case "json", "sequence" -> "{\"a\": \"1\"}\n{\"a\": \"";
            case "ion" -> "{a: \"1\"} {a: \"";
            case "xml" -> "<r><i><a>1</a></i><i><a>";
            case "attribute" -> "<r><i a='1'/><i a='";
            case "comment" -> "<r><i a='1'/><!-- ";
            default -> "1\n";
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "text", "json", "sequence", "ion", "regex", "xml", "attribute", "comment"})
    void isRefusedWithoutBeingReadAsAWhole(String name, BufferAllocator allocator) {
        TarnException failure = failure(name, allocator);
        assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
        assertTrue(failure.getMessage().contains(" MiB"), failure.getMessage());
        assertTrue(failure.position().orElseThrow() instanceof ErrorPosition.InFile);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "text", "json", "regex"})
    void isNamedWhereMemoryEndsBefore(String name, BufferAllocator allocator) {
        try (BufferAllocator little = allocator.newChildAllocator("little", 0, 64 << 20)) {
            TarnException failure = failure(name, little);
            assertEquals(ErrorCode.EXCEEDED_MEMORY_LIMIT, failure.code());
            assertTrue(failure.getMessage().contains("the record at byte"), failure.getMessage());
            assertTrue(failure.position().orElseThrow() instanceof ErrorPosition.InFile);
        }
    }

    private static TarnException failure(String name, BufferAllocator allocator) {
        FormatOptions options = new FormatOptions(
                null,
                Map.of(
                        "input.regex",
                        "(.*)",
                        "xml.rowtag",
                        "i",
                        "json.records",
                        name.equals("sequence") ? name : "lines"),
                List.of(ColumnSchema.of("a", Type.VARCHAR)));
        InputFile file = new EndlessFile(begin(name).getBytes(StandardCharsets.UTF_8));
        FileFormat format = format(name);
        ScanMetrics metrics = new ScanMetrics();
        FileMetadata metadata = format.readMetadata(file, options, metrics);
        ScanRequest request = new ScanRequest(
                List.of(ScanColumn.of("a", Type.VARCHAR)),
                List.of(),
                new ScanContext(allocator, Runnable::run, 1000, metrics));
        TarnException failure = assertThrows(TarnException.class, () -> {
            try (BatchSource source = format.open(file, metadata, 0, request)) {
                while (source.next() != null) {
                    source.blocked().join();
                }
            }
        });
        assertTrue(metrics.bytesRead.sum() < MOST_TO_READ, metrics.bytesRead.sum() + " bytes");
        return failure;
    }
}
