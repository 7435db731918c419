package dev.tarn.format.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.Recognition;
import dev.tarn.testkit.BaseFormatTest;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

class AvroFormatTest extends BaseFormatTest {
    private static byte[] file;

    @Override
    protected FileFormat format() {
        return AvroFiles.FORMAT;
    }

    @Override
    protected byte[] file() throws Exception {
        if (file == null) {
            Schema schema = AvroFiles.schema("{'type':'record','name':'r','fields':[{'name':'Id','type':'long'},"
                    + "{'name':'name','type':['null','string']},{'name':'text','type':'string'}]}");
            file = AvroFiles.write(schema, "null", ROWS, i -> {
                GenericData.Record row = new GenericData.Record(schema);
                row.put("Id", (long) i);
                row.put("name", i % 3 == 0 ? null : "name " + i % 10);
                row.put("text", "text " + i);
                return row;
            });
        }
        return file;
    }

    @Test
    void claimsFilesByTheirEndingAndBegin() throws Exception {
        assertTrue(format().claims("a.avro") && format().claims("A.AVRO"));
        assertFalse(format().claims("a.avro.crc") || format().claims("avro"));
        assertEquals(Recognition.SIGNATURE, format().recognizes(Arrays.copyOf(file(), 100)));
        assertEquals(Recognition.NO, format().recognizes(new byte[] {'O', 'b', 'j', '2', 'x'}));
    }
}
