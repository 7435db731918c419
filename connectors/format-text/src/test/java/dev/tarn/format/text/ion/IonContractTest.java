package dev.tarn.format.text.ion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazon.ion.IonType;
import com.amazon.ion.IonWriter;
import com.amazon.ion.system.IonBinaryWriterBuilder;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.testkit.BaseFormatTest;
import dev.tarn.testkit.MemoryFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every format does, of binary Ion. */
class IonContractTest extends BaseFormatTest {
    private static byte[] file;

    @Override
    protected FileFormat format() {
        return new IonFormat();
    }

    @Override
    protected boolean readsInParts() {
        return false;
    }

    @Override
    protected byte[] file() throws IOException {
        if (file == null) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (IonWriter writer = IonBinaryWriterBuilder.standard().build(out)) {
                for (int i = 0; i < ROWS; i++) {
                    writer.stepIn(IonType.STRUCT);
                    writer.setFieldName("Id");
                    writer.writeInt(i);
                    writer.setFieldName("name");
                    writer.writeString(i % 3 == 0 ? null : "name " + i % 10);
                    writer.setFieldName("text");
                    writer.writeString("text " + i);
                    writer.stepOut();
                }
            }
            file = out.toByteArray();
        }
        return file;
    }

    /** A stream of Ion may end behind any value, and be empty; only one that ends within a value is broken. */
    @Test
    @Override
    protected void refusesTruncatedFiles() throws IOException {
        byte[] whole = file();
        for (int length : new int[] {1, 20, whole.length - 1}) {
            MemoryFile cut = new MemoryFile("truncated", Arrays.copyOf(whole, length));
            TarnException failure = assertThrows(
                    TarnException.class, () -> format().readMetadata(cut, FormatOptions.NONE, new ScanMetrics()));
            assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
        }
    }
}
