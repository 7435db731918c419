package dev.tarn.format.parquet.write.encode;

import dev.tarn.spi.memory.RawMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.format.Type;

/**
 * The bounds of numbers. Integers compare signed. Floating point: -0 below and +0 above stand for both zeros; where a NaN
 * is, there are no bounds, since readers do not agree on where it sorts.
 */
final class FixedBounds extends BoundsCollector {
    private final Type type;
    private long pageMin;
    private long pageMax;
    private double pageLow;
    private double pageHigh;
    private long pageNaNs;
    private boolean pageHasValues;
    private long min;
    private long max;
    private double low;
    private double high;
    private long nans;
    private boolean hasValues;

    FixedBounds(Type type) {
        this.type = type;
        clear();
    }

    private boolean isFloating() {
        return type == Type.FLOAT || type == Type.DOUBLE;
    }

    private void clearPage() {
        pageMin = Long.MAX_VALUE;
        pageMax = Long.MIN_VALUE;
        pageLow = Double.POSITIVE_INFINITY;
        pageHigh = Double.NEGATIVE_INFINITY;
        pageNaNs = 0;
        pageHasValues = false;
    }

    @Override
    void clear() {
        clearPage();
        min = Long.MAX_VALUE;
        max = Long.MIN_VALUE;
        low = Double.POSITIVE_INFINITY;
        high = Double.NEGATIVE_INFINITY;
        nans = 0;
        hasValues = false;
    }

    /** Takes {@code count} dense values. */
    void add(long address, int count) {
        if (count == 0) {
            return;
        }
        pageHasValues = true;
        switch (type) {
            case INT32 -> addInts(address, count);
            case INT64 -> addLongs(address, count);
            case FLOAT -> addFloats(address, count);
            default -> addDoubles(address, count);
        }
    }

    /** Takes one value; of 4 bytes sign-extended. */
    void add(long bits) {
        pageHasValues = true;
        if (isFloating()) {
            double value = type == Type.FLOAT ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
            if (Double.isNaN(value)) {
                pageNaNs++;
            } else {
                pageLow = Math.min(pageLow, value);
                pageHigh = Math.max(pageHigh, value);
            }
        } else {
            pageMin = Math.min(pageMin, bits);
            pageMax = Math.max(pageMax, bits);
        }
    }

    private void addInts(long address, int count) {
        int smallest = Integer.MAX_VALUE;
        int largest = Integer.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            int value = RawMemory.getInt(address + ((long) i << 2));
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }
        pageMin = Math.min(pageMin, smallest);
        pageMax = Math.max(pageMax, largest);
    }

    private void addLongs(long address, int count) {
        long smallest = Long.MAX_VALUE;
        long largest = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            long value = RawMemory.getLong(address + ((long) i << 3));
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }
        pageMin = Math.min(pageMin, smallest);
        pageMax = Math.max(pageMax, largest);
    }

    private void addFloats(long address, int count) {
        double smallest = pageLow;
        double largest = pageHigh;
        int notNumbers = 0;
        for (int i = 0; i < count; i++) {
            float value = RawMemory.getFloat(address + ((long) i << 2));
            notNumbers += Float.isNaN(value) ? 1 : 0;
            smallest = value < smallest ? value : smallest;
            largest = value > largest ? value : largest;
        }
        pageLow = smallest;
        pageHigh = largest;
        pageNaNs += notNumbers;
    }

    private void addDoubles(long address, int count) {
        double smallest = pageLow;
        double largest = pageHigh;
        int notNumbers = 0;
        for (int i = 0; i < count; i++) {
            double value = RawMemory.getDouble(address + ((long) i << 3));
            notNumbers += Double.isNaN(value) ? 1 : 0;
            smallest = value < smallest ? value : smallest;
            largest = value > largest ? value : largest;
        }
        pageLow = smallest;
        pageHigh = largest;
        pageNaNs += notNumbers;
    }

    @Override
    Bounds endPage() {
        Bounds page = bounds(pageHasValues, pageMin, pageMax, pageLow, pageHigh, pageNaNs);
        min = Math.min(min, pageMin);
        max = Math.max(max, pageMax);
        low = Math.min(low, pageLow);
        high = Math.max(high, pageHigh);
        nans += pageNaNs;
        hasValues |= pageHasValues;
        clearPage();
        return page;
    }

    @Override
    Bounds chunk() {
        return bounds(hasValues, min, max, low, high, nans);
    }

    private Bounds bounds(boolean any, long least, long most, double lowest, double highest, long notNumbers) {
        if (!isFloating()) {
            return any ? new Bounds(bytes(least), bytes(most), true, true, -1) : Bounds.none(-1);
        }
        if (!any || notNumbers > 0) {
            return Bounds.none(notNumbers);
        }
        double from = lowest == 0 ? -0.0 : lowest;
        double to = highest == 0 ? 0.0 : highest;
        return new Bounds(bytes(from), bytes(to), lowest != 0, highest != 0, 0);
    }

    private byte[] bytes(long value) {
        return type == Type.INT32
                ? little(4).putInt((int) value).array()
                : little(8).putLong(value).array();
    }

    private byte[] bytes(double value) {
        return type == Type.FLOAT
                ? little(4).putFloat((float) value).array()
                : little(8).putDouble(value).array();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
