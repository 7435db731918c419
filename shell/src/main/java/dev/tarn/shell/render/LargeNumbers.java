package dev.tarn.shell.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How large numbers are, in words. */
final class LargeNumbers {
    private static final String[] NAMES = {"million", "billion", "trillion", "quadrillion", "quintillion"};
    private static final int FIRST_DIGITS = 7;
    private static final int DIGITS_A_NAME = 3;
    private static final int SHOWN_DIGITS = 3;

    private LargeNumbers() {}

    /** Returns {@code 5.99 million} for a number of a million or more, else nothing. */
    static String named(String number) {
        char last = number.isEmpty() ? ' ' : number.charAt(number.length() - 1);
        if (last < '0' || last > '9') {
            return "";
        }
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(SHOWN_DIGITS, RoundingMode.HALF_UP));
        int digits = rounded.precision() - rounded.scale();
        int name = (digits - FIRST_DIGITS) / DIGITS_A_NAME;
        if (digits < FIRST_DIGITS || name >= NAMES.length) {
            return "";
        }
        BigDecimal scaled = rounded.movePointLeft(FIRST_DIGITS - 1 + name * DIGITS_A_NAME);
        return scaled.setScale(SHOWN_DIGITS - 1 - (digits - FIRST_DIGITS) % DIGITS_A_NAME, RoundingMode.UNNECESSARY)
                + " " + NAMES[name];
    }
}
