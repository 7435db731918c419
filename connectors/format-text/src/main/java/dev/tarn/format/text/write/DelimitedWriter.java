package dev.tarn.format.text.write;

import dev.tarn.format.text.write.DelimitedRules.Style;
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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Writes delimited text. What its readers would take for something else is an error, never written: a delimiter or a line end
 * within a value where there are no quotes and no escape, a text that is the one of NULL.
 */
public final class DelimitedWriter extends LineWriter {
    private final DelimitedRules rules;
    /** By byte, whether it needs an escape where there are no quotes. */
    private final boolean[] special = new boolean[256];

    private boolean first;

    public DelimitedWriter(ByteSink sink, List<ColumnSchema> columns, WriteOptions options, DelimitedRules rules) {
        super(sink, columns, options, OutputCompression.of(options));
        this.rules = rules;
        special['\n'] = true;
        special['\r'] = true;
        special[rules.delimiter()[0] & 0xFF] = true;
        if (rules.escape() >= 0) {
            special[rules.escape()] = true;
        }
        int depth = 0;
        for (ColumnSchema column : columns) {
            depth = Math.max(depth, depth(column.type()));
        }
        for (int level = 1; level <= depth; level++) {
            special[rules.separators()[level] & 0xFF] = true;
        }
    }

    /**
     * Checks that columns of these types can be written.
     *
     * @throws TarnException NOT_SUPPORTED, naming type and column
     */
    public static void check(List<ColumnSchema> columns, DelimitedRules rules, String format) {
        for (ColumnSchema column : columns) {
            ScalarText.check(column.type(), column.name(), format);
            int depth = depth(column.type());
            if (depth > 0 && rules.style() != Style.LAZY || depth >= rules.separators().length) {
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED,
                        "writing the type " + column.type() + " as " + format + ", of column \"" + column.name()
                                + "\"");
            }
        }
    }

    /** Returns how many separators the parts of a type need. */
    private static int depth(Type type) {
        int depth = 0;
        for (var field : type.fields()) {
            depth = Math.max(depth, depth(field.type()));
        }
        return !type.isNested() ? 0 : depth + (type.kind() == TypeKind.MAP ? 2 : 1);
    }

    private boolean isQuoted() {
        return rules.style() != Style.LAZY;
    }

    @Override
    protected void beginFile(RowBuffer out) {
        if (!rules.header()) {
            return;
        }
        beginRow(out);
        for (int i = 0; i < columns.size(); i++) {
            delimit(out);
            appendText(i, columns.get(i).name().getBytes(StandardCharsets.UTF_8), out);
        }
        endRow(out);
    }

    @Override
    protected void beginRow(RowBuffer out) {
        first = true;
    }

    private void delimit(RowBuffer out) {
        if (!first) {
            out.put(rules.delimiter());
        }
        first = false;
    }

    @Override
    protected void endRow(RowBuffer out) {
        out.put(rules.lineEnd());
    }

    @Override
    protected void appendNull(int columnIndex, RowBuffer out) {
        delimit(out);
        out.put(rules.nullText());
    }

    @Override
    protected void appendValue(int columnIndex, Layout layout, long address, int length, RowBuffer out) {
        delimit(out);
        appendPart(columnIndex, columns.get(columnIndex).type(), layout, 1, address, length, out);
    }

    private void appendPart(
            int columnIndex, Type type, Layout layout, int level, long address, int length, RowBuffer out) {
        int start = out.length();
        if (type.isNested()) {
            appendNested(columnIndex, type, level, address, out);
        } else if (type.isText()) {
            if (isQuoted()) {
                appendQuoted(address, length, out);
                return;
            }
            appendEscaped(columnIndex, address, length, out);
        } else if (type.kind() == TypeKind.VARBINARY) {
            byte[] value = new byte[length];
            RawMemory.copyToArray(address, value, 0, length);
            appendText(columnIndex, Base64.getEncoder().encode(value), out);
        } else {
            ScalarText.append(type, layout, address, length, out);
            if (!isQuoted()) {
                requirePlain(columnIndex, start, out);
            }
        }
        if (!isQuoted() && isNullText(out, start)) {
            throw unwritable(columnIndex, "is written as NULL is; set serialization.null.format to another text");
        }
    }

    private void appendText(int columnIndex, byte[] text, RowBuffer out) {
        if (isQuoted()) {
            out.put(rules.quote());
            for (byte value : text) {
                putInQuotes(value, out);
            }
            out.put(rules.quote());
            return;
        }
        for (byte value : text) {
            putEscaped(columnIndex, value, out);
        }
    }

    private boolean isNullText(RowBuffer out, int start) {
        return Arrays.equals(out.bytes(), start, out.length(), rules.nullText(), 0, rules.nullText().length);
    }

    /** Numbers, dates and the like are not escaped: their readers do not expect it. */
    private void requirePlain(int columnIndex, int start, RowBuffer out) {
        for (int i = start; i < out.length(); i++) {
            if (special[out.bytes()[i] & 0xFF]) {
                throw unwritable(columnIndex, "has a delimiter in it; choose another one");
            }
        }
    }

    private void appendQuoted(long address, int length, RowBuffer out) {
        out.put(rules.quote());
        for (int i = 0; i < length; i++) {
            putInQuotes(RawMemory.getByte(address + i), out);
        }
        out.put(rules.quote());
    }

    private void putInQuotes(byte value, RowBuffer out) {
        if ((value & 0xFF) == rules.quote()) {
            out.put(rules.style() == Style.DOUBLED_QUOTES ? rules.quote() : rules.escape());
        } else if ((value & 0xFF) == rules.escape()) {
            out.put(rules.escape());
        }
        out.put(value);
    }

    private void appendEscaped(int columnIndex, long address, int length, RowBuffer out) {
        for (int i = 0; i < length; i++) {
            putEscaped(columnIndex, RawMemory.getByte(address + i), out);
        }
    }

    private void putEscaped(int columnIndex, byte value, RowBuffer out) {
        if (!special[value & 0xFF]) {
            out.put(value);
            return;
        }
        if (rules.escape() < 0) {
            throw unwritable(
                    columnIndex, "has a delimiter or a line end in it; set escape.delim, or choose another delimiter");
        }
        if (value == 'n' || value == 'r') {
            throw unwritable(columnIndex, "has a delimiter in it that means a line end behind an escape");
        }
        out.put(rules.escape());
        out.put(value == '\n' ? 'n' : value == '\r' ? 'r' : value);
    }

    private void appendNested(int columnIndex, Type type, int level, long address, RowBuffer out) {
        switch (type.kind()) {
            case ROW -> {
                CellBlock fields = new CellBlock(type);
                fields.toFields(address);
                for (int i = 0; i < type.fields().size(); i++) {
                    separate(i, level, out);
                    appendElement(columnIndex, type.fieldType(i), level + 1, fields, i, out);
                }
            }
            case ARRAY -> {
                CellBlock elements = new CellBlock(type.fieldType(0));
                elements.toElements(address);
                int start = out.length();
                for (int i = 0; i < elements.count(); i++) {
                    separate(i, level, out);
                    appendElement(columnIndex, type.fieldType(0), level + 1, elements, i, out);
                }
                if (elements.count() == 1 && out.length() == start) {
                    throw unwritable(
                            columnIndex, "is an array of one empty value, which is written as an empty array is");
                }
            }
            default -> {
                CellBlock keys = new CellBlock(type.fieldType(0));
                CellBlock values = new CellBlock(type.fieldType(1));
                keys.toKeys(address);
                values.toValues(address);
                for (int i = 0; i < keys.count(); i++) {
                    separate(i, level, out);
                    appendElement(columnIndex, type.fieldType(0), level + 2, keys, i, out);
                    out.put(rules.separators()[level + 1]);
                    appendElement(columnIndex, type.fieldType(1), level + 2, values, i, out);
                }
            }
        }
    }

    private void separate(int index, int level, RowBuffer out) {
        if (index > 0) {
            out.put(rules.separators()[level]);
        }
    }

    private void appendElement(int columnIndex, Type type, int level, CellBlock block, int index, RowBuffer out) {
        if (block.isNull(index)) {
            out.put(rules.nullText());
        } else {
            appendPart(columnIndex, type, type.defaultLayout(), level, block.address(index), block.length(index), out);
        }
    }
}
