package dev.tarn.format.text.delimited;

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

class CsvFormatTest extends BaseFormatTest {
    @Override
    protected FileFormat format() {
        return new CsvFormat(64 << 10);
    }

    @Override
    protected byte[] file() {
        StringBuilder text = new StringBuilder("Id,name,text\r\n");
        for (int i = 0; i < ROWS; i++) {
            text.append(i).append(',');
            text.append(i % 3 == 0 ? "" : "name " + i % 10);
            text.append(i % 2 == 0 ? ",text " + i : ",\"text " + i + '"').append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Text has no end that could be missing: only an empty file is refused. */
    @Test
    @Override
    protected void refusesTruncatedFiles() {
        MemoryFile file = new MemoryFile("empty.csv", new byte[0]);
        TarnException failure = assertThrows(
                TarnException.class, () -> format().readMetadata(file, FormatOptions.NONE, new ScanMetrics()));
        assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
    }
}
