package dev.tarn.format.text.ion;

import com.amazon.ion.IonType;
import com.amazon.ion.IonWriter;
import com.amazon.ion.Timestamp;
import com.amazon.ion.system.IonTextWriterBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Writes parsed values as Ion's text. */
final class IonTexts {
    private IonTexts() {}

    /** Returns a value as text: a string as it is, anything else as Ion writes it. */
    static String of(Object value) {
        if (value instanceof String text) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        try (IonWriter writer = IonTextWriterBuilder.standard().build(out)) {
            write(value, writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void write(Object value, IonWriter writer) throws IOException {
        if (value == null || value == IonParser.NULL) {
            writer.writeNull();
        } else if (value instanceof Boolean known) {
            writer.writeBool(known);
        } else if (value instanceof Long known) {
            writer.writeInt(known);
        } else if (value instanceof BigInteger known) {
            writer.writeInt(known);
        } else if (value instanceof BigDecimal known) {
            writer.writeDecimal(known);
        } else if (value instanceof Double known) {
            writer.writeFloat(known);
        } else if (value instanceof Timestamp known) {
            writer.writeTimestamp(known);
        } else if (value instanceof String known) {
            writer.writeString(known);
        } else if (value instanceof byte[] known) {
            writer.writeBlob(known);
        } else if (value instanceof List<?> known) {
            writer.stepIn(IonType.LIST);
            for (Object element : known) {
                write(element, writer);
            }
            writer.stepOut();
        } else {
            IonStruct struct = (IonStruct) value;
            writer.stepIn(IonType.STRUCT);
            for (int i = 0; i < struct.names.size(); i++) {
                writer.setFieldName(struct.names.get(i));
                write(struct.values.get(i), writer);
            }
            writer.stepOut();
        }
    }
}
