package dev.tarn.kernel;

/** Divides 128-bit numbers in steps of 64 bits; holds the last quotient and remainder. One thread. */
final class Int128Division {
    private static final long LOW_HALF = 0xFFFFFFFFL;

    private long quotientHigh;
    private long quotientLow;
    private long remainderHigh;
    private long remainderLow;

    long quotientHigh() {
        return quotientHigh;
    }

    long quotientLow() {
        return quotientLow;
    }

    long remainderHigh() {
        return remainderHigh;
    }

    long remainderLow() {
        return remainderLow;
    }

    /** Divides unsigned numbers; the divisor is not 0. */
    void divide(long high, long low, long divisorHigh, long divisorLow) {
        if (divisorHigh == 0) {
            if (high == 0) {
                quotientHigh = 0;
                quotientLow = Long.divideUnsigned(low, divisorLow);
                remainderLow = low - quotientLow * divisorLow;
            } else {
                quotientHigh = Long.divideUnsigned(high, divisorLow);
                long rest = high - quotientHigh * divisorLow;
                quotientLow = divideTwoByOne(rest, low, divisorLow);
                remainderLow = low - quotientLow * divisorLow;
            }
            remainderHigh = 0;
            return;
        }
        divideByTwoWords(high, low, divisorHigh, divisorLow);
    }

    /** The quotient has one word: it is estimated from the leading words and at most one too large. */
    private void divideByTwoWords(long high, long low, long divisorHigh, long divisorLow) {
        int shift = Long.numberOfLeadingZeros(divisorHigh);
        long leading = shift == 0 ? divisorHigh : (divisorHigh << shift) | (divisorLow >>> (64 - shift));
        long estimate = divideTwoByOne(high >>> 1, (high << 63) | (low >>> 1), leading);
        long quotient = estimate >>> (63 - shift);
        if (quotient != 0) {
            quotient--;
        }
        subtractProduct(high, low, quotient, divisorHigh, divisorLow);
        if (lessOrEqual(divisorHigh, divisorLow, remainderHigh, remainderLow)) {
            quotient++;
            subtractProduct(high, low, quotient, divisorHigh, divisorLow);
        }
        quotientHigh = 0;
        quotientLow = quotient;
    }

    private void subtractProduct(long high, long low, long quotient, long divisorHigh, long divisorLow) {
        long productLow = quotient * divisorLow;
        long productHigh = Int128.unsignedMultiplyHigh(quotient, divisorLow) + quotient * divisorHigh;
        remainderLow = low - productLow;
        remainderHigh = high - productHigh - (Long.compareUnsigned(low, productLow) < 0 ? 1 : 0);
    }

    /** Returns whether one unsigned number is at most the other. */
    static boolean lessOrEqual(long high, long low, long otherHigh, long otherLow) {
        int order = Long.compareUnsigned(high, otherHigh);
        return order < 0 || (order == 0 && Long.compareUnsigned(low, otherLow) <= 0);
    }

    /** Divides two words by one, all unsigned, where {@code high < divisor}: Knuth's algorithm D with 32-bit digits. */
    private static long divideTwoByOne(long high, long low, long divisor) {
        if (high == 0) {
            return Long.divideUnsigned(low, divisor);
        }
        int shift = Long.numberOfLeadingZeros(divisor);
        long normalized = divisor << shift;
        long first = normalized >>> 32;
        long second = normalized & LOW_HALF;
        long top = shift == 0 ? high : (high << shift) | (low >>> (64 - shift));
        long rest = low << shift;
        long upperDigit = digit(top, first, second, rest >>> 32);
        long middle = (top << 32) + (rest >>> 32) - upperDigit * normalized;
        long lowerDigit = digit(middle, first, second, rest & LOW_HALF);
        return (upperDigit << 32) + lowerDigit;
    }

    private static long digit(long dividend, long first, long second, long next) {
        long digit = Long.divideUnsigned(dividend, first);
        long rest = dividend - digit * first;
        while (digit >>> 32 != 0 || Long.compareUnsigned(digit * second, (rest << 32) | next) > 0) {
            digit--;
            rest += first;
            if (rest >>> 32 != 0) {
                break;
            }
        }
        return digit;
    }
}
