package dev.tarn.jdbc;

import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Columns of numbers and BOOLEANs. */
final class NumberColumns {
    private NumberColumns() {}

    static final class Bits extends CopiedColumn {
        Bits(String typeName) {
            super(typeName, 0);
        }

        @Override
        boolean bool(int row) {
            return (values()[row >> 3] & (1 << (row & 7))) != 0;
        }

        @Override
        long integer(int row) {
            return bool(row) ? 1 : 0;
        }

        @Override
        double floating(int row) {
            return integer(row);
        }

        @Override
        BigDecimal decimal(int row) {
            return BigDecimal.valueOf(integer(row));
        }

        @Override
        Object object(int row) {
            return bool(row);
        }
    }

    private abstract static class Integers extends CopiedColumn {
        Integers(String typeName, int width) {
            super(typeName, width);
        }

        @Override
        abstract long integer(int row);

        @Override
        double floating(int row) {
            return integer(row);
        }

        @Override
        boolean bool(int row) {
            return integer(row) != 0;
        }

        @Override
        BigDecimal decimal(int row) {
            return BigDecimal.valueOf(integer(row));
        }

        @Override
        String text(int row) {
            return Long.toString(integer(row));
        }
    }

    static final class Bytes extends Integers {
        Bytes(String typeName) {
            super(typeName, Byte.BYTES);
        }

        @Override
        long integer(int row) {
            return values()[row];
        }

        @Override
        Object object(int row) {
            return values()[row];
        }
    }

    static final class Shorts extends Integers {
        Shorts(String typeName) {
            super(typeName, Short.BYTES);
        }

        @Override
        long integer(int row) {
            return (short) SHORTS.get(values(), row * Short.BYTES);
        }

        @Override
        Object object(int row) {
            return (short) integer(row);
        }
    }

    static final class Ints extends Integers {
        Ints(String typeName) {
            super(typeName, Integer.BYTES);
        }

        @Override
        long integer(int row) {
            return (int) INTS.get(values(), row * Integer.BYTES);
        }

        @Override
        Object object(int row) {
            return (int) integer(row);
        }
    }

    static final class Longs extends Integers {
        Longs(String typeName) {
            super(typeName, Long.BYTES);
        }

        @Override
        long integer(int row) {
            return (long) LONGS.get(values(), row * Long.BYTES);
        }

        @Override
        Object object(int row) {
            return integer(row);
        }
    }

    private abstract static class Floating extends CopiedColumn {
        Floating(String typeName, int width) {
            super(typeName, width);
        }

        @Override
        abstract double floating(int row);

        @Override
        long integer(int row) throws SQLException {
            double value = floating(row);
            if (value > -0x1p63 && value < 0x1p63) {
                return (long) value;
            }
            return exactInteger(decimal(row));
        }

        @Override
        BigDecimal decimal(int row) throws SQLException {
            double value = floating(row);
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                throw cannotBecome("a decimal, being " + value);
            }
            return new BigDecimal(text(row));
        }
    }

    static final class Floats extends Floating {
        Floats(String typeName) {
            super(typeName, Float.BYTES);
        }

        private float value(int row) {
            return (float) FLOATS.get(values(), row * Float.BYTES);
        }

        @Override
        double floating(int row) {
            return value(row);
        }

        @Override
        Object object(int row) {
            return value(row);
        }
    }

    static final class Doubles extends Floating {
        Doubles(String typeName) {
            super(typeName, Double.BYTES);
        }

        @Override
        double floating(int row) {
            return (double) DOUBLES.get(values(), row * Double.BYTES);
        }

        @Override
        Object object(int row) {
            return floating(row);
        }
    }

    /** 128-bit integers, which are the values without their decimal points. */
    static final class Decimals extends CopiedColumn {
        private static final long EXACT_IN_DOUBLE = 1L << 53;
        private static final double[] POWERS = {
            1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
            1e19, 1e20, 1e21, 1e22
        };
        /** Of numbers below, the digits, a point and a sign have room. */
        private static final long MOST_SHORT = 1_000_000_000_000_000_000L;

        private final byte[] digits = new byte[24];
        private final int scale;

        Decimals(Type type) {
            super(type.sqlName(), 2 * Long.BYTES);
            scale = type.scale();
        }

        private long low(int row) {
            return (long) LONGS.get(values(), row * 2 * Long.BYTES);
        }

        private long high(int row) {
            return (long) LONGS.get(values(), row * 2 * Long.BYTES + Long.BYTES);
        }

        @Override
        BigDecimal decimal(int row) {
            long low = low(row);
            long high = high(row);
            if (high == low >> 63) {
                return BigDecimal.valueOf(low, scale);
            }
            BigInteger unsignedLow = BigInteger.valueOf(low >>> 1).shiftLeft(1).or(BigInteger.valueOf(low & 1));
            return new BigDecimal(BigInteger.valueOf(high).shiftLeft(Long.SIZE).or(unsignedLow), scale);
        }

        @Override
        double floating(int row) {
            long low = low(row);
            boolean exact = high(row) == low >> 63
                    && low <= EXACT_IN_DOUBLE
                    && low >= -EXACT_IN_DOUBLE
                    && scale < POWERS.length;
            // Both are exact, so that the quotient is the nearest double.
            return exact ? low / POWERS[scale] : decimal(row).doubleValue();
        }

        @Override
        long integer(int row) throws SQLException {
            return scale == 0 && high(row) == low(row) >> 63 ? low(row) : exactInteger(decimal(row));
        }

        @Override
        Object object(int row) {
            return decimal(row);
        }

        @Override
        String text(int row) {
            long low = low(row);
            boolean isShort =
                    high(row) == low >> 63 && low > -MOST_SHORT && low < MOST_SHORT && scale < digits.length - 2;
            return isShort ? text(low) : decimal(row).toPlainString();
        }

        /** Writes the digits from the last to the first, at least one before the point. */
        private String text(long unscaled) {
            int at = digits.length;
            long left = Math.abs(unscaled);
            for (int count = 0; left != 0 || count <= scale; count++) {
                if (count == scale && scale > 0) {
                    digits[--at] = '.';
                }
                digits[--at] = (byte) ('0' + left % 10);
                left /= 10;
            }
            if (unscaled < 0) {
                digits[--at] = '-';
            }
            return new String(digits, at, digits.length - at, StandardCharsets.ISO_8859_1);
        }
    }
}
