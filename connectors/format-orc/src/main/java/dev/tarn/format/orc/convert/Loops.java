package dev.tarn.format.orc.convert;

import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import org.apache.hadoop.hive.ql.exec.vector.Decimal64ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DoubleColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;

/** The conversions of fixed-width values as loops. */
final class Loops {
    static final Loop LONG_TO_BYTE = (vector, count, target) -> {
        long[] values = ((LongColumnVector) vector).vector;
        for (int i = 0; i < count; i++) {
            RawMemory.putByte(target + i, (byte) values[i]);
        }
    };

    static final Loop LONG_TO_INT = (vector, count, target) -> {
        long[] values = ((LongColumnVector) vector).vector;
        for (int i = 0; i < count; i++) {
            RawMemory.putInt(target + ((long) i << 2), (int) values[i]);
        }
    };

    static final Loop LONG_TO_LONG = (vector, count, target) -> {
        long[] values = ((LongColumnVector) vector).vector;
        for (int i = 0; i < count; i++) {
            RawMemory.putLong(target + ((long) i << 3), values[i]);
        }
    };

    static final Loop LONG_TO_DOUBLE = (vector, count, target) -> {
        long[] values = ((LongColumnVector) vector).vector;
        for (int i = 0; i < count; i++) {
            RawMemory.putDouble(target + ((long) i << 3), (double) values[i]);
        }
    };

    static final Loop DOUBLE_TO_FLOAT = (vector, count, target) -> {
        double[] values = ((DoubleColumnVector) vector).vector;
        for (int i = 0; i < count; i++) {
            RawMemory.putFloat(target + ((long) i << 2), (float) values[i]);
        }
    };

    static final Loop DOUBLE_TO_DOUBLE = (vector, count, target) -> {
        double[] values = ((DoubleColumnVector) vector).vector;
        for (int i = 0; i < count; i++) {
            RawMemory.putDouble(target + ((long) i << 3), values[i]);
        }
    };

    private Loops() {}

    static Loop dates(boolean hybrid) {
        return (vector, count, target) -> {
            long[] values = ((LongColumnVector) vector).vector;
            boolean noNulls = vector.noNulls;
            for (int i = 0; i < count; i++) {
                if (noNulls || !vector.isNull[i]) {
                    RawMemory.putInt(target + ((long) i << 2), Times.day(values[i], hybrid));
                }
            }
        };
    }

    static Loop timestamps(int digits, boolean hybrid) {
        long unit = Times.unit(digits);
        return (vector, count, target) -> {
            TimestampColumnVector times = (TimestampColumnVector) vector;
            boolean noNulls = vector.noNulls;
            for (int i = 0; i < count; i++) {
                if (noNulls || !vector.isNull[i]) {
                    long micros = Times.micros(times.time[i], times.nanos[i], unit, hybrid);
                    RawMemory.putLong(target + ((long) i << 3), micros);
                }
            }
        };
    }

    /** Converts integers, or decimals of 64 bits, times ten to the power of {@code shift}. */
    static Loop longsToDecimals(int shift, Layout layout) {
        if (layout == Layout.INT128) {
            return (vector, count, target) -> longsToWide((LongColumnVector) vector, count, target, shift);
        }
        if (shift > 18) {
            throw Wide.tooLarge();
        }
        long power = Wide.power(shift);
        return shift == 0
                ? LONG_TO_LONG
                : (vector, count, target) -> longsToScaled((LongColumnVector) vector, count, target, power);
    }

    private static void longsToScaled(LongColumnVector vector, int count, long target, long power) {
        for (int i = 0; i < count; i++) {
            if (vector.noNulls || !vector.isNull[i]) {
                RawMemory.putLong(target + ((long) i << 3), Wide.multiply(vector.vector[i], power));
            }
        }
    }

    private static void longsToWide(LongColumnVector vector, int count, long target, int shift) {
        Wide wide = new Wide();
        for (int i = 0; i < count; i++) {
            if (vector.noNulls || !vector.isNull[i]) {
                wide.set(vector.vector[i], shift);
                RawMemory.putLong(target + ((long) i << 4), wide.low());
                RawMemory.putLong(target + ((long) i << 4) + 8, wide.high());
            }
        }
    }

    static Loop decimals(int shift, int scale, Layout layout) {
        Loop narrow = layout == Layout.LONG && shift > 18 ? null : longsToDecimals(shift, layout);
        return (vector, count, target) -> {
            if (vector instanceof Decimal64ColumnVector) {
                if (narrow == null) {
                    throw Wide.tooLarge();
                }
                narrow.convert(vector, count, target);
            } else {
                hiveDecimals((DecimalColumnVector) vector, count, target, scale, layout == Layout.INT128);
            }
        };
    }

    private static void hiveDecimals(DecimalColumnVector vector, int count, long target, int scale, boolean toWide) {
        Wide wide = new Wide();
        for (int i = 0; i < count; i++) {
            if (vector.noNulls || !vector.isNull[i]) {
                wide.set(vector.vector[i].getHiveDecimal(), scale);
                if (toWide) {
                    RawMemory.putLong(target + ((long) i << 4), wide.low());
                    RawMemory.putLong(target + ((long) i << 4) + 8, wide.high());
                } else {
                    RawMemory.putLong(target + ((long) i << 3), wide.asLong());
                }
            }
        }
    }
}
