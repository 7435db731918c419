package dev.tarn.format.text.delimited;

import dev.tarn.format.text.value.FieldParser;
import dev.tarn.format.text.value.TextLength;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;

/**
 * Reads ARRAYs, MAPs and ROWs as LazySimpleSerDe writes them: each level has a separator of its own, a MAP two. What cannot
 * be read within is NULL, and noted as a {@link #misfit}. One thread at a time.
 */
final class NestedText {
    private final FieldParser parser;
    private final byte[] separators;
    private final byte[] nullText;
    private final Dialect dialect;
    private Misfit misfit;

    /** A part that is no value of its type: {@code length} bytes at {@code address}. */
    record Misfit(Type type, long address, int length) {}

    NestedText(FieldParser parser, byte[] separators, Dialect dialect) {
        this.parser = parser;
        this.separators = separators;
        this.dialect = dialect;
        this.nullText = dialect.nullText();
    }

    /**
     * Appends a nested value that is no part of another; {@link #misfit} then says whether all of it could be read. As
     * {@link #append}.
     */
    boolean appendWhole(Type stored, Type type, long address, int length, ValueAppender out) {
        misfit = null;
        return append(stored, type, 1, address, length, out);
    }

    /** Returns the first part of the last value that could not be read, or null if all could. */
    Misfit misfit() {
        return misfit;
    }

    private void note(Type type, long address, int length) {
        if (misfit == null) {
            misfit = new Misfit(type, address, length);
        }
    }

    /**
     * Appends a nested value.
     *
     * @param stored the type that the table declares, whose ROWs have all fields, in order
     * @param type the type to deliver, whose ROWs may have fewer
     * @param level which separator stands between its parts
     * @return false, with nothing appended, if there are more levels than separators
     */
    private boolean append(Type stored, Type type, int level, long address, int length, ValueAppender out) {
        if (level + (type.kind() == TypeKind.MAP ? 1 : 0) >= separators.length) {
            return false;
        }
        CellWriter cell = out.cell();
        long end = address + length;
        switch (type.kind()) {
            case ARRAY -> appendElements(stored.fieldType(0), type.fieldType(0), level, address, end, cell);
            case MAP -> appendEntries(stored, type, level, address, end, cell);
            default -> appendFields(stored, type, level, address, end, cell);
        }
        out.appendCell();
        return true;
    }

    private void appendElements(Type stored, Type element, int level, long address, long end, CellWriter cell) {
        for (long at = address; at < end || at == end && end > address; ) {
            long stop = find(at, end, separators[level]);
            appendPart(stored, element, level + 1, at, (int) (stop - at), cell.part(0));
            if (stop == end) {
                break;
            }
            at = stop + 1;
        }
    }

    private void appendEntries(Type stored, Type type, int level, long address, long end, CellWriter cell) {
        for (long at = address; at < end; ) {
            long stop = find(at, end, separators[level]);
            long colon = find(at, stop, separators[level + 1]);
            int before = cell.part(0).count();
            appendKey(stored.fieldType(0), type.fieldType(0), level + 2, at, (int) (colon - at), cell.part(0));
            if (cell.part(0).count() > before) {
                if (colon == stop) {
                    cell.part(1).appendNull();
                } else {
                    appendPart(
                            stored.fieldType(1),
                            type.fieldType(1),
                            level + 2,
                            colon + 1,
                            (int) (stop - colon - 1),
                            cell.part(1));
                }
            }
            at = stop + 1;
        }
    }

    /** A key that is NULL or cannot be read takes its entry with it. */
    private void appendKey(Type stored, Type type, int level, long address, int length, ValueAppender out) {
        if (isNull(address, length)) {
            return;
        }
        boolean done = type.isNested()
                ? append(stored, type, level, address, length, out)
                : (length > 0 || type.isText()) && appendPlain(type, address, length, out);
        if (!done && length > 0) {
            note(type, address, length);
        }
    }

    /** Fields are told by their position among those declared, and delivered by their names. */
    private void appendFields(Type stored, Type type, int level, long address, long end, CellWriter cell) {
        long at = address;
        boolean more = true;
        for (int i = 0; i < stored.fields().size() && more; i++) {
            long stop = find(at, end, separators[level]);
            String name = stored.fields().get(i).name();
            int wanted = name == null ? i : type.fieldIndex(name);
            if (wanted >= 0
                    && wanted < type.fields().size()
                    && cell.part(wanted).count() == 0) {
                appendPart(
                        stored.fieldType(i),
                        type.fieldType(wanted),
                        level + 1,
                        at,
                        (int) (stop - at),
                        cell.part(wanted));
            }
            more = stop < end;
            at = stop + 1;
        }
        for (int i = 0; i < type.fields().size(); i++) {
            if (cell.part(i).count() == 0) {
                cell.part(i).appendNull();
            }
        }
    }

    private void appendPart(Type stored, Type type, int level, long address, int length, ValueAppender out) {
        boolean empty = length == 0 && !type.isText() && !type.isNested();
        if (empty || isNull(address, length)) {
            out.appendNull();
            return;
        }
        boolean done = type.isNested()
                ? append(stored, type, level, address, length, out)
                : appendPlain(type, address, length, out);
        if (!done) {
            note(type, address, length);
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
                value = QuoteText.escaped(RawMemory.getByte(address + ++i));
            }
            bytes[count++] = value;
        }
        out.appendBytes(bytes, 0, TextLength.limit(type, bytes, count));
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
