package dev.tarn.format.text.delimited;

import dev.tarn.format.text.value.FieldParser;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;

/**
 * Reads ARRAYs, MAPs and ROWs as LazySimpleSerDe writes them: each level has a separator of its own, a MAP two. What cannot
 * be read within is NULL. One thread at a time.
 */
final class NestedText {
    private final FieldParser parser;
    private final byte[] separators;
    private final byte[] nullText;
    private final Dialect dialect;

    NestedText(FieldParser parser, byte[] separators, Dialect dialect) {
        this.parser = parser;
        this.separators = separators;
        this.dialect = dialect;
        this.nullText = dialect.nullText();
    }

    /**
     * Appends a nested value.
     *
     * @param level which separator stands between its parts
     * @return false, with nothing appended, if there are more levels than separators
     */
    boolean append(Type type, int level, long address, int length, ValueAppender out) {
        if (level + (type.kind() == TypeKind.MAP ? 1 : 0) >= separators.length) {
            return false;
        }
        CellWriter cell = out.cell();
        long end = address + length;
        switch (type.kind()) {
            case ARRAY -> appendElements(type.fieldType(0), level, address, end, cell);
            case MAP -> appendEntries(type, level, address, end, cell);
            default -> appendFields(type, level, address, end, cell);
        }
        out.appendCell();
        return true;
    }

    private void appendElements(Type element, int level, long address, long end, CellWriter cell) {
        for (long at = address; at < end || at == end && end > address; ) {
            long stop = find(at, end, separators[level]);
            appendPart(element, level + 1, at, (int) (stop - at), cell.part(0));
            if (stop == end) {
                break;
            }
            at = stop + 1;
        }
    }

    private void appendEntries(Type type, int level, long address, long end, CellWriter cell) {
        for (long at = address; at < end; ) {
            long stop = find(at, end, separators[level]);
            long colon = find(at, stop, separators[level + 1]);
            int before = cell.part(0).count();
            appendKey(type.fieldType(0), level + 2, at, (int) (colon - at), cell.part(0));
            if (cell.part(0).count() > before) {
                if (colon == stop) {
                    cell.part(1).appendNull();
                } else {
                    appendPart(type.fieldType(1), level + 2, colon + 1, (int) (stop - colon - 1), cell.part(1));
                }
            }
            at = stop + 1;
        }
    }

    /** A key that is NULL or cannot be read takes its entry with it. */
    private void appendKey(Type type, int level, long address, int length, ValueAppender out) {
        if (isNull(address, length)) {
            return;
        }
        if (type.isNested()) {
            append(type, level, address, length, out);
        } else if (length > 0 || type.isText()) {
            appendPlain(type, address, length, out);
        }
    }

    private void appendFields(Type type, int level, long address, long end, CellWriter cell) {
        long at = address;
        boolean more = true;
        for (int i = 0; i < type.fields().size(); i++) {
            if (!more) {
                cell.part(i).appendNull();
                continue;
            }
            long stop = find(at, end, separators[level]);
            appendPart(type.fieldType(i), level + 1, at, (int) (stop - at), cell.part(i));
            more = stop < end;
            at = stop + 1;
        }
    }

    private void appendPart(Type type, int level, long address, int length, ValueAppender out) {
        boolean empty = length == 0 && !type.isText() && !type.isNested();
        boolean done = !empty
                && !isNull(address, length)
                && (type.isNested()
                        ? append(type, level, address, length, out)
                        : appendPlain(type, address, length, out));
        if (!done) {
            out.appendNull();
        }
    }

    /** Escapes within nested values are still there: they had a say in where the parts end. */
    private boolean appendPlain(Type type, long address, int length, ValueAppender out) {
        if (!dialect.hasEscape() || !type.isText()) {
            return parser.append(type, address, length, out);
        }
        byte[] bytes = new byte[length];
        int count = 0;
        for (int i = 0; i < length; i++) {
            byte value = RawMemory.getByte(address + i);
            if (value == dialect.escape() && i + 1 < length) {
                value = RawMemory.getByte(address + ++i);
            }
            bytes[count++] = value;
        }
        out.appendBytes(bytes, 0, count);
        return true;
    }

    private boolean isNull(long address, int length) {
        if (nullText == null || length != nullText.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (RawMemory.getByte(address + i) != nullText[i]) {
                return false;
            }
        }
        return true;
    }

    private long find(long from, long end, byte separator) {
        long at = from;
        while (at < end && RawMemory.getByte(at) != separator) {
            at += dialect.hasEscape() && RawMemory.getByte(at) == dialect.escape() ? 2 : 1;
        }
        return Math.min(at, end);
    }
}
