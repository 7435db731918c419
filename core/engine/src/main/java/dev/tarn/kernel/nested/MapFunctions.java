package dev.tarn.kernel.nested;

import dev.tarn.kernel.text.TextCasts;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.type.Type;

/**
 * Functions over maps of one type, a map at a time. Maps are given by the addresses of their cells. One thread at a time.
 */
public final class MapFunctions {
    private final Type type;
    private final ValueComparator comparator;
    private final CellBlock keys;
    private final CellBlock values;
    private final CellWriter writer;
    private final ValueSet set;

    public MapFunctions(Type map) {
        type = map;
        comparator = new ValueComparator(map.fieldType(0));
        keys = new CellBlock(map.fieldType(0));
        values = new CellBlock(map.fieldType(1));
        writer = new CellWriter(map);
        set = new ValueSet(map.fieldType(0));
    }

    /** Returns the map that was made. */
    public CellWriter result() {
        writer.finish();
        return writer;
    }

    /** Returns a view of the keys of the last map that was looked at. */
    public CellBlock keys() {
        return keys;
    }

    /** Returns a view of the values of the last map that was looked at. */
    public CellBlock values() {
        return values;
    }

    public void look(long cell) {
        keys.toKeys(cell);
        values.toValues(cell);
    }

    /** Looks at a map and returns the index of a key, or -1. */
    public int find(long cell, long key, int length) {
        look(cell);
        for (int i = 0; i < keys.count(); i++) {
            if (comparator.same(keys.address(i), keys.length(i), key, length)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Makes a map of the arrays of its keys and values.
     *
     * @throws TarnException INVALID_FUNCTION_ARGUMENT for a key that is NULL or there twice, or arrays of unequal lengths
     */
    public void make(long keyArray, long valueArray) {
        keys.toElements(keyArray);
        values.toElements(valueArray);
        if (keys.count() != values.count()) {
            throw new TarnException(
                    ErrorCode.INVALID_FUNCTION_ARGUMENT, "Key and value arrays must be the same length");
        }
        set.clear();
        // An error may have left a map half made.
        writer.clear();
        for (int i = 0; i < keys.count(); i++) {
            if (keys.isNull(i)) {
                throw new TarnException(ErrorCode.INVALID_FUNCTION_ARGUMENT, "map key cannot be null");
            }
            if (!set.add(keys, i)) {
                throw new TarnException(
                        ErrorCode.INVALID_FUNCTION_ARGUMENT, "Duplicate map keys (" + text(i) + ") are not allowed");
            }
            append(i);
        }
    }

    private String text(int index) {
        Type key = type.fieldType(0);
        return key.isNested() ? key.sqlName() : TextCasts.text(keys.column(), index);
    }

    private void append(int index) {
        writer.part(0).appendRaw(keys.address(index), keys.length(index));
        if (values.isNull(index)) {
            writer.part(1).appendNull();
        } else {
            writer.part(1).appendRaw(values.address(index), values.length(index));
        }
    }

    /** Makes the map of all entries; of those with the same key the last one counts. */
    public void concat(long[] cells) {
        set.clear();
        for (int i = cells.length - 1; i >= 0; i--) {
            look(cells[i]);
            for (int k = 0; k < keys.count(); k++) {
                if (set.add(keys, k)) {
                    append(k);
                }
            }
        }
    }

    /** Appends the entries as rows of a key and a value. */
    public void entries(long cell, ValueAppender rows) {
        look(cell);
        CellWriter row = rows.cell();
        for (int i = 0; i < keys.count(); i++) {
            row.part(0).appendRaw(keys.address(i), keys.length(i));
            if (values.isNull(i)) {
                row.part(1).appendNull();
            } else {
                row.part(1).appendRaw(values.address(i), values.length(i));
            }
            rows.appendCell();
        }
    }
}
