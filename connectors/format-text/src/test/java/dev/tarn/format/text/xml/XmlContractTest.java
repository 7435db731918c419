package dev.tarn.format.text.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.testkit.BaseFormatTest;
import dev.tarn.testkit.MemoryFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every format does, of a document whose records have attributes and children. */
class XmlContractTest extends BaseFormatTest {
    @Override
    protected FileFormat format() {
        return new XmlFormat();
    }

    @Override
    protected boolean readsInParts() {
        return false;
    }

    @Override
    protected byte[] file() {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\"?>\n<rows>\n");
        for (int i = 0; i < ROWS; i++) {
            text.append("<row><Id>").append(i).append("</Id>");
            text.append(i % 3 == 0 ? "" : "<name>name " + i % 10 + "</name>");
            text.append("<text>text ").append(i).append("</text></row>\n");
        }
        return text.append("</rows>").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Columns have the order in which they came, and the first record has no name. */
    @Test
    @Override
    protected void knowsColumnsAndRows() {
        FileMetadata metadata =
                format().readMetadata(new MemoryFile("file", file()), FormatOptions.NONE, new ScanMetrics());
        assertEquals(
                List.of("Id bigint", "text varchar", "name varchar"),
                metadata.columns().stream()
                        .map(column -> column.name() + " " + column.type())
                        .toList());
        assertEquals(ROWS, metadata.rowCount());
    }
}
