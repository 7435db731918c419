package dev.tarn.format.avro;

import dev.tarn.testkit.FormatRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;

/** Writes Avro files into memory with Avro's writer. */
final class AvroFiles {
    static final AvroFormat FORMAT = new AvroFormat(20_000);
    static final FormatRows ROWS = new FormatRows(FORMAT, "file.avro");

    private AvroFiles() {}

    static Schema schema(String json) {
        return new Schema.Parser().parse(json.replace('\'', '"'));
    }

    static byte[] write(Schema schema, String codec, int rows, IntFunction<Object> row) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.setCodec(CodecFactory.fromString(codec));
            writer.setSyncInterval(4000);
            writer.create(schema, bytes, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
            for (int i = 0; i < rows; i++) {
                writer.append(row.apply(i));
            }
        }
        return bytes.toByteArray();
    }
}
