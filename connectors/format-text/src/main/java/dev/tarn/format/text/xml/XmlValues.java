package dev.tarn.format.text.xml;

import dev.tarn.format.text.record.BadRecords;
import dev.tarn.format.text.record.Excerpt;
import dev.tarn.format.text.record.ParsedSource.BadRecord;
import dev.tarn.format.text.value.FieldParser;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Appends what records have to columns, as the types of the columns. One thread at a time. */
final class XmlValues {
    private static final int SLACK_BYTES = 16;

    private final List<ScanColumn> columns;
    private final XmlOptions options;
    private final FieldParser fields;
    private ByteBuffer memory = ByteBuffer.allocateDirect(256);

    /**
     * Makes one.
     *
     * @param exact whether a value that its type would round is one that it cannot hold
     */
    XmlValues(List<ScanColumn> columns, XmlOptions options, boolean exact) {
        this.fields = new FieldParser(exact, false);
        this.columns = columns;
        this.options = options;
    }

    /**
     * Appends the value that column {@code index} has in a record.
     *
     * @throws BadRecord if the column's type cannot hold it and the table does not want NULL then
     */
    void append(XmlElement record, int index, ValueAppender out) {
        ScanColumn column = columns.get(index);
        XmlPath path = options.paths().get(column.name());
        List<Object> parts = path == null ? XmlParts.named(record, column.name()) : XmlParts.at(record, path);
        append(column.name(), column.type(), parts, out);
    }

    private void append(String column, Type type, List<Object> parts, ValueAppender out) {
        if (parts.isEmpty()) {
            out.appendNull();
            return;
        }
        switch (type.kind()) {
            case ARRAY -> {
                ValueAppender elements = out.cell().part(0);
                for (Object part : parts) {
                    appendOne(column, type.fieldType(0), part, elements);
                }
                out.appendCell();
            }
            default -> {
                if (parts.size() > 1) {
                    misfit(column, parts.size() + " values; declare it as an array of them", type, out);
                } else {
                    appendOne(column, type, parts.get(0), out);
                }
            }
        }
    }

    private void appendOne(String column, Type type, Object part, ValueAppender out) {
        switch (type.kind()) {
            case ROW -> appendRow(column, type, part, out);
            case MAP -> appendMap(column, type, part, out);
            case ARRAY -> append(column, type, List.of(part), out);
            case VARCHAR, CHAR -> appendText(column, type, XmlParts.content(part), out);
            default -> {
                String text = XmlParts.content(part).strip();
                if (text.isEmpty()) {
                    out.appendNull();
                } else {
                    appendText(column, type, text, out);
                }
            }
        }
    }

    private void appendText(String column, Type type, String text, ValueAppender out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (memory.capacity() < bytes.length + SLACK_BYTES) {
            memory = ByteBuffer.allocateDirect(2 * bytes.length + SLACK_BYTES);
        }
        long address = RawMemory.addressOf(memory);
        RawMemory.copyFromArray(bytes, 0, address, bytes.length);
        RawMemory.fill(address + bytes.length, SLACK_BYTES, (byte) 0);
        if (!fields.append(type, address, bytes.length, out)) {
            misfit(column, Excerpt.of(text), type, out);
        }
    }

    private void appendRow(String column, Type type, Object part, ValueAppender out) {
        if (!(part instanceof XmlElement element)) {
            misfit(column, Excerpt.of(part.toString()), type, out);
            return;
        }
        CellWriter cell = out.cell();
        for (int i = 0; i < type.fields().size(); i++) {
            TypeField field = type.fields().get(i);
            List<Object> parts = field.name() == null ? List.of() : XmlParts.named(element, field.name());
            append(column, field.type(), parts, cell.part(i));
        }
        out.appendCell();
    }

    /** Appends the children by their names, of equal names the last one. */
    private void appendMap(String column, Type type, Object part, ValueAppender out) {
        if (!(part instanceof XmlElement element)) {
            misfit(column, Excerpt.of(part.toString()), type, out);
            return;
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        element.children.forEach(child -> entries.put(child.name, child));
        CellWriter cell = out.cell();
        for (Map.Entry<String, Object> entry : entries.entrySet()) {
            // A key cannot be NULL, whatever the table wants of bad values.
            if (!type.fieldType(0).isText()) {
                cell.clear();
                misfit(column, "a map by names of elements", type, out);
                return;
            }
            appendText(column, type.fieldType(0), entry.getKey(), cell.part(0));
            append(column, type.fieldType(1), new ArrayList<>(List.of(entry.getValue())), cell.part(1));
        }
        out.appendCell();
    }

    private void misfit(String column, String value, Type type, ValueAppender out) {
        if (options.badRecords() != BadRecords.NULL) {
            throw new BadRecord(
                    column, value + " is no " + type + "; declare the column with a wider type, or as varchar");
        }
        out.appendNull();
    }
}
