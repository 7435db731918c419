package dev.tarn.format.avro.decode;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.type.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** The defaults of a schema's fields. */
public final class Defaults {
    private Defaults() {}

    /**
     * Appends the default of a field, or NULL if it has none.
     *
     * @throws TarnException INVALID_PROPERTY if the default is not of the field's type;
     *     HIVE_PARTITION_SCHEMA_MISMATCH if it does not widen to {@code wanted}
     */
    public static void append(Schema.Field field, List<String> path, Type wanted, ValueAppender out) {
        if (!field.hasDefaultValue()) {
            out.appendNull();
            return;
        }
        byte[] bytes = encode(field);
        Decoder decoder = Decoders.of(field.schema(), path, wanted);
        if (decoder == null) {
            out.appendNull();
            return;
        }
        Input in = new Input();
        in.reset(bytes, 0, bytes.length);
        decoder.decode(in, out);
    }

    private static byte[] encode(Schema.Field field) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<>(field.schema()).write(GenericData.get().getDefaultValue(field), encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException | AvroRuntimeException | ClassCastException e) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY, "the default of the field " + field.name() + " is not of its type", e);
        }
    }
}
