package dev.tarn.format.text.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.testkit.BaseFormatTest;
import dev.tarn.testkit.MemoryFile;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What every format does, of line JSON in several parts. */
class JsonFormatTest extends BaseFormatTest {
    private static final long PART_BYTES = 100_000;

    @Override
    protected FileFormat format() {
        return new JsonFormat(PART_BYTES);
    }

    @Override
    protected byte[] file() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            lines.append("{\"Id\":").append(i).append(", \"name\": ");
            lines.append(i % 3 == 0 ? "null" : "\"name " + i % 10 + "\"");
            lines.append(" ,\"text\":\"text ").append(i).append("\"}\n");
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A text that was cut is a text, but for the record that was cut. */
    @Override
    @Test
    protected void refusesTruncatedFiles() throws Exception {
        byte[] start = "{\"Id\":".getBytes(StandardCharsets.UTF_8);
        MemoryFile file = new MemoryFile("truncated", start);
        TarnException failure = assertThrows(
                TarnException.class, () -> format().readMetadata(file, FormatOptions.NONE, new ScanMetrics()));
        assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
    }
}
