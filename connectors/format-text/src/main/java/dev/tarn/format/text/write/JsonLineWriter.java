package dev.tarn.format.text.write;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.storage.ByteSink;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Writes an object a line, with all columns as its keys, NULLs included. */
public final class JsonLineWriter extends LineWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[][] keys;
    private final boolean base64;
    private final RowBuffer text = new RowBuffer();

    /**
     * @param keyNames the keys of the columns
     * @param base64 whether VARBINARY is written as Base64, else as the text that it must be then
     */
    public JsonLineWriter(
            ByteSink sink, List<ColumnSchema> columns, WriteOptions options, List<String> keyNames, boolean base64) {
        super(sink, columns, options, OutputCompression.of(options));
        this.base64 = base64;
        this.keys = new byte[columns.size()][];
        for (int i = 0; i < keys.length; i++) {
            RowBuffer key = new RowBuffer();
            key.put(i == 0 ? '{' : ',');
            appendString(keyNames.get(i).getBytes(StandardCharsets.UTF_8), key);
            key.put(':');
            keys[i] = java.util.Arrays.copyOf(key.bytes(), key.length());
        }
    }

    /**
     * Checks that columns of these types can be written.
     *
     * @throws dev.tarn.spi.error.TarnException NOT_SUPPORTED, naming type and column
     */
    public static void check(List<ColumnSchema> columns) {
        for (ColumnSchema column : columns) {
            ScalarText.check(column.type(), column.name(), "JSON");
            checkKeys(column.type(), column.name());
        }
    }

    private static void checkKeys(Type type, String column) {
        type.fields().forEach(field -> checkKeys(field.type(), column));
        if (type.kind() == TypeKind.MAP
                && (type.fieldType(0).isNested() || type.fieldType(0).kind() == TypeKind.VARBINARY)) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED, "writing the type " + type + " as JSON, of column \"" + column + "\"");
        }
    }

    @Override
    protected void beginRow(RowBuffer out) {
        if (keys.length == 0) {
            out.put('{');
        }
    }

    @Override
    protected void endRow(RowBuffer out) {
        out.put('}');
        out.put('\n');
    }

    @Override
    protected void appendNull(int columnIndex, RowBuffer out) {
        out.put(keys[columnIndex]);
        out.putAscii("null");
    }

    @Override
    protected void appendValue(int columnIndex, Layout layout, long address, int length, RowBuffer out) {
        out.put(keys[columnIndex]);
        append(columnIndex, columns.get(columnIndex).type(), layout, address, length, out);
    }

    private void append(int columnIndex, Type type, Layout layout, long address, int length, RowBuffer out) {
        switch (type.kind()) {
            case CHAR, VARCHAR -> appendString(bytes(address, length), out);
            case VARBINARY -> appendBinary(columnIndex, bytes(address, length), out);
            case DATE, TIMESTAMP, TIME -> {
                out.put('"');
                ScalarText.append(type, layout, address, length, out);
                out.put('"');
            }
            case REAL, DOUBLE -> appendFloating(type, layout, address, length, out);
            case ROW -> appendRow(columnIndex, type, address, out);
            case ARRAY -> appendArray(columnIndex, type, address, out);
            case MAP -> appendMap(columnIndex, type, address, out);
            default -> ScalarText.append(type, layout, address, length, out);
        }
    }

    private static byte[] bytes(long address, int length) {
        byte[] copy = new byte[length];
        RawMemory.copyToArray(address, copy, 0, length);
        return copy;
    }

    /** JSON has no numbers for NaN and infinities: they are strings. */
    private static void appendFloating(Type type, Layout layout, long address, int length, RowBuffer out) {
        double value = type.kind() == TypeKind.REAL ? RawMemory.getFloat(address) : RawMemory.getDouble(address);
        boolean quoted = Double.isNaN(value) || Double.isInfinite(value);
        if (quoted) {
            out.put('"');
        }
        ScalarText.append(type, layout, address, length, out);
        if (quoted) {
            out.put('"');
        }
    }

    private void appendBinary(int columnIndex, byte[] value, RowBuffer out) {
        if (base64) {
            appendString(Base64.getEncoder().encode(value), out);
            return;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
        } catch (CharacterCodingException e) {
            throw unwritable(
                    columnIndex,
                    "is no text, and this SerDe reads binary values as text; declare the table with"
                            + " org.openx.data.jsonserde.JsonSerDe, or write to_base64 of the column");
        }
        appendString(value, out);
    }

    private static void appendString(byte[] utf8, RowBuffer out) {
        out.put('"');
        for (byte value : utf8) {
            switch (value) {
                case '"', '\\' -> {
                    out.put('\\');
                    out.put(value);
                }
                case '\n' -> out.putAscii("\\n");
                case '\r' -> out.putAscii("\\r");
                case '\t' -> out.putAscii("\\t");
                default -> {
                    if (value >= 0 && value < ' ') {
                        out.putAscii("\\u00");
                        out.put(HEX[value >> 4]);
                        out.put(HEX[value & 15]);
                    } else {
                        out.put(value);
                    }
                }
            }
        }
        out.put('"');
    }

    private void appendRow(int columnIndex, Type type, long address, RowBuffer out) {
        CellBlock fields = new CellBlock(type);
        fields.toFields(address);
        out.put('{');
        for (int i = 0; i < type.fields().size(); i++) {
            if (i > 0) {
                out.put(',');
            }
            String name = type.fields().get(i).name();
            appendString((name == null ? "field" + i : name).getBytes(StandardCharsets.UTF_8), out);
            out.put(':');
            appendElement(columnIndex, type.fieldType(i), fields, i, out);
        }
        out.put('}');
    }

    private void appendArray(int columnIndex, Type type, long address, RowBuffer out) {
        CellBlock elements = new CellBlock(type.fieldType(0));
        elements.toElements(address);
        out.put('[');
        for (int i = 0; i < elements.count(); i++) {
            if (i > 0) {
                out.put(',');
            }
            appendElement(columnIndex, type.fieldType(0), elements, i, out);
        }
        out.put(']');
    }

    private void appendMap(int columnIndex, Type type, long address, RowBuffer out) {
        CellBlock mapKeys = new CellBlock(type.fieldType(0));
        CellBlock values = new CellBlock(type.fieldType(1));
        mapKeys.toKeys(address);
        values.toValues(address);
        out.put('{');
        for (int i = 0; i < mapKeys.count(); i++) {
            if (i > 0) {
                out.put(',');
            }
            appendKey(type.fieldType(0), mapKeys, i, out);
            out.put(':');
            appendElement(columnIndex, type.fieldType(1), values, i, out);
        }
        out.put('}');
    }

    private void appendKey(Type type, CellBlock block, int index, RowBuffer out) {
        text.clear();
        ScalarText.append(type, type.defaultLayout(), block.address(index), block.length(index), text);
        appendString(java.util.Arrays.copyOf(text.bytes(), text.length()), out);
    }

    private void appendElement(int columnIndex, Type type, CellBlock block, int index, RowBuffer out) {
        if (block.isNull(index)) {
            out.putAscii("null");
        } else {
            append(columnIndex, type, type.defaultLayout(), block.address(index), block.length(index), out);
        }
    }
}
