package dev.tarn.kernel.nested;

import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.type.Type;
import java.util.Arrays;

/**
 * Functions over the elements of arrays of one type, an array at a time. Arrays are given by the addresses of their cells;
 * new ones are left in {@link #result}. One thread at a time.
 */
public final class ArrayFunctions {
    /** What {@link #contains} and {@link #overlap} answer where a NULL decides. */
    public static final int UNKNOWN = ValueComparator.UNKNOWN;

    private final ValueComparator comparator;
    private final boolean nestedElements;
    private final CellBlock elements;
    private final CellBlock others;
    private final CellWriter writer;
    private final ValueAppender out;
    private final ValueSet set;
    private final ValueSet seen;
    private int[] order = new int[16];

    public ArrayFunctions(Type array) {
        Type element = array.fieldType(0);
        comparator = new ValueComparator(element);
        nestedElements = element.isNested();
        elements = new CellBlock(element);
        others = new CellBlock(element);
        writer = new CellWriter(array);
        out = writer.part(0);
        set = new ValueSet(element);
        seen = new ValueSet(element);
    }

    /** Returns the cell that the last function made. */
    public CellWriter result() {
        writer.finish();
        return writer;
    }

    /** Returns a view of the array's elements, valid until the next call. */
    public CellBlock elements(long cell) {
        elements.toElements(cell);
        return elements;
    }

    private void copy(CellBlock block, int index) {
        if (block.isNull(index)) {
            out.appendNull();
        } else {
            out.appendRaw(block.address(index), block.length(index));
        }
    }

    /** Appends all elements of an array. */
    public void append(long cell) {
        elements.toElements(cell);
        for (int i = 0; i < elements.count(); i++) {
            copy(elements, i);
        }
    }

    /** Appends one element. */
    public void append(long address, int length) {
        out.appendRaw(address, length);
    }

    public void appendNull() {
        out.appendNull();
    }

    /** Returns the place of the first element equal to a value, from 1, or 0 if there is none. */
    public int position(long cell, long value, int length) {
        elements.toElements(cell);
        for (int i = 0; i < elements.count(); i++) {
            if (!elements.isNull(i) && equal(i, value, length) == ValueComparator.EQUAL) {
                return i + 1;
            }
        }
        return 0;
    }

    private int equal(int index, long value, int length) {
        return comparator.equal(elements.address(index), elements.length(index), value, length);
    }

    /** Returns 1 if an element equals a value, 0 if none does, {@link #UNKNOWN} if that depends on a NULL. */
    public int contains(long cell, long value, int length) {
        elements.toElements(cell);
        int result = 0;
        for (int i = 0; i < elements.count(); i++) {
            int equal = elements.isNull(i) ? UNKNOWN : equal(i, value, length);
            if (equal == ValueComparator.EQUAL) {
                return 1;
            }
            result = equal == UNKNOWN ? UNKNOWN : result;
        }
        return result;
    }

    /** Leaves the elements out that equal a value. */
    public void remove(long cell, long value, int length) {
        elements.toElements(cell);
        for (int i = 0; i < elements.count(); i++) {
            if (elements.isNull(i) || equal(i, value, length) != ValueComparator.EQUAL) {
                copy(elements, i);
            }
        }
    }

    /** Takes {@code length} elements from index {@code from}, counted from 0, as far as there are any. */
    public void slice(long cell, long from, long length) {
        elements.toElements(cell);
        long end = Math.min(elements.count(), from + Math.min(length, elements.count()));
        for (long i = Math.max(0, from); from >= 0 && i < end; i++) {
            copy(elements, (int) i);
        }
    }

    public void reverse(long cell) {
        elements.toElements(cell);
        for (int i = elements.count() - 1; i >= 0; i--) {
            copy(elements, i);
        }
    }

    /** Keeps the first of elements that are the same. */
    public void distinct(long cell) {
        set.clear();
        addNew(cell);
    }

    private void addNew(long cell) {
        elements.toElements(cell);
        for (int i = 0; i < elements.count(); i++) {
            if (set.add(elements, i)) {
                copy(elements, i);
            }
        }
    }

    public void union(long left, long right) {
        set.clear();
        addNew(left);
        addNew(right);
    }

    /** Keeps the distinct elements of the left array that the right one has, or, if {@code absent}, has not. */
    public void keep(long left, long right, boolean absent) {
        set.clear();
        others.toElements(right);
        for (int i = 0; i < others.count(); i++) {
            set.add(others, i);
        }
        seen.clear();
        elements.toElements(left);
        for (int i = 0; i < elements.count(); i++) {
            if (set.contains(elements, i) != absent && seen.add(elements, i)) {
                copy(elements, i);
            }
        }
    }

    /** Returns 1 if the arrays have an element in common, 0 if not, {@link #UNKNOWN} if that depends on a NULL. */
    public int overlap(long left, long right) {
        set.clear();
        others.toElements(right);
        boolean nulls = false;
        for (int i = 0; i < others.count(); i++) {
            set.add(others, i);
            nulls |= others.isNull(i);
        }
        elements.toElements(left);
        for (int i = 0; i < elements.count(); i++) {
            if (elements.isNull(i)) {
                nulls = true;
            } else if (set.contains(elements, i)) {
                return 1;
            }
        }
        return nulls && elements.count() > 0 && others.count() > 0 ? UNKNOWN : 0;
    }

    /** Sorts ascending, NULLs last. */
    public void sort(long cell) {
        elements.toElements(cell);
        int count = elements.count();
        if (order.length < count) {
            order = new int[count];
        }
        int valid = 0;
        for (int i = 0; i < count; i++) {
            if (!elements.isNull(i)) {
                order[valid++] = i;
            }
        }
        mergeSort(order, Arrays.copyOf(order, valid), 0, valid);
        for (int k = 0; k < valid; k++) {
            copy(elements, order[k]);
        }
        for (int i = valid; i < count; i++) {
            out.appendNull();
        }
    }

    /** Sorts {@code target} from {@code from} to {@code to}; {@code scratch} has the same entries there. */
    private void mergeSort(int[] target, int[] scratch, int from, int to) {
        if (to - from < 2) {
            return;
        }
        int middle = from + to >>> 1;
        mergeSort(scratch, target, from, middle);
        mergeSort(scratch, target, middle, to);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft = right >= to || left < middle && compare(scratch[left], scratch[right], false) <= 0;
            target[i] = takeLeft ? scratch[left++] : scratch[right++];
        }
    }

    private int compare(int i, int j, boolean unknownsFirst) {
        return comparator.compare(
                elements.address(i), elements.length(i), elements.address(j), elements.length(j), unknownsFirst);
    }

    /** Returns the index of the least, or else the greatest, element; -1 if there is none or one is NULL. */
    public int extreme(long cell, boolean least) {
        elements.toElements(cell);
        int best = -1;
        for (int i = 0; i < elements.count(); i++) {
            if (elements.isNull(i)) {
                return -1;
            }
            if (best < 0 || (least ? compare(i, best, false) < 0 : compare(i, best, nestedElements) > 0)) {
                best = i;
            }
        }
        return best;
    }
}
