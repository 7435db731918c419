package dev.tarn.lower;

import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.math.BigInteger;

/**
 * Bounds, both inclusive, that every value of an integer or (unscaled) DECIMAL expression keeps; NULLs aside. Immutable.
 */
public record ValueRange(BigInteger low, BigInteger high) {
    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    /** Returns the range of all values of an integer or DECIMAL type; null for another type. */
    public static ValueRange ofType(Type type) {
        return switch (type.kind()) {
            case TINYINT -> of(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> of(Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> of(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> of(Long.MIN_VALUE, Long.MAX_VALUE);
            case DECIMAL -> {
                BigInteger bound = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
                yield new ValueRange(bound.negate(), bound);
            }
            default -> null;
        };
    }

    public static ValueRange of(long low, long high) {
        return new ValueRange(BigInteger.valueOf(low), BigInteger.valueOf(high));
    }

    /** Returns whether every value is one of {@code type}, an integer or DECIMAL type. */
    public boolean fits(Type type) {
        return within(ofType(type));
    }

    /** Returns whether every value fits 64 bits. */
    public boolean fitsLong() {
        return low.compareTo(LONG_MIN) >= 0 && high.compareTo(LONG_MAX) <= 0;
    }

    private boolean within(ValueRange outer) {
        return low.compareTo(outer.low) >= 0 && high.compareTo(outer.high) <= 0;
    }

    /** Returns the layout for values of a DECIMAL type in this range. */
    public Layout decimalLayout() {
        return fitsLong() ? Layout.LONG : Layout.INT128;
    }

    public ValueRange add(ValueRange other) {
        return new ValueRange(low.add(other.low), high.add(other.high));
    }

    public ValueRange subtract(ValueRange other) {
        return new ValueRange(low.subtract(other.high), high.subtract(other.low));
    }

    public ValueRange negate() {
        return new ValueRange(high.negate(), low.negate());
    }

    public ValueRange multiply(ValueRange other) {
        BigInteger a = low.multiply(other.low);
        BigInteger b = low.multiply(other.high);
        BigInteger c = high.multiply(other.low);
        BigInteger d = high.multiply(other.high);
        return new ValueRange(a.min(b).min(c.min(d)), a.max(b).max(c.max(d)));
    }

    /** Returns the range of both ranges' values. */
    public ValueRange union(ValueRange other) {
        return new ValueRange(low.min(other.low), high.max(other.high));
    }

    /** Returns the range of the values that keep both bounds; this one if there is none. */
    public ValueRange narrow(ValueRange other) {
        BigInteger newLow = low.max(other.low);
        BigInteger newHigh = high.min(other.high);
        return newLow.compareTo(newHigh) > 0 ? this : new ValueRange(newLow, newHigh);
    }

    /** Returns the range of the values' multiples or, rounded, parts by powers of ten. */
    public ValueRange rescale(int fromScale, int toScale) {
        if (toScale >= fromScale) {
            BigInteger factor = BigInteger.TEN.pow(toScale - fromScale);
            return new ValueRange(low.multiply(factor), high.multiply(factor));
        }
        BigInteger divisor = BigInteger.TEN.pow(fromScale - toScale);
        return new ValueRange(
                low.divide(divisor).subtract(BigInteger.ONE),
                high.divide(divisor).add(BigInteger.ONE));
    }

    /** Returns the larger of the bounds' magnitudes. */
    public BigInteger magnitude() {
        return low.abs().max(high.abs());
    }
}
