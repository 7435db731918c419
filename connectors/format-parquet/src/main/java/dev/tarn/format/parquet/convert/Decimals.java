package dev.tarn.format.parquet.convert;

import dev.tarn.format.parquet.encoding.Corrupt;
import dev.tarn.format.parquet.metadata.LogicalKind;
import dev.tarn.format.parquet.metadata.ParquetColumn;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Converts to unscaled decimals of 64 or 128 bits. {@code shift} is by how many digits the scale grows. Stored bytes are
 * two's complement, the most significant first.
 */
final class Decimals {
    private Decimals() {}

    private static long power(int shift) {
        long power = 1;
        for (int i = 0; i < shift; i++) {
            power = Math.multiplyExact(power, 10L);
        }
        return power;
    }

    private static boolean isLongPower(int shift) {
        return shift <= 18;
    }

    private static TarnException tooLarge() {
        return Corrupt.data("a decimal does not fit the digits that the column is said to need");
    }

    private static void requireShift(int shift) {
        if (!isLongPower(shift)) {
            throw tooLarge();
        }
    }

    private static void putLong(long target, int index, long value, long power) {
        long product = value * power;
        if (Math.multiplyHigh(value, power) != product >> 63) {
            throw tooLarge();
        }
        RawMemory.putLong(target + ((long) index << 3), product);
    }

    private static void putWide(long target, int index, long low, long high) {
        long at = target + ((long) index << 4);
        RawMemory.putLong(at, low);
        RawMemory.putLong(at + 8, high);
    }

    /** Multiplies a 64-bit value and puts 128 bits. */
    private static void putProduct(long target, int index, long value, int shift, long power) {
        if (shift <= 18) {
            putWide(target, index, value * power, Math.multiplyHigh(value, power));
        } else {
            putBig(target, index, BigInteger.valueOf(value), shift);
        }
    }

    private static void putBig(long target, int index, BigInteger value, int shift) {
        BigInteger shifted = shift == 0 ? value : value.multiply(BigInteger.TEN.pow(shift));
        if (shifted.bitLength() > 127) {
            throw tooLarge();
        }
        putWide(target, index, shifted.longValue(), shifted.shiftRight(64).longValue());
    }

    private static long smallPower(int shift) {
        return isLongPower(shift) ? power(shift) : 0;
    }

    static FixedConverter intToLong(long mask, int shift) {
        requireShift(shift);
        long power = power(shift);
        return (source, count, target) -> {
            for (int i = 0; i < count; i++) {
                putLong(target, i, RawMemory.getInt(source + ((long) i << 2)) & mask, power);
            }
        };
    }

    static FixedConverter intToWide(long mask, int shift) {
        long power = smallPower(shift);
        return (source, count, target) -> {
            for (int i = 0; i < count; i++) {
                putProduct(target, i, RawMemory.getInt(source + ((long) i << 2)) & mask, shift, power);
            }
        };
    }

    static FixedConverter longToLong(int shift) {
        requireShift(shift);
        long power = power(shift);
        return (source, count, target) -> {
            for (int i = 0; i < count; i++) {
                putLong(target, i, RawMemory.getLong(source + ((long) i << 3)), power);
            }
        };
    }

    static FixedConverter longToWide(int shift) {
        long power = smallPower(shift);
        return (source, count, target) -> {
            for (int i = 0; i < count; i++) {
                putProduct(target, i, RawMemory.getLong(source + ((long) i << 3)), shift, power);
            }
        };
    }

    static FixedConverter unsignedToLong(int shift) {
        requireShift(shift);
        long power = power(shift);
        return (source, count, target) -> {
            for (int i = 0; i < count; i++) {
                long value = RawMemory.getLong(source + ((long) i << 3));
                if (value < 0) {
                    throw tooLarge();
                }
                putLong(target, i, value, power);
            }
        };
    }

    static FixedConverter unsignedToWide(int shift) {
        return (source, count, target) -> {
            for (int i = 0; i < count; i++) {
                long value = RawMemory.getLong(source + ((long) i << 3));
                if (shift == 0) {
                    putWide(target, i, value, 0);
                } else {
                    BigInteger exact =
                            BigInteger.valueOf(value >>> 1).shiftLeft(1).or(BigInteger.valueOf(value & 1));
                    putBig(target, i, exact, shift);
                }
            }
        };
    }

    /** Returns the 64 bits of {@code width} bytes, of which all but the last 8 must repeat the sign. */
    private static long longOf(long source, int width) {
        int first = Math.max(0, width - 8);
        long value = first == 0 ? RawMemory.getByte(source) : RawMemory.getByte(source + first) & 0xFFL;
        for (int k = first + 1; k < width; k++) {
            value = value << 8 | RawMemory.getByte(source + k) & 0xFFL;
        }
        for (int k = 0; k < first; k++) {
            if (RawMemory.getByte(source + k) != (byte) (value >> 63)) {
                throw tooLarge();
            }
        }
        return value;
    }

    static FixedConverter fixedToLong(int width, int shift) {
        requireShift(shift);
        long power = power(shift);
        return (source, count, target) -> {
            for (int i = 0; i < count; i++) {
                putLong(target, i, longOf(source + (long) i * width, width), power);
            }
        };
    }

    private static void wideOf(long source, int width, int shift, long target, int index) {
        if (shift != 0) {
            byte[] bytes = new byte[width];
            RawMemory.copyToArray(source, bytes, 0, width);
            putBig(target, index, new BigInteger(bytes), shift);
            return;
        }
        if (width <= 8) {
            long value = longOf(source, width);
            putWide(target, index, value, value >> 63);
            return;
        }
        long low = Long.reverseBytes(RawMemory.getLong(source + width - 8));
        int highBytes = Math.min(width - 8, 8);
        long high = longOf(source + width - 8 - highBytes, highBytes);
        for (int k = 0; k < width - 16; k++) {
            if (RawMemory.getByte(source + k) != (byte) (high >> 63)) {
                throw tooLarge();
            }
        }
        putWide(target, index, low, high);
    }

    static FixedConverter fixedToWide(int width, int shift) {
        return (source, count, target) -> {
            for (int i = 0; i < count; i++) {
                wideOf(source + (long) i * width, width, shift, target, i);
            }
        };
    }

    /** Converts decimals, as they are stored, to the nearest doubles. */
    static Conversion toDouble(ParquetColumn column) {
        int scale = column.type().scale();
        boolean unsigned = column.logicalKind() == LogicalKind.UINT64;
        return switch (column.physicalType()) {
            case INT32 ->
                ofFixed((source, count, target) -> {
                    for (int i = 0; i < count; i++) {
                        putDouble(target, i, BigInteger.valueOf(RawMemory.getInt(source + ((long) i << 2))), scale);
                    }
                });
            case INT64 ->
                ofFixed((source, count, target) -> {
                    for (int i = 0; i < count; i++) {
                        long value = RawMemory.getLong(source + ((long) i << 3));
                        BigInteger exact =
                                unsigned ? new BigInteger(Long.toUnsignedString(value)) : BigInteger.valueOf(value);
                        putDouble(target, i, exact, scale);
                    }
                });
            case FIXED_LEN_BYTE_ARRAY -> {
                int width = column.fixedLength();
                yield ofFixed((source, count, target) -> {
                    for (int i = 0; i < count; i++) {
                        putDouble(target, i, bigOf(source + (long) i * width, width), scale);
                    }
                });
            }
            default ->
                new Conversion(
                        null,
                        (offsets, bytes, count, target) -> {
                            for (int i = 0; i < count; i++) {
                                int start = RawMemory.getInt(offsets + ((long) i << 2));
                                int length = RawMemory.getInt(offsets + ((long) i + 1 << 2)) - start;
                                putDouble(target, i, bigOf(bytes + start, length), scale);
                            }
                        },
                        TextForm.BYTES,
                        null);
        };
    }

    private static Conversion ofFixed(FixedConverter converter) {
        return new Conversion(converter, null, TextForm.BYTES, null);
    }

    private static BigInteger bigOf(long source, int width) {
        byte[] bytes = new byte[width];
        RawMemory.copyToArray(source, bytes, 0, width);
        return width == 0 ? BigInteger.ZERO : new BigInteger(bytes);
    }

    private static void putDouble(long target, int index, BigInteger unscaled, int scale) {
        RawMemory.putDouble(target + ((long) index << 3), new BigDecimal(unscaled, scale).doubleValue());
    }

    static BytesConverter bytesToLong(int shift) {
        requireShift(shift);
        long power = power(shift);
        return (offsets, bytes, count, target) -> {
            for (int i = 0; i < count; i++) {
                int start = RawMemory.getInt(offsets + ((long) i << 2));
                int length = RawMemory.getInt(offsets + ((long) i + 1 << 2)) - start;
                putLong(target, i, length == 0 ? 0 : longOf(bytes + start, length), power);
            }
        };
    }

    static BytesConverter bytesToWide(int shift) {
        return (offsets, bytes, count, target) -> {
            for (int i = 0; i < count; i++) {
                int start = RawMemory.getInt(offsets + ((long) i << 2));
                int length = RawMemory.getInt(offsets + ((long) i + 1 << 2)) - start;
                if (length == 0) {
                    putWide(target, i, 0, 0);
                } else {
                    wideOf(bytes + start, length, shift, target, i);
                }
            }
        };
    }
}
